"""The contract of the RSA and the quarterly points: one click and two fields each."""

from typing import Any

from django import forms
from django.http import HttpResponse

from jalon.core.french import day
from jalon.core.periods import add_months
from jalon.pathways.actions.partners import record_point, sign_engagement
from jalon.pathways.enums import Partner
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.web.access import AccountRequest
from jalon.web.guidance.frame import beside, on_pathway
from jalon.web.guidance.goals import undo_of
from jalon.web.recording.acts import Done, day_of, recorded
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm

USUAL_MONTHS = 6
"""Proposed for a first contract; the length of the last one afterwards."""
NEXT_POINT = 3
"""Months."""


class EngagementForm(RecordForm):
    """A contract signed."""

    signed_on = DayField(label="Signé le")
    until = DayField(label="Valable jusqu’au", ahead=True)
    widths = {"signed_on": HALF, "until": HALF}


class PointForm(RecordForm):
    """A point held."""

    partner = forms.ChoiceField(label="Avec", choices=Partner, widget=forms.RadioSelect)
    date = DayField(label="Tenu le")
    words = forms.CharField(
        label="Ce qui est convenu", widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000
    )
    segments = frozenset({"partner"})
    sensitive = frozenset({"words"})


@on_pathway
def engagement(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """A *contrat d’engagement* signed with the person."""
    last = pathway.engagement_contracts.order_by("signed_on").last()
    signed_on = day_of(request)
    until = signed_on + (last.until - last.signed_on) if last else add_months(signed_on, USUAL_MONTHS)
    form = EngagementForm(request.POST or None, initial={"signed_on": signed_on, "until": until})

    def act(said: dict[str, Any]) -> Done:
        contract = sign_engagement(by=request.user, pathway=pathway, **said)
        told = f"Contrat d’engagement enregistré, jusqu’au {day(contract.until)}."
        return Done(told, undo=undo_of("contrat-rsa", contract.pk))

    if done := recorded(request, participant, form, act):
        return done
    held = f"Le dernier va jusqu’au {day(last.until)}." if last else ""
    return beside(request, participant, form, "Contrat d’engagement RSA", "Enregistrer ce contrat", held)


@on_pathway
def point(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """A quarterly point with the Département or France Travail."""
    held = {point.partner: point.date for point in pathway.partner_points.order_by("date")}
    longest_ago = min(Partner, key=lambda partner: held.get(partner.value, pathway.entry_date))
    form = PointForm(request.POST or None, initial={"partner": longest_ago, "date": day_of(request)})

    def act(said: dict[str, Any]) -> Done:
        held_point = record_point(by=request.user, pathway=pathway, **{**said, "partner": Partner(said["partner"])})
        following = day(add_months(held_point.date, NEXT_POINT))
        told = f"Point trimestriel enregistré. Le prochain est attendu vers le {following}."
        return Done(told, undo=undo_of("point", held_point.pk))

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, "Point trimestriel", "Enregistrer ce point", _last(held))


def _last(held: dict[str, Any]) -> str:
    told = [f"{Partner(partner).label}, le {day(date)}" for partner, date in held.items()]
    return f"Derniers points : {' ; '.join(told)}." if told else ""
