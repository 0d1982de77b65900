"""Pages that record contacts: an interview, a call or a letter, and the correction of either."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.permissions import caseworkers_of
from jalon.agenda.models import Appointment
from jalon.audit.undoing import last_write
from jalon.core.french import NO_BREAK, weekday
from jalon.pathways.actions.contacts import Held, change_contact, record_contact, record_interview, withdraw_contact
from jalon.pathways.actions.notes import last_note
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview
from jalon.pathways.permissions import RECORDING
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import (
    Done,
    check_may_record,
    day_of,
    file_to_record,
    origin,
    recorded,
    shown,
    undone,
)
from jalon.web.recording.contact_forms import CallForm, InterviewForm, NoteForm, appointment_said, time_said
from jalon.web.recording.proposals import Proposal

PAGE = ["GET", "HEAD", "POST"]
NAMES = {InterviewKind.PHONE: "Appel", InterviewKind.OTHER: "Contact"}


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def interview(request: AccountRequest, code: str) -> HttpResponse:
    """A meeting held: its note, its time, the next appointment."""
    participant = file_to_record(request, code)
    proposal = Proposal(request.user, participant, day_of(request))
    form = InterviewForm(request.POST or None, proposal)
    sign = reverse("documents:sign_interview", args=[participant.code])

    def act(said: dict[str, Any]) -> Done:
        held = record_interview(by=request.user, participant=participant, following=form.following, **form.contact)
        told, undo = _told(request, held), _undo(held)
        if said["then_sign"]:
            return Done(told, undo=undo, url=f"{sign}?{origin(request)}")
        return Done(told, undo=undo, then=(("Faire signer", sign),))

    if done := recorded(request, participant, form, act):
        return done
    said = {**file_context(request, participant), "proposal": proposal, "tab": "interview"}
    return shown(request, "recording/interview.html", participant, form, said)


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def call(request: AccountRequest, code: str) -> HttpResponse:
    """A call, an e-mail, a letter, another contact."""
    participant = file_to_record(request, code)
    form = CallForm(request.POST or None, Proposal(request.user, participant, day_of(request), InterviewKind.PHONE))

    def act(said: dict[str, Any]) -> Done:
        said["kind"] = InterviewKind(said["kind"])
        contact = record_contact(by=request.user, participant=participant, **said)
        name = NAMES.get(said["kind"], str(said["kind"].label))
        return Done(f"{name} avec {participant} enregistré. {_time(request, contact)}", undo=_undo_of(contact))

    if done := recorded(request, participant, form, act):
        return done
    return shown(
        request, "recording/call.html", participant, form, {**file_context(request, participant), "tab": "call"}
    )


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def note(request: AccountRequest, pk: int) -> HttpResponse:
    """Correct or complete a contact, its note included; the former version of the note stays."""
    contact = get_object_or_404(Interview.objects.select_related("pathway__participant"), pk=pk)
    participant = file_to_record(request, contact.pathway.participant.code)
    form = NoteForm(request.POST or None, stored=_stored(contact))

    def act(said: dict[str, Any]) -> Done:
        held = Interview.objects.select_for_update(of=("self",)).select_related("pathway__participant").get(pk=pk)
        wanted, last = form.settle(_stored(held), who=_who(held)), last_note(held)
        changed = change_contact(by=request.user, contact=held, read=last.number if last else 0, **wanted)
        return Done("Contact corrigé. L’ancienne version reste au journal." if changed else "Rien n’a changé.")

    if done := recorded(request, participant, form, act):
        return done
    notes = contact.note_versions.select_related("written_by").order_by("-number")
    versions = [(each, timezone.localtime(each.written_at).date()) for each in notes]
    said = {**file_context(request, participant), "contact": contact, "versions": versions[1:], "last": versions[:1]}
    return shown(request, "recording/note.html", participant, form, said)


@allowed(*RECORDING)
@require_POST
def undo_contact(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo a contact that one has just recorded, with the appointment it gave (?suite=)."""
    contact = get_object_or_404(Interview.objects.select_related("pathway__participant"), pk=pk)
    participant = contact.pathway.participant
    check_may_record(request, participant)
    given = request.GET.get("suite", "")
    following = (
        Appointment.objects.filter(pk=int(given), participant=participant).first() if given.isdecimal() else None
    )

    def act() -> str:
        withdraw_contact(by=request.user, contact=contact, following=following)
        return "Contact annulé : le dossier est comme avant."

    return undone(request, participant, act)


def _stored(contact: Interview) -> dict[str, Any]:
    last = last_note(contact)
    said = {name: getattr(contact, name) for name in ("kind", "place", "date", "time", "minutes", "present")}
    return {**said, "note": last.text if last else ""}


def _who(contact: Interview) -> str:
    """Whoever wrote last in a contact or in its note."""
    event = last_write(contact, contact.pathway.participant.code)
    last = last_note(contact)
    if last and last.written_by and (event is None or last.written_at > event.at):
        return str(last.written_by)
    return event.actor if event else "Quelqu’un"


def _told(request: AccountRequest, held: Held) -> str:
    said = [f"Entretien avec {held.contact.pathway.participant} enregistré.", _time(request, held.contact)]
    if held.following:
        said.append(f"Prochain rendez-vous{NO_BREAK}: {appointment_said(held.following)}.")
    return " ".join(filter(None, said))


def _time(request: AccountRequest, contact: Interview) -> str:
    if not contact.minutes:
        return ""
    day = weekday(contact.date)
    own = contact.caseworker_id in caseworkers_of(request.user)
    whose = f"à votre {day}" if own else f"au {day} de {contact.caseworker}" if contact.caseworker else f"au {day}"
    return f"{time_said(contact.minutes)} de plus {whose}."


def _undo(held: Held) -> str:
    return _undo_of(held.contact) + (f"?suite={held.following.pk}" if held.following else "")


def _undo_of(contact: Interview) -> str:
    return reverse("recording:undo_contact", args=[contact.pk])
