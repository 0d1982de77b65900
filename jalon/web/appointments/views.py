"""An appointment: what was sent about it, how the person was told, cancelled, taken back; its letter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.agenda.actions import note_invitation, record_outcome
from jalon.agenda.enums import GIVEN_UP, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.agenda.reminders.asking import tell
from jalon.agenda.reminders.reaching import reachable_now, reference_of
from jalon.audit.actions import delete, record
from jalon.audit.enums import Verb
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant, Unsubscription
from jalon.web.access import AccountRequest, allowed
from jalon.web.appointments.forms import CancelForm
from jalon.web.appointments.letter import letter_pdf
from jalon.web.appointments.log import lines
from jalon.web.recording.acts import Done, check_may_record, done_at_once, recorded, shown, undone

METHODS = ["GET", "HEAD", "POST"]


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def show(request: AccountRequest, pk: int) -> HttpResponse:
    """The appointment and what was sent of it; cancelled from here."""
    appointment = _appointment(request, pk)
    participant = appointment.participant
    form = CancelForm(request.POST or None)

    def act(said: dict[str, Any]) -> Done:
        if appointment.outcome:
            raise ValidationError("Ce rendez-vous a déjà sa suite.")
        record_outcome(by=request.user, appointment=appointment, outcome=Outcome.EXCUSED, on=clock.today())
        told = _tell_cancelled(appointment, said["channel"])
        undo = reverse("recording:undo_outcome", args=[pk])
        another = reverse("appointments:set", args=[participant.code])
        return Done(f"Rendez-vous annulé.{told}", undo=undo, then=(("En fixer un autre", another),))

    if done := recorded(request, participant, form, act):
        return done
    if request.method != "POST":
        _tell_read(request, appointment, "rendez-vous")
    context = {
        "appointment": appointment,
        "sent": lines(appointment),
        "reachable": reachable_now(participant),
        "refused": list(Unsubscription.objects.filter(participant=participant)),
        "invitations": Invitation.choices,
        "standing": appointment.outcome == "",
        "confirmed": appointment.outcome not in GIVEN_UP,
    }
    return shown(request, "appointments/show.html", participant, form, context)


@allowed(*RECORDING)
@require_safe
def following(request: AccountRequest, code: str) -> HttpResponse:
    """To the appointment of a person that asks for something: the last without an outcome; else to set one."""
    participant = get_object_or_404(Participant, code=code)
    check_may_record(request, participant)
    found = Appointment.objects.filter(participant=participant, outcome="").order_by("date", "time").last()
    return redirect("appointments:show", pk=found.pk) if found else redirect("appointments:set", code=code)


def _tell_cancelled(appointment: Appointment, channel: str) -> str:
    if not channel:
        return ""
    if tell(appointment, Channel(channel), NoticePurpose.CANCELLATION):
        return f" La personne est prévenue par {Channel(channel).label}."
    return f" Rien ne part par {Channel(channel).label} : la personne n’a pas d’adresse utilisable, ou n’en veut plus."


@allowed(*RECORDING)
@require_POST
def invite(request: AccountRequest, pk: int) -> HttpResponse:
    """How the person was told of the appointment; by e-mail or SMS, the message leaves."""
    appointment = _appointment(request, pk)
    how = request.POST.get("invitation", "")

    def act() -> Done:
        if how not in Invitation.values:
            raise ValidationError("Dites par quel moyen la personne est prévenue.")
        note_invitation(by=request.user, appointment=appointment, invitation=Invitation(how))
        words = f"C’est noté : personne prévenue par {Invitation(how).label}."
        return Done(words + _sent(appointment, how), url=reverse("appointments:show", args=[pk]))

    return done_at_once(request, appointment.participant, act)


def _sent(appointment: Appointment, how: str) -> str:
    if how not in Channel.values:
        return ""
    if tell(appointment, Channel(how), NoticePurpose.CONFIRMATION):
        return " Le message part."
    return " Rien ne part : le message est déjà parti, ou la personne n’a pas d’adresse utilisable, ou n’en veut plus."


@allowed(*RECORDING)
@require_POST
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back an appointment that one has just set."""
    appointment = _appointment(request, pk)

    def act() -> str:
        check_may_undo(appointment, by=request.user, file=appointment.participant.code)
        Notice.objects.to_send().about(reference_of(pk)).update(dropped_at=clock.now())
        delete(appointment, by=request.user, file=appointment.participant.code, reason="annulation")
        return "C’est annulé : le rendez-vous n’est pas fixé."

    return undone(request, appointment.participant, act)


@allowed(*RECORDING)
@never_cache
@require_safe
def letter(request: AccountRequest, pk: int) -> HttpResponse:
    """The letter of confirmation, as a PDF; one that was moved or given up has none."""
    appointment = _appointment(request, pk)
    if appointment.outcome in GIVEN_UP:
        messages.error(request, "Ce rendez-vous n’a plus lieu : aucune lettre ne le confirme.")
        return redirect("appointments:show", pk=pk)
    _tell_read(request, appointment, "lettre de rendez-vous imprimée")
    answer = HttpResponse(letter_pdf(appointment, clock.today()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="rendez-vous-{appointment.date}.pdf"'
    return answer


def _appointment(request: AccountRequest, pk: int) -> Appointment:
    found = get_object_or_404(Appointment.objects.select_related("participant", "caseworker"), pk=pk)
    check_may_record(request, found.participant)
    return found


def _tell_read(request: AccountRequest, appointment: Appointment, reason: str) -> None:
    person = appointment.participant
    known = {"target": "people.participant", "key": str(person.pk), "file": person.code}
    record(by=request.user, verb=Verb.READ, reason=reason, **known)
