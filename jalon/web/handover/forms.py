"""The forms of a handover."""

from typing import Any

from django import forms

from jalon.accounts.models import Caseworker
from jalon.core import clock
from jalon.pathways.models import Cover, Pathway
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm
from jalon.web.steps.choices import CaseworkerField


class CoverForm(RecordForm):
    """Who is away, who opens their files, from when to when."""

    widths = {"absent": HALF, "replacement": HALF, "start": HALF, "end": HALF}
    absent = CaseworkerField(label="Qui s’absente", empty_label="Choisir…")
    replacement = CaseworkerField(label="Qui prend le relais", empty_label="Choisir…")
    start = DayField(label="Du", ahead=True)
    end = DayField(label="Au", ahead=True)
    words = forms.CharField(label="Consignes pour tous", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Any = None, *, own: list[Caseworker] | None, **options: Any) -> None:
        """`own`: for whom a référent may speak, themselves; None for the team, who speaks for anyone."""
        super().__init__(data, **options)
        for name in ("absent", "replacement"):
            field: Any = self.fields[name]
            field.offer(clock.today())
        if own is not None:
            absent: Any = self.fields["absent"]
            absent.queryset = Caseworker.objects.filter(pk__in=[each.pk for each in own])
            absent.initial = own[0].pk if own else None


class InstructionsForm(RecordForm):
    """A line for all, and one for each person."""

    sensitive = frozenset({"words"})
    template_name = "handover/_instructions.html"
    words = forms.CharField(label="Consignes pour tous", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Any = None, *, cover: Cover, people: list[Pathway], **options: Any) -> None:
        super().__init__(data, **options)
        known = {each.pathway_id: each.words for each in cover.instructions.all()}
        self.fields["words"].initial = cover.words
        self.people = {f"p{pathway.pk}": pathway for pathway in people}
        for name, pathway in self.people.items():
            widget = forms.Textarea({"rows": 2, "data-sensitive": ""})
            field = forms.CharField(label=f"Consigne pour {pathway.participant}", required=False, widget=widget)
            field.initial = known.get(pathway.pk, "")
            self.fields[name] = field

    @property
    def lines(self) -> list[tuple[Pathway, forms.BoundField]]:
        """Each person and their line."""
        return [(pathway, self[name]) for name, pathway in self.people.items()]

    @property
    def by_person(self) -> dict[Pathway, str]:
        """What was typed of each."""
        return {pathway: self.cleaned_data[name] for name, pathway in self.people.items()}
