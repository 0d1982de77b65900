"""The people around a person: added beside the file, ended in one click."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.core import clock
from jalon.core.french import of
from jalon.organisations.models import Agent
from jalon.pathways.permissions import RECORDING
from jalon.people.enums import TieKind
from jalon.people.models import Tie
from jalon.people.ties import add_tie, end_tie, resume_tie
from jalon.web.access import AccountRequest, allowed
from jalon.web.guidance.frame import beside, page
from jalon.web.guidance.goals import undo_of
from jalon.web.recording.acts import Done, check_may_record, done_at_once, file_to_record, recorded, undone
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm


class TieForm(RecordForm):
    """Someone around the person: an agent of a partner, or whoever is named."""

    kind = forms.ChoiceField(label="Rôle", choices=TieKind, initial=TieKind.SOCIAL_WORKER)
    agent = forms.TypedChoiceField(label="Agent d’un partenaire", coerce=int, empty_value=None, required=False)
    name = forms.CharField(label="Ou son nom", max_length=200, required=False)
    phone = forms.CharField(label="Téléphone", max_length=50, required=False)
    email = forms.EmailField(
        label="Courriel", required=False, error_messages={"invalid": "Écrivez une adresse comme prenom.nom@exemple.fr."}
    )
    start = DayField(label="Depuis le")
    widths = {"phone": HALF, "start": HALF}

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["agent"].choices = [("", "Choisir, ou écrire un nom"), *_agents(clock.today())]  # type: ignore[attr-defined]
        self.order_fields(["kind", "agent", "name", "phone", "start", "email"])


@page
def add(request: AccountRequest, code: str) -> HttpResponse:
    """Someone more around the person."""
    participant = file_to_record(request, code)
    form = TieForm(request.POST or None, initial={"start": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        agent = Agent.objects.get(pk=said["agent"]) if said["agent"] else None
        known = {**said, "agent": agent, "kind": TieKind(said["kind"])}
        tie = add_tie(by=request.user, participant=participant, **known)
        told = f"Autour {of(str(participant))} : {tie}, {tie.get_kind_display().lower()}."
        return Done(told, undo=undo_of("interlocuteur", tie.pk))

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, "Interlocuteur", "Ajouter cette personne")


@allowed(*RECORDING)
@require_POST
def end(request: AccountRequest, pk: int) -> HttpResponse:
    """Since today, no longer around."""
    tie = _tie(request, pk)

    def act() -> Done:
        end_tie(by=request.user, tie=tie)
        said = f"{tie} ne suit plus {tie.participant} depuis aujourd’hui."
        return Done(said, undo=reverse("guidance:resume_tie", args=[pk]))

    return done_at_once(request, tie.participant, act)


@allowed(*RECORDING)
@require_POST
def resume(request: AccountRequest, pk: int) -> HttpResponse:
    """Ended by mistake."""
    tie = _tie(request, pk)

    def act() -> str:
        resume_tie(by=request.user, tie=tie)
        return f"{tie} suit de nouveau {tie.participant}."

    return undone(request, tie.participant, act)


def _tie(request: AccountRequest, pk: int) -> Tie:
    tie = get_object_or_404(Tie.objects.select_related("participant", "agent"), pk=pk)
    check_may_record(request, tie.participant)
    return tie


def _agents(today: dt.date) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The agents of the day, under the name of their organisation."""
    agents = Agent.objects.filter(Q(end=None) | Q(end__gte=today)).select_related("organisation")
    ordered = agents.order_by("organisation__name", "last_name", "first_name")
    for name, group in groupby(ordered, key=lambda agent: agent.organisation.name):
        yield name, [(agent.pk, str(agent)) for agent in group]
