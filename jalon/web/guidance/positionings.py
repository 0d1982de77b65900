"""Positionings: how the person stands in a domain, who says so, what they recommend."""

from typing import Any

from django import forms
from django.http import HttpResponse

from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation
from jalon.pathways.actions.positionings import record_positioning
from jalon.pathways.enums import Skill
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.web.access import AccountRequest
from jalon.web.guidance.frame import beside, on_pathway
from jalon.web.guidance.goals import undo_of
from jalon.web.recording.acts import Done, day_of, recorded
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm


class PositioningForm(RecordForm):
    """A level found."""

    skill = forms.ChoiceField(label="Domaine", choices=[("", "Choisir"), *Skill.choices])
    result = forms.CharField(
        label="Niveau", max_length=100, help_text="Par ex. : A2 à l’oral, permis B en cours, fragile."
    )
    date = DayField(label="Le")
    provider = forms.ModelChoiceField(
        Organisation.objects.none(), label="Prestataire", required=False, empty_label="Le référent lui-même"
    )
    recommendations = forms.CharField(
        label="Préconisations", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    widths = {"skill": HALF, "date": HALF}

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        providers = (
            Organisation.objects.filter(roles__kind=OrganisationKind.PROVIDER).distinct().order_by("name", "code")
        )
        self.fields["provider"].queryset = providers  # type: ignore[attr-defined]
        self.order_fields(["skill", "date", "result", "provider", "recommendations"])


@on_pathway
def add(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """Record how the person stands in a domain."""
    form = PositioningForm(request.POST or None, initial={"date": day_of(request)})

    def act(said: dict[str, Any]) -> Done:
        found = record_positioning(by=request.user, pathway=pathway, **{**said, "skill": Skill(said["skill"])})
        return Done(f"Positionnement enregistré : {found}.", undo=undo_of("positionnement", found.pk))

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, "Positionnement", "Enregistrer ce positionnement")
