"""The forms of what happens to a pathway: suspension, référent, exit, longer time."""

import datetime as dt
from typing import Any

from django import forms

from jalon.pathways.models import Pathway
from jalon.people.models import Document
from jalon.protocols.models import ExitReason
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm
from jalon.web.steps.choices import CaseworkerField


class SuspendForm(RecordForm):
    """Two fields."""

    sensitive = frozenset({"reason"})
    start = DayField(label="À partir du")
    reason = forms.CharField(label="Motif", widget=forms.Textarea({"rows": 3, "autofocus": True}))


class ResumeForm(RecordForm):
    """One field."""

    end = DayField(label="Dernier jour de veille", ahead=True)


class AssignForm(RecordForm):
    """Two fields."""

    caseworker = CaseworkerField(
        label="Nouveau référent", empty_label="Choisir…", widget=forms.Select({"autofocus": True})
    )
    start = DayField(label="À partir du", ahead=True)

    def __init__(self, data: Any = None, *, today: dt.date, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["caseworker"]
        field.offer(today)


class ExtendForm(RecordForm):
    """Two fields."""

    sensitive = frozenset({"reason"})
    until = DayField(label="Jusqu’au", ahead=True)
    reason = forms.CharField(label="Motif", widget=forms.Textarea({"rows": 3}))


class ExitForm(RecordForm):
    """The date, the reason, what proves it."""

    sensitive = frozenset({"reason", "evidence"})
    date = DayField(label="Sortie le")
    reason = forms.ModelChoiceField(
        label="Motif",
        queryset=ExitReason.objects.none(),
        empty_label="Choisir…",
        widget=forms.Select({"autofocus": True}),
    )
    evidence = forms.CharField(
        label="Preuve",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Contrat, attestation, appel… Une sortie positive ne va pas sans preuve.",
    )
    document = forms.ModelChoiceField(
        label="Pièce du dossier", queryset=Document.objects.none(), required=False, empty_label="Aucune"
    )

    def __init__(self, data: Any = None, *, pathway: Pathway, **options: Any) -> None:
        super().__init__(data, **options)
        reasons: Any = self.fields["reason"]
        papers: Any = self.fields["document"]
        reasons.queryset = ExitReason.objects.all()
        rows = list(ExitReason.objects.order_by("position", "label"))
        groups = (("Sorties positives", True), ("Autres sorties", False))
        reasons.widget.choices = [
            ("", "Choisir…"),
            *((name, [(each.pk, each.label) for each in rows if each.positive is kind]) for name, kind in groups),
        ]
        papers.queryset = Document.objects.filter(participant=pathway.participant_id, withdrawn_on=None)
        if not papers.queryset.exists():
            papers.widget = forms.HiddenInput()


class DecideForm(RecordForm):
    """The verdict, and words when it is no."""

    segments = frozenset({"verdict"})
    sensitive = frozenset({"answer"})
    verdict = forms.ChoiceField(
        label="Décision", widget=forms.RadioSelect, choices=[("oui", "Valider la sortie"), ("non", "Ne pas valider")]
    )
    answer = forms.CharField(
        label="Réponse au référent",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Nécessaire si la sortie n’est pas validée.",
    )
