"""What became of an appointment: came, did not come, told or not. One click to open, one choice."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.agenda.actions import record_outcome
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.core.french import short_clock
from jalon.pathways.actions.contacts import record_absence, record_missed, reopen_appointment
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import (
    Done,
    check_may_record,
    day_of,
    done_at_once,
    file_to_record,
    recorded,
    shown,
    undone,
)
from jalon.web.recording.contact_forms import TOLD, AbsenceForm
from jalon.web.recording.proposals import Proposal

UNSETTLED = 5
"""Appointments without an outcome, offered to be settled."""


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: AccountRequest, code: str) -> HttpResponse:
    """Which appointment was missed, and how; one that was never written here may be."""
    participant = file_to_record(request, code)
    proposal = Proposal(request.user, participant, day_of(request))
    form = AbsenceForm(request.POST or None, initial={"date": proposal.day, "time": proposal.time, "minutes": 45})

    def act(said: dict[str, Any]) -> Done:
        said["outcome"] = Outcome(said["outcome"])
        return _told(participant, record_missed(by=request.user, participant=participant, **said))

    if done := recorded(request, participant, form, act):
        return done
    waiting = Appointment.objects.filter(participant=participant, outcome="", date__lte=clock.today())
    said = {"waiting": waiting.order_by("-date", "-time")[:UNSETTLED], "outcomes": TOLD, "tab": "absence"}
    return shown(request, "recording/absence.html", participant, form, {**file_context(request, participant), **said})


@allowed(*RECORDING)
@require_POST
def missed(request: AccountRequest, pk: int) -> HttpResponse:
    """The person did not come to this appointment (`outcome`: manque, excuse)."""
    appointment = _appointment(request, pk)
    outcome = Outcome.EXCUSED if request.POST.get("outcome") == Outcome.EXCUSED else Outcome.MISSED

    def act() -> Done:
        record_absence(by=request.user, appointment=appointment, outcome=outcome)
        return _told(appointment.participant, appointment)

    return done_at_once(request, appointment.participant, act)


@allowed(*RECORDING)
@require_POST
def kept(request: AccountRequest, pk: int) -> HttpResponse:
    """The person came; what was said is written elsewhere, or later."""
    appointment = _appointment(request, pk)

    def act() -> Done:
        record_outcome(by=request.user, appointment=appointment, outcome=Outcome.KEPT, on=clock.today())
        words = f"Venue de {appointment.participant} notée, rendez-vous de {short_clock(appointment.time)}."
        return Done(words, undo=_undo(appointment))

    return done_at_once(request, appointment.participant, act)


@allowed(*RECORDING)
@require_POST
def undo_outcome(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back what one has just said of an appointment."""
    appointment = _appointment(request, pk)

    def act() -> str:
        waits = reopen_appointment(by=request.user, appointment=appointment)
        return (
            f"C’est annulé : {'le rendez-vous attend de nouveau sa suite' if waits else 'le dossier est comme avant'}."
        )

    return undone(request, appointment.participant, act)


def _appointment(request: AccountRequest, pk: int) -> Appointment:
    found = get_object_or_404(Appointment.objects.select_related("participant"), pk=pk)
    check_may_record(request, found.participant)
    return found


def _told(participant: Participant, appointment: Appointment) -> Done:
    when = f"rendez-vous de {short_clock(appointment.time)}"
    words = f"Absence de {participant} notée, {when}."
    next_one = ("Fixer un autre rendez-vous", reverse("appointments:set", args=[participant.code]))
    return Done(words, undo=_undo(appointment), then=(_sought(participant, appointment), next_one))


def _sought(participant: Participant, appointment: Appointment) -> tuple[str, str]:
    """How one seeks who did not come: before the entry, attempts are counted."""
    waits = Referral.objects.pending().filter(participant=participant)
    if appointment.kind == AppointmentKind.FIRST and waits.exists():
        return "Noter une tentative", reverse("entries:attempt", args=[participant.code])
    return "Noter un appel", reverse("recording:call", args=[participant.code])


def _undo(appointment: Appointment) -> str:
    return reverse("recording:undo_outcome", args=[appointment.pk])
