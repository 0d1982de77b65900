"""The forms of a step and of its contract. Shape only: the rules are those of the actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from jalon.accounts.models import User
from jalon.core import clock
from jalon.core.folding import folded
from jalon.organisations.actions import add_organisation, named_alike
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation
from jalon.pathways.enums import ImmersionObject, StepOutcome
from jalon.pathways.models import Immersion, Step
from jalon.reference.models import ContractType
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm
from jalon.web.steps.choices import LabelField, OrganisationField, StepField, end_said, organisation_names, told

TERMS = ("object", "tutor", "tutor_function", "tasks", "goals", "days", "place")
NEEDED = ("object", "tutor", "tasks", "goals", "days")
"""What the agreement of a PMSMP must say (Code du travail, D5135-2)."""
NEAR = 5
"""Names alike that are shown before a new organisation is made."""


class StepForm(RecordForm):
    """A step: its label, its dates; the contract when it is a job, the agreement when it is a PMSMP."""

    template_name = "steps/_fields.html"
    widths = dict.fromkeys(("start", "end", "contract", "weekly_hours", "tutor", "tutor_function"), HALF)
    label = LabelField(label="Étape")
    start = DayField(label="Du")
    end = DayField(label="Au", ahead=True, required=False)
    organisation = OrganisationField(
        label="Employeur ou organisme", required=False, help_text="Les premières lettres suffisent."
    )
    new = forms.BooleanField(label="C’est un nouvel employeur", required=False)
    contract = forms.ModelChoiceField(
        label="Contrat", queryset=ContractType.objects.none(), required=False, empty_label="Choisir…"
    )
    weekly_hours = forms.DecimalField(
        label="Heures par semaine",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(60),
        decimal_places=2,
        localize=True,
        error_messages={"invalid": "Écrivez un nombre d’heures, ex. : 24,5."},
    )
    object = forms.ChoiceField(label="Objet", required=False, choices=[("", "Choisir…"), *ImmersionObject.choices])
    tutor = forms.CharField(label="Tuteur", required=False, max_length=200)
    tutor_function = forms.CharField(label="Sa fonction", required=False, max_length=200)
    tasks = forms.CharField(label="Tâches confiées", required=False, widget=forms.Textarea({"rows": 3}))
    goals = forms.CharField(label="Objectifs", required=False, widget=forms.Textarea({"rows": 3}))
    days = forms.CharField(label="Jours et horaires", required=False, max_length=300)
    place = forms.CharField(
        label="Lieu", required=False, max_length=300, help_text="Laissez vide si c’est à l’adresse de l’employeur."
    )

    def __init__(self, data: Any = None, *, step: Step | None = None, **options: Any) -> None:
        super().__init__(data, **{"initial": _known(step), **options} if step else options)
        self.near: list[str] = []
        self.fields["end"].widget.attrs["data-after"] = "id_start"
        label: Any = self.fields["label"]
        label.offer(clock.today(), step.label if step else None)
        contract: Any = self.fields["contract"]
        contract.queryset = ContractType.objects.filter(job=True)

    @property
    def groups(self) -> list[tuple[str, str, list[tuple[forms.BoundField, str]]]]:
        """What a group is for (""; job, immersion), its heading, its fields."""
        rows = {field.name: (field, width) for field, width in self.rows}
        if not self.asks_new:
            rows.pop("new")
        always = [rows[name] for name in ("label", "start", "end", "organisation", "new") if name in rows]
        work = [rows[name] for name in ("contract", "weekly_hours")]
        return [
            ("", "", always),
            ("job", "Si c’est un emploi", work),
            ("immersion", "Si c’est une PMSMP", [rows[name] for name in TERMS]),
        ]

    @property
    def asks_new(self) -> bool:
        """Whether a name that nobody bears was typed: making it an employer is then asked."""
        return bool(self.near or self.data.get("new") or "organisation" in self.errors)

    @property
    def names(self) -> list[str]:
        """The organisations that the field proposes."""
        return list(organisation_names())

    def clean_end(self) -> dt.date | None:
        """« 30/12 » is after the start, not after today."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data["end"]
        return end_said(self.data["end"], start, clock.today()) if start and end else end

    def clean(self) -> dict[str, Any]:
        """A PMSMP not over yet says what its agreement must; a name that nobody bears is a new employer, or a slip."""
        said = self.cleaned_data
        label, end = said.get("label"), said.get("end")
        if label and label.immersion and (end is None or end >= clock.today()):
            for name in NEEDED:
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "La convention d’une PMSMP le dit (Code du travail, art. D5135-2).")
        if said.get("organisation") and not named_alike(said["organisation"]) and not said.get("new"):
            self.near = _near(said["organisation"])
            close = f" Noms proches : {', '.join(self.near)}." if self.near else ""
            self.add_error("organisation", f"Personne ne porte ce nom.{close} Corrigez-le, ou cochez ci-dessous.")
        return said

    def arguments(self, by: User) -> dict[str, Any]:
        """What the action takes; makes the new employer, if there is one."""
        said = {name: self.cleaned_data[name] for name in ("label", "start", "end", "contract", "weekly_hours")}
        terms = {name: self.cleaned_data[name] for name in TERMS}
        immersion = said["label"].immersion and any(terms.values())
        return said | {"organisation": self._organisation(by), "terms": terms if immersion else None}

    def _organisation(self, by: User) -> Organisation | None:
        name = self.cleaned_data["organisation"]
        if not name:
            return None
        return named_alike(name) or add_organisation(by=by, name=name, kind=OrganisationKind.EMPLOYER)


def _near(name: str) -> list[str]:
    """Organisations that share a word of four letters or more with the name."""
    words = {word for word in folded(name).split() if len(word) > 3}
    return [each for each in organisation_names() if words & set(folded(each).split())][:NEAR]


def _known(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(step, name) for name in ("label", "start", "end", "contract")}
    said |= {"organisation": str(step.organisation or ""), "weekly_hours": step.weekly_hours}
    terms = Immersion.objects.filter(step=step).first()
    return said | ({name: getattr(terms, name) for name in TERMS} if terms else {})


class CloseForm(RecordForm):
    """How a step ended."""

    widths = {"end": HALF, "outcome": HALF}
    end = DayField(label="Dernier jour")
    outcome = forms.ChoiceField(
        label="Issue", choices=[("", "Choisir…"), *StepOutcome.choices], widget=forms.Select({"autofocus": True})
    )
    evaluation = forms.CharField(
        label="Ce qui en ressort",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Si elle s’est arrêtée avant son terme, dites pourquoi.",
    )


class RenewForm(RecordForm):
    """One date; and which contract, when there are several."""

    step = StepField(label="Contrat", queryset=Step.objects.none(), empty_label=None)
    end = DayField(label="Nouvelle fin", ahead=True)

    def __init__(self, data: Any = None, *, steps: list[Step], **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["step"]
        field.queryset = Step.objects.filter(pk__in=[each.pk for each in steps]).select_related("label")
        field.widget.choices = [(each.pk, told(each)) for each in steps]
        self.fields["end"].widget.attrs["autofocus"] = True
        self.fields["end"].widget.attrs["data-from"] = min(each.end for each in steps if each.end).isoformat()
        if len(steps) == 1:
            field.initial, field.widget = steps[0].pk, forms.HiddenInput()

    def clean_end(self) -> dt.date:
        """« 30/12 » is after the end there was, not after today."""
        step, end = self.cleaned_data.get("step"), self.cleaned_data["end"]
        return end_said(self.data["end"], step.end, clock.today()) if step and step.end else end
