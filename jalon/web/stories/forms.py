"""What one writes of a story: shapes only, the rules are those of the action."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from jalon.core.pictures import LIMIT, BarePicture, Refused, bare, too_heavy
from jalon.reports.models import Picture, Story
from jalon.reports.stories.rules import ALT, TEXT, TITLE

REQUIRED = {"required": "Ce champ manque."}


class StoryForm(forms.Form):
    """Labels above, hints below, errors beside their field. Lengths are told by the action, in words."""

    title = forms.CharField(label="Titre", help_text=f"{TITLE} signes au plus.", error_messages=REQUIRED)
    text = forms.CharField(
        label="Texte",
        help_text=f"{TEXT} signes au plus. Une ligne vide sépare deux paragraphes.",
        widget=forms.Textarea({"rows": 9}),
        error_messages=REQUIRED,
    )
    file = forms.FileField(
        label="Choisir une image",
        required=False,
        help_text="Une photo JPEG, PNG ou WebP, 10 Mo au plus. Le lieu et la date que l’appareil y écrit sont effacés.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": "Ce fichier est vide. Choisissez une autre image.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le.",
        },
    )
    picture_alt = forms.CharField(
        label="Ce que montre l’image",
        required=False,
        help_text=f"Pour qui ne la voit pas : qui fait quoi, où. {ALT} signes au plus.",
        widget=forms.Textarea({"rows": 2}),
    )
    nobody = forms.BooleanField(label="Personne n’est reconnaissable, ni sur l’image ni dans le texte", required=False)
    printed = forms.BooleanField(label="Faire paraître ce retour dans la lettre", required=False)
    kept = forms.IntegerField(required=False, widget=forms.HiddenInput)
    without_picture = forms.BooleanField(label="Retirer l’image", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, story: Story | None = None) -> None:
        super().__init__(data, files, label_suffix="", initial=_said(story))
        self.bare: BarePicture | None = None
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")

    def clean_file(self) -> "UploadedFile[Any] | None":
        """A picture, made bare; never a file of another kind."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            if (file.size or 0) > LIMIT:
                raise Refused(too_heavy(file.size or 0))
            self.bare = bare(file.file, file.size or 0)  # type: ignore[arg-type]
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def clean_kept(self) -> int | None:
        """The key of a picture that exists; else none."""
        key: int | None = self.cleaned_data["kept"]
        return key if key and Picture.objects.filter(pk=key).exists() else None

    def clean_seen(self) -> dt.datetime | None:
        """When what the writer read was written; None for nothing."""
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None
        except ValueError:
            return None


def _said(story: Story | None) -> dict[str, Any]:
    if story is None:
        return {"printed": True}
    return {
        "title": story.title,
        "text": story.text,
        "picture_alt": story.picture_alt,
        "nobody": story.nobody,
        "printed": story.printed,
        "kept": story.picture_id,
        "seen": story.written_at.isoformat(),
    }
