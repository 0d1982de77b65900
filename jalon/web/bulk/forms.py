"""What is asked of an act on several people. `extra` shows what it would do."""

from typing import Any

from django import forms

from jalon.core import clock
from jalon.organisations.actions import named_alike
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm
from jalon.web.steps.choices import CaseworkerField, LabelField, OrganisationField, organisation_names


class BulkForm(RecordForm):
    """Base: the people and what would be done to them stand under the fields."""

    extra = "bulk/_preview.html"


class CommonStepForm(BulkForm):
    """A workshop, a training, a visit: the same for all. A job or a PMSMP is of one person."""

    widths = {"start": HALF, "end": HALF}
    label = LabelField(label="Étape")
    start = DayField(label="Du", ahead=True)
    end = DayField(label="Au", ahead=True, required=False)
    organisation = OrganisationField(label="Organisme", required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        label: Any = self.fields["label"]
        label.offer(clock.today())
        label.queryset = label.queryset.filter(immersion=False)

    @property
    def names(self) -> list[str]:
        """The organisations that the field proposes."""
        return list(organisation_names())

    def clean_organisation(self) -> Any:
        """One that exists."""
        name = self.cleaned_data["organisation"]
        if name and named_alike(name) is None:
            raise forms.ValidationError("Personne ne porte ce nom. Choisissez dans ce que le champ propose.")
        return named_alike(name) if name else None


class CommonCaseworkerForm(BulkForm):
    """One colleague for all of the selection."""

    caseworker = CaseworkerField(label="Nouveau référent", empty_label="Choisir…")
    start = DayField(label="À partir du", ahead=True)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["caseworker"]
        field.offer(clock.today())


class WordsForm(BulkForm):
    """A letter or a message: its subject, its words; how it begins and ends follows from the person."""

    subject = forms.CharField(label="Objet", max_length=120)
    words = forms.CharField(
        label="Texte",
        max_length=3_000,
        widget=forms.Textarea({"rows": 10}),
        help_text="Il commence par « Bonjour » et le nom, et finit par le vôtre. Le même pour tous : rien de sensible.",
    )
