"""What one types to deposit a paper, to have something signed, to give back a sheet signed by hand."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from jalon.accounts.models import User
from jalon.core import clock
from jalon.core.days import day_written
from jalon.core.pictures import Refused
from jalon.documents.content import ACCEPTED, LIMIT, too_heavy
from jalon.documents.drawing import drawn
from jalon.documents.models import StoredFile
from jalon.people.enums import DocumentKind
from jalon.people.papers import MONTHS, proposed_expiry
from jalon.web.recording.fields import MISSING, DayField
from jalon.web.recording.forms import HALF, RecordForm

HELD = dt.timedelta(days=1)
"""How long a file received with a form to be corrected waits for it."""
NONE_CHOSEN = "Choisissez un fichier, ou photographiez la pièce."
ABOUT = "PDF, photo, Word, Excel ou LibreOffice, 10 Mo au plus. Le lieu qu’un téléphone inscrit est effacé."
TICK = "Cochez les entretiens que cette feuille signe."
MEANWHILE = "Un de ces entretiens est signé depuis que la page est ouverte : relisez la liste."
NOT_WHOLE = "Ce fichier n’est pas arrivé entier. Choisissez-le de nouveau."


class PaperFile(forms.FileField):
    """A file of at most 10 Mo; what it holds is looked at by the action."""

    def __init__(self, **options: Any) -> None:
        errors = {
            "required": NONE_CHOSEN,
            "empty": "Ce fichier est vide. Choisissez-en un autre.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le.",
            "missing": NOT_WHOLE,
            "invalid": NOT_WHOLE,
        }
        widget = forms.FileInput({"accept": ACCEPTED, "data-paper": ""})
        super().__init__(**{"widget": widget, "error_messages": errors, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file. ValidationError, in words, when it is too large: what came of it was not kept."""
        # Too large, it is empty by now, and would be said so.
        if data and (data.size or 0) > LIMIT:
            raise ValidationError(too_heavy(data.size))
        return super().clean(data, initial)


class FiledForm(RecordForm):
    """A form with a file, which is not asked for twice: one received with a form to be corrected waits for it.

    `holder`: who may use what waits: an account, and what the form is about.
    """

    file = PaperFile(label="Fichier", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, holder: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.holder = holder
        self.fields["file"].help_text = ABOUT
        self.waiting: StoredFile | None = None

    def clean_kept(self) -> StoredFile | None:
        """The file that waits; none when it has waited too long, or is another’s."""
        if found := self._waiting(self.cleaned_data["kept"]):
            self._wait(found)
        return found

    def clean(self) -> dict[str, Any]:
        """One of both."""
        said = super().clean() or self.cleaned_data
        if not said.get("file") and not said.get("kept") and "file" not in self.errors:
            self.add_error("file", NONE_CHOSEN)
        return said

    def hold(self, stored: StoredFile) -> None:
        """Have the form, shown again, remember a file."""
        self._wait(stored)
        said = signing.dumps(str(stored.key), salt=self.holder)
        self.data = _with(self.data, self.add_prefix("kept"), said)

    def content(self) -> tuple[str, bytes]:
        """The name and the bytes of the file that was sent."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        file.seek(0)
        return file.name or "", file.read()

    def _wait(self, stored: StoredFile) -> None:
        self.waiting = stored
        said = f"« {stored.name} » est bien arrivé : il n’est pas nécessaire de le choisir de nouveau."
        self["file"].help_text = said

    def _waiting(self, said: str) -> StoredFile | None:
        try:
            key = signing.loads(said, salt=self.holder, max_age=HELD)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(key=key).first()


def holder(user: User, about: str) -> str:
    """Who may use a file that waits."""
    return f"depot:{user.pk}:{about}"


class NewerForm(FiledForm):
    """A paper: its file, its day, until when it is valid. `kinds`: those it may be of."""

    dated = DayField(label="Datée du", help_text="Le jour que porte la pièce.")
    expires_on = DayField(label="Valable jusqu’au", required=False, ahead=True)
    title = forms.CharField(label="Précision", required=False, max_length=200, help_text="Employeur, mois…")

    widths = {"dated": HALF, "expires_on": HALF}
    field_order = ["kind", "file", "dated", "expires_on", "title"]

    def __init__(self, *args: Any, kinds: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = list(kinds)
        self.fields["expires_on"].help_text = "Pour l’identité, le séjour, le travail, le RSA."
        months = {kind: MONTHS[DocumentKind(kind)] for kind in kinds if kind in MONTHS}
        self.fields["expires_on"].widget.attrs["data-months"] = json.dumps(months)

    def refuse(self, refused: ValidationError) -> None:
        """As the base; and the usual end is proposed where it lacks."""
        super().refuse(refused)
        dated, kind = self.cleaned_data.get("dated"), self.cleaned_data.get("kind", self.kinds[0])
        if "expires_on" in self.errors and dated and (usual := proposed_expiry(kind, dated)):
            self.data = _with(self.data, "expires_on", day_written(usual))


class PaperForm(NewerForm):
    """A paper of any kind."""

    kind = forms.ChoiceField(label="Pièce", choices=[("", "Choisir…"), *DocumentKind.choices])


class SignerForm(RecordForm):
    """Who signs what. `seen`: the fingerprint of the text on the page."""

    signer = forms.CharField(label="Nom du signataire", max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput)


class DrawnForm(SignerForm):
    """The stroke, as the canvas tells it."""

    image = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_image(self) -> bytes:
        """A PNG cut to the stroke."""
        try:
            return drawn(self.cleaned_data["image"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class PaperSheetForm(FiledForm):
    """A sheet signed by hand, on a day."""

    signed_on = DayField(label="Signée le")

    def clean_signed_on(self) -> dt.date:
        """Not a day to come."""
        day: dt.date = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise ValidationError("Ce jour n’est pas encore passé. Une feuille se dépose une fois signée.")
        return day


class SheetForm(PaperSheetForm, SignerForm):
    """The printed sheet, signed by hand."""

    field_order = ["file", "signed_on", "signer"]
    widths = {"signed_on": HALF, "signer": HALF}


class ScanForm(PaperSheetForm):
    """A sheet that signs several interviews."""

    interviews = forms.TypedMultipleChoiceField(
        label="Entretiens que cette feuille signe",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={**MISSING, "invalid_choice": MEANWHILE},
    )
    field_order = ["file", "signed_on", "interviews"]
    widths = {"signed_on": HALF}

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["interviews"]
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["required"] = TICK


def _with(data: Mapping[str, Any], name: str, value: str) -> Mapping[str, Any]:
    """What was typed, and one value more."""
    said = data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)
    said[name] = value
    return said
