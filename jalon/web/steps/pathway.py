"""Suspensions, référent, longer pathways: one click, two fields."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.accounts.permissions import check_may, may
from jalon.accounts.roles import Capability
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.core.french import day
from jalon.core.periods import add_months
from jalon.pathways.actions.assignments import assign as assign_to
from jalon.pathways.actions.assignments import undo_assignment
from jalon.pathways.actions.extensions import allowed_until, decide_extension, undo_extension
from jalon.pathways.actions.suspensions import end_suspension, start_suspension, undo_suspension
from jalon.pathways.duties.facts import PathwayFacts, Span
from jalon.pathways.duties.time import suspension_on
from jalon.pathways.models import Assignment, Extension, Pathway, Suspension
from jalon.pathways.permissions import RECORDING, may_open_file
from jalon.pathways.rules import LONGEST_SUSPENSION
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import Done, check_may_record, recorded, undone
from jalon.web.steps.frame import beside, on_pathway
from jalon.web.steps.pathway_forms import AssignForm, ExtendForm, ResumeForm, SuspendForm


@on_pathway(*RECORDING)
def suspend(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """The person is unavailable from a day on."""
    form = SuspendForm(request.POST or None, initial={"start": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        made = start_suspension(by=request.user, pathway=pathway, **said)
        undo = reverse("steps:undo_suspension", args=[made.pk])
        return Done(f"Veille ouverte à partir du {day(made.start)}. {_longest(pathway, made)}", undo=undo)

    return recorded(request, participant, form, act) or beside(
        request,
        participant,
        form,
        "Mettre en veille",
        "Ouvrir la veille",
        about="La personne reste dans la file active ; les alertes de contact et d’étape se taisent.",
    )


@on_pathway(*RECORDING)
def resume(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """Its last day."""
    title, verb = "Mettre fin à la veille", "Enregistrer la fin"
    today = clock.today()
    held = pathway.suspensions.filter(Q(end=None) | Q(end__gte=today)).order_by("start").first()
    if held is None:
        return beside(request, participant, None, title, verb, about="Aucune veille n’est en cours.")
    form = ResumeForm(request.POST or None, initial={"end": max(held.end or today, held.start)})

    def act(said: dict[str, Any]) -> Done:
        ended = end_suspension(by=request.user, suspension=held, **said)
        undo = reverse("steps:undo_suspension", args=[held.pk])
        return Done(f"Fin de veille le {day(said['end'])} ; elle avait commencé le {day(ended.start)}.", undo=undo)

    about = f"En veille depuis le {day(held.start)}. {_longest(pathway, held)}"
    return recorded(request, participant, form, act) or beside(request, participant, form, title, verb, about=about)


@on_pathway(*RECORDING)
def assign(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """Another référent, from a day on."""
    form = AssignForm(request.POST or None, today=clock.today(), initial={"start": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        made = assign_to(by=request.user, pathway=pathway, **said)
        undo = reverse("steps:undo_assignment", args=[made.pk])
        words = f"{made.caseworker} accompagne {participant} à partir du {day(said['start'])}.{_left_behind(made)}"
        # Who hands a file over at once cannot open it any more: the list is where they go on.
        url = "" if may_open_file(request.user, participant) else reverse("participants:search")
        return Done(words, undo=undo if not url else "", url=url)

    return recorded(request, participant, form, act) or beside(
        request, participant, form, "Changer de référent", "Enregistrer le changement"
    )


@on_pathway(*RECORDING)
def extend(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """A decision that the pathway may last longer; a référent reads whose it is, and what they may do."""
    limit = allowed_until(pathway)
    title, verb = "Prolonger le parcours", "Décider la prolongation"
    about = f"Entrée le {day(pathway.entry_date)}"
    about += f" ; le parcours dure au plus jusqu’au {day(limit)}." if limit else "."
    if not may(request.user, Capability.ALLOT):
        leave = ("Proposer la sortie", reverse("steps:exit", args=[participant.code]))
        about += " La structure d’animation décide d’une prolongation : parlez-en en réunion de situation."
        return beside(request, participant, None, title, verb, about=about, links=[leave])
    form = ExtendForm(request.POST or None)

    def act(said: dict[str, Any]) -> Done:
        made = decide_extension(by=request.user, pathway=pathway, **said)
        undo = reverse("steps:undo_extension", args=[made.pk])
        return Done(f"Parcours prolongé jusqu’au {day(made.until)}. L’alerte des 30 mois se tait jusque-là.", undo=undo)

    return recorded(request, participant, form, act) or beside(request, participant, form, title, verb, about=about)


@allowed(*RECORDING)
@require_POST
def undo_a_suspension(request: AccountRequest, pk: int) -> HttpResponse:
    """Its last act."""
    held = get_object_or_404(Suspension.objects.select_related("pathway__participant"), pk=pk)
    check_may_record(request, held.pathway.participant)
    return undone(request, held.pathway.participant, lambda: undo_suspension(by=request.user, suspension=held))


@allowed(*RECORDING)
@require_POST
def undo_an_assignment(request: AccountRequest, pk: int) -> HttpResponse:
    """The référent of before."""
    made = get_object_or_404(Assignment.objects.select_related("pathway__participant", "caseworker"), pk=pk)
    check_may_record(request, made.pathway.participant)

    def act() -> str:
        undo_assignment(by=request.user, assignment=made)
        return f"Le changement est annulé : {made.caseworker} n’accompagne pas cette personne."

    return undone(request, made.pathway.participant, act)


@allowed(Capability.ALLOT)
@require_POST
def undo_an_extension(request: AccountRequest, pk: int) -> HttpResponse:
    """A decision of today."""
    made = get_object_or_404(Extension.objects.select_related("pathway__participant"), pk=pk)
    check_may(request.user, Capability.ALLOT)
    check_may_record(request, made.pathway.participant)

    def act() -> str:
        undo_extension(by=request.user, extension=made)
        return "La prolongation est annulée."

    return undone(request, made.pathway.participant, act)


def _longest(pathway: Pathway, held: Suspension) -> str:
    """Until when the protocol lets it last, with those it follows: told, never refused."""
    protocol = Protocol.objects.for_entry(pathway.entry_date)
    months = protocol.suspension_max_months if protocol else LONGEST_SUSPENSION
    spans = tuple(Span(each.start, each.end) for each in pathway.suspensions.filter(start__lte=held.start))
    run = suspension_on(PathwayFacts(entry=pathway.entry_date, suspensions=spans), held.start)
    last = add_months(run.start if run else held.start, months)
    return f"{'Deux' if months == LONGEST_SUSPENSION else months} mois au plus : jusqu’au {day(last)}."


def _left_behind(made: Assignment) -> str:
    """The appointments that stay with the former référent: someone must move them."""
    waiting = Appointment.objects.to_come(clock.today()).filter(participant=made.pathway.participant_id)
    count = waiting.exclude(caseworker=made.caseworker).filter(date__gte=made.start or clock.today()).count()
    if not count:
        return ""
    return f" {count} rendez-vous à venir {'sont' if count > 1 else 'est'} encore pris avec un autre référent."
