"""What one deposits."""

from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile

from jalon.exchange import archives


class DepositForm(forms.Form):
    """A folder of the exchange format, as a zip; looked at from outside, not unpacked."""

    file = forms.FileField(
        label="Dossier compressé (.zip)",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": "Choisissez d’abord un fichier.",
            "empty": "Ce fichier est vide. Compressez le dossier de nouveau.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le.",
        },
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.label_suffix = ""
        limit = archives.weight(settings.UPLOAD_LIMIT)
        self.fields["file"].help_text = f"Les fichiers CSV du format d’échange, dans un seul dossier ; {limit} au plus."

    def clean_file(self) -> TemporaryUploadedFile:
        """The file, neither too large nor dangerous to open."""
        file: TemporaryUploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            size, limit = archives.weight(file.size or 0), archives.weight(settings.UPLOAD_LIMIT)
            raise forms.ValidationError(
                f"Ce fichier pèse {size} ; la limite est {limit}. Il n’a pas été gardé. "
                "Vérifiez qu’il ne contient que les fichiers du format, ou importez-le par la ligne de commande."
            )
        try:
            archives.inspect(cast(BinaryIO, file.file))
        except archives.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file
