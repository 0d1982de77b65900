"""Contracts and PMSMP prolonged: one date."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.renewals import renew_contract, undo_renewal
from jalon.pathways.models import Pathway, Renewal, Step
from jalon.pathways.permissions import RECORDING
from jalon.pathways.renewals import months_reached_on
from jalon.people.models import Participant
from jalon.protocols.enums import Classification
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import Done, check_may_record, recorded, undone
from jalon.web.steps.choices import told
from jalon.web.steps.forms import RenewForm
from jalon.web.steps.frame import beside, on_pathway

STEP = "etape"
OVER = dt.timedelta(days=62)
"""A contract over for two months is not prolonged any more: another one begins."""


@on_pathway(*RECORDING)
def renew(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """The contract that ends first, unless the address names one."""
    offered = renewable(pathway, request.GET.get(STEP, ""))
    title, verb = "Renouveler un contrat", "Enregistrer le renouvellement"
    if not offered:
        return beside(request, participant, None, title, verb, about=NOTHING)
    form = RenewForm(request.POST or None, steps=offered)

    def act(said: dict[str, Any]) -> Done:
        before = said["step"].label
        renewal = renew_contract(by=request.user, **said)
        after = Step.objects.select_related("label").get(pk=renewal.step_id)
        follows = f" L’étape compte désormais comme « {after.label} »." if after.label != before else ""
        undo = reverse("steps:undo_renewal", args=[renewal.pk])
        return Done(f"Contrat prolongé jusqu’au {day(said['end'])}.{follows}", undo=undo)

    notes = [note for step in offered[:1] for note in _notes(step)]
    about = told(offered[0]) if len(offered) == 1 else ""
    return recorded(request, participant, form, act) or beside(
        request, participant, form, title, verb, about=about, notes=notes, combobox=True
    )


NOTHING = "Aucun contrat à terme n’est en cours : un nouveau contrat s’ajoute comme une étape."


def renewable(pathway: Pathway, chosen: str) -> list[Step]:
    """The contracts and PMSMP with an end, not long over, the one that ends first at the head; or the chosen one."""
    found = pathway.steps.filter(Q(classification=Classification.JOB) | Q(label__immersion=True), end__isnull=False)
    found = found.filter(end__gte=clock.today() - OVER).select_related("label", "label__becomes", "organisation")
    if chosen.isdecimal() and len(chosen) < 19:
        found = found.filter(pk=int(chosen))
    return list(found.order_by("end", "code"))


@allowed(*RECORDING)
@require_POST
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """The contract ends again as before."""
    renewal = get_object_or_404(Renewal.objects.select_related("step__pathway__participant"), pk=pk)
    participant = renewal.step.pathway.participant
    check_may_record(request, participant)

    def act() -> str:
        undo_renewal(by=request.user, renewal=renewal)
        return f"Le contrat finit de nouveau le {day(renewal.end_before)}."

    return undone(request, participant, act)


def _notes(step: Step) -> list[str]:
    label = step.label
    if label.immersion and step.end:
        last = day(months_reached_on(step.end + dt.timedelta(1), 1))
        return [f"Une PMSMP se renouvelle une fois, pour le même objet, au plus jusqu’au {last} (art. D5135-3)."]
    if label.becomes and label.becomes_after:
        reached = day(months_reached_on(step.start, label.becomes_after))
        return [f"À partir d’une fin au {reached}, l’étape comptera comme « {label.becomes} »."]
    return []
