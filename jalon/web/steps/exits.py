"""Exits: proposed from the file, decided by the SA."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.exits import (
    Aftermath,
    accept_exit,
    propose_exit,
    refuse_exit,
    undo_decision,
    withdraw_proposal,
)
from jalon.pathways.models import ExitProposal, Pathway
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import Done, check_may_record, file_to_record, recorded, undone
from jalon.web.steps.frame import METHODS, beside, on_pathway
from jalon.web.steps.pathway_forms import DecideForm, ExitForm

RECENT = 20
"""Decisions listed under those that wait."""


@on_pathway(*RECORDING)
def propose(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """An exit with its evidence; the one that waits, when there is one."""
    if waiting := pathway.exit_proposals.filter(decided_on=None).first():
        if may(request.user, Capability.ALLOT):
            return redirect("steps:decide", pk=waiting.pk)
        about = f"Une sortie est proposée depuis le {day(waiting.proposed_on)} ; la structure d’animation la décidera."
        return beside(request, participant, None, "Sortie proposée", "", about=about, waiting=waiting)
    form = ExitForm(request.POST or None, pathway=pathway, initial={"date": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        made = propose_exit(by=request.user, pathway=pathway, **said)
        decide = reverse("steps:decide", args=[made.pk])
        then = (("Décider maintenant", decide),) if may(request.user, Capability.ALLOT) else ()
        words = "Sortie proposée. Le parcours reste ouvert jusqu’à la décision de la structure d’animation."
        return Done(words, undo=reverse("steps:withdraw", args=[made.pk]), then=then)

    return recorded(request, participant, form, act) or beside(
        request, participant, form, "Proposer la sortie", "Proposer la sortie", about=_last_answer(pathway)
    )


@allowed(*RECORDING)
@require_POST
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back an exit that waits."""
    proposal = get_object_or_404(ExitProposal.objects.select_related("pathway__participant"), pk=pk)
    participant = proposal.pathway.participant
    check_may_record(request, participant)

    def act() -> str:
        withdraw_proposal(by=request.user, proposal=proposal)
        return "La sortie proposée est retirée."

    return undone(request, participant, act)


@allowed(Capability.ALLOT)
@never_cache
@require_http_methods(METHODS)
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    """Accept or refuse an exit, knowing what follows."""
    related = ("pathway__participant", "reason", "document", "proposed_by", "decided_by")
    proposal = get_object_or_404(ExitProposal.objects.select_related(*related), pk=pk)
    participant = file_to_record(request, proposal.pathway.participant.code)
    if proposal.decided_on:
        messages.info(request, f"Cette sortie a été décidée par {proposal.decided_by} le {day(proposal.decided_on)}.")
        return redirect("steps:exits")
    form = DecideForm(request.POST or None, initial={"verdict": "oui"})

    def act(said: dict[str, Any]) -> Done:
        url, undo = reverse("steps:exits"), reverse("steps:undo_decision", args=[proposal.pk])
        if said["verdict"] == "oui":
            after = accept_exit(by=request.user, proposal=proposal, answer=said["answer"])
            return Done(
                f"Sortie de {participant} validée au {day(proposal.date)}. {_told(after)}".strip(), undo=undo, url=url
            )
        refuse_exit(by=request.user, proposal=proposal, answer=said["answer"])
        return Done(f"Sortie de {participant} non validée : le parcours continue.", undo=undo, url=url)

    return recorded(request, participant, form, act) or beside(
        request,
        participant,
        form,
        "Sortie à valider",
        "Enregistrer la décision",
        proposal=proposal,
        notes=_foreseen(proposal),
    )


@allowed(Capability.ALLOT)
@require_POST
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back a decision of the day."""
    proposal = get_object_or_404(ExitProposal.objects.select_related("pathway__participant"), pk=pk)
    participant = proposal.pathway.participant
    check_may_record(request, participant)

    def act() -> str:
        undo_decision(by=request.user, proposal=proposal)
        again = (
            " Les rendez-vous et les étapes abandonnés avec elle sont à fixer de nouveau." if proposal.accepted else ""
        )
        return f"La sortie de {participant} attend de nouveau une décision.{again}"

    return undone(request, participant, act)


@allowed(Capability.ALLOT)
@never_cache
@require_safe
def exits(request: AccountRequest) -> HttpResponse:
    """Those that wait, the oldest first; the last decisions. No reason here: it may tell of health."""
    found = ExitProposal.objects.select_related("pathway__participant", "proposed_by", "decided_by")
    context = {
        "waiting": list(found.filter(decided_on=None).order_by("proposed_on", "pk")),
        "decided": list(found.filter(decided_on__isnull=False).order_by("-decided_on", "-pk")[:RECENT]),
    }
    return render(request, "steps/exits.html", context)


def _last_answer(pathway: Pathway) -> str:
    """Why the last exit was not accepted, for who proposes it again."""
    refused = pathway.exit_proposals.filter(accepted=False).order_by("-decided_on", "-pk").first()
    if refused is None or refused.decided_on is None:
        return ""
    return f"La sortie proposée n’a pas été validée le {day(refused.decided_on)} : {refused.answer}"


def _foreseen(proposal: ExitProposal) -> list[str]:
    """What the exit would bring."""
    pathway, today = proposal.pathway, clock.today()
    open_steps = pathway.steps.filter(start__lte=proposal.date).exclude(end__lte=proposal.date).count()
    to_come = pathway.steps.filter(start__gt=today).count() + pathway.suspensions.filter(start__gt=today).count()
    waiting = Appointment.objects.filter(participant=pathway.participant_id, outcome="", date__gt=today).count()
    return _counted(open_steps, to_come, waiting)


def _told(after: Aftermath) -> str:
    return " ".join(_counted(after.steps_cut, after.erased, after.appointments))


def _counted(cut: int, erased: int, appointments: int) -> list[str]:
    found = [
        (cut, "étape en cours s’arrête au jour de la sortie.", "étapes en cours s’arrêtent au jour de la sortie."),
        (erased, "fait prévu ensuite est effacé.", "faits prévus ensuite sont effacés."),
        (appointments, "rendez-vous à venir est abandonné.", "rendez-vous à venir sont abandonnés."),
    ]
    return [f"{count} {many if count > 1 else one}" for count, one, many in found if count]
