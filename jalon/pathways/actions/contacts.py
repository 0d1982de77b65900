"""Contacts with a person: recorded, corrected, undone. Each act tells the journal, under the person's file.

An interview settles the appointment of its day, and sets the next one, in the same act.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from jalon.accounts.models import Caseworker, User
from jalon.accounts.permissions import caseworkers_of
from jalon.agenda.actions import record_outcome, set_appointment
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo, last_write
from jalon.core import clock, french
from jalon.core.models import recorded
from jalon.pathways.actions.notes import write_note
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.missing import FACE_TO_FACE
from jalon.pathways.models import Assignment, Interview, Pathway
from jalon.pathways.rules import nearest_hour
from jalon.people.models import Participant

SIGNED = "Cet entretien est signé : sa date, son heure, sa durée et son lieu ne changent plus. Le compte rendu, oui."
NEVER_WRITTEN = "absence, le rendez-vous n’était pas écrit"
NOBODY = "Personne ne suit cette personne : donnez-lui d’abord un référent."


@dataclass(frozen=True, slots=True)
class Following:
    """The appointment given at the end of an interview: when, how long (minutes), where."""

    date: dt.date
    time: dt.time
    minutes: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What an interview wrote: itself, the appointment it settled, the next one."""

    contact: Interview
    kept: Appointment | None
    following: Appointment | None


def record_contact(
    *,
    by: User | None,
    participant: Participant,
    kind: InterviewKind,
    date: dt.date,
    minutes: int | None = None,
    note: str = "",
    time: dt.time | None = None,
    place: Place | str = "",
    caseworker: Caseworker | None = None,
) -> Interview:
    """A contact kept (a call, a letter, a meeting…), with its minutes and its note; the référent: see `who_held`.

    ValidationError by field for a day to come or before the first entry.
    """
    with transaction.atomic():
        pathway = pathway_on(participant, date)
        contact = Interview(
            pathway=pathway,
            caseworker=caseworker or who_held(by, pathway, date),
            date=date,
            kind=kind,
            minutes=minutes,
            present=True,
            signed=False if kind in FACE_TO_FACE and place != Place.REMOTE else None,
            recorded_on=recorded(date, clock.today()),
            time=time,
            place=place,
        )
        audit.save(contact, by=by, file=participant.code)
        write_note(by=by, contact=contact, text=note, read=0)
    return contact


def record_interview(
    *,
    by: User | None,
    participant: Participant,
    date: dt.date,
    time: dt.time | None = None,
    following: Following | None = None,
    kind: InterviewKind = InterviewKind.MEETING,
    **said: Any,
) -> Held:
    """A meeting held: the appointment of the day is kept, the next one is set. `said`: as `record_contact`.

    ValidationError by field; those of the next appointment under `next_date` and `next_time`.
    """
    with transaction.atomic():
        contact = record_contact(by=by, participant=participant, kind=kind, date=date, time=time, **said)
        kept = appointment_of(participant, date, time)
        if kept:
            _keep(by, kept, contact)
        new = _follow(by, contact, following) if following else None
    return Held(contact, kept, new)


def change_contact(*, by: User | None, contact: Interview, note: str, read: int, **said: Any) -> bool:
    """Correct a contact (imported ones too), its note by a new version (`read`: as `write_note`); False for no change.

    `said`: kind, date, time, minutes, place. ValidationError by field, NoteChanged when the note was changed meanwhile.
    """
    with transaction.atomic():
        held = _held(contact)
        changed = {name for name, value in said.items() if getattr(held, name) != value}
        if changed and held.signature_id:
            raise ValidationError(SIGNED)
        if "date" in said:
            check_come(said["date"])
            if said["date"] < held.pathway.entry_date:
                raise ValidationError({"date": _too_early(held.pathway)})
        for name, value in said.items():
            setattr(held, name, value)
        written = audit.save(held, by=by, file=held.pathway.participant.code)
        return bool(write_note(by=by, contact=held, text=note, read=read)) or written


def withdraw_contact(*, by: User | None, contact: Interview, following: Appointment | None = None) -> None:
    """Undo a contact, by whoever recorded it, the same day: its appointment stands again, the one it gave goes.

    ValidationError once someone else wrote there, or it is signed.
    """
    with transaction.atomic():
        held = _held(contact)
        file = held.pathway.participant.code
        check_may_undo(held, by=by, file=file)
        if held.signature_id:
            raise ValidationError("Cet entretien est signé : il ne s’annule plus.")
        if held.note_versions.exclude(written_by=by).exists():
            raise ValidationError("Quelqu’un d’autre a écrit dans ce compte rendu : il ne s’annule plus d’ici.")
        kept = held.appointment
        audit.delete(held, by=by, file=file, reason="annulation")
        if kept:
            reopen_appointment(by=by, appointment=kept)
        if following and following.participant_id == held.pathway.participant_id and not following.outcome:
            check_may_undo(following, by=by, file=file)
            audit.delete(following, by=by, file=file, reason="annulation")


def record_absence(*, by: User | None, appointment: Appointment, outcome: Outcome) -> bool:
    """The person did not come, told or not; False when that was already said. ValidationError before the day."""
    if outcome == Outcome.MISSED:
        check_come(appointment.date)
    return record_outcome(by=by, appointment=appointment, outcome=outcome, on=clock.today())


def record_missed(
    *, by: User | None, participant: Participant, date: dt.date, time: dt.time, minutes: int, outcome: Outcome
) -> Appointment:
    """An absence from an appointment that was never written here: it is written with what became of it."""
    check_come(date)
    with transaction.atomic():
        caseworker = who_held(by, pathway_on(participant, date), date)
        if caseworker is None:
            raise ValidationError(NOBODY)
        appointment = set_appointment(
            by=by,
            participant=participant,
            caseworker=caseworker,
            kind=AppointmentKind.FOLLOW_UP,
            date=date,
            time=time,
            minutes=minutes,
        )
        appointment.outcome, appointment.outcome_on = outcome, clock.today()
        audit.save(appointment, by=by, file=participant.code, reason=NEVER_WRITTEN)
    return appointment


def reopen_appointment(*, by: User | None, appointment: Appointment) -> bool:
    """Take back what was said of an appointment, by whoever said it, the same day. ValidationError otherwise.

    False: it was written with its absence only, and is erased with it.
    """
    file = appointment.participant.code
    check_may_undo(appointment, by=by, file=file)
    told = last_write(appointment, file)
    if told and told.reason == NEVER_WRITTEN:
        audit.delete(appointment, by=by, file=file, reason="annulation")
        return False
    appointment.outcome, appointment.outcome_on = "", None
    audit.save(appointment, by=by, file=file, reason="annulation")
    return True


def appointment_of(participant: Participant, date: dt.date, time: dt.time | None) -> Appointment | None:
    """The appointment that a meeting of that day and hour keeps: standing or already kept, without a contact."""
    of_the_day = Appointment.objects.filter(participant=participant, date=date, outcome__in=("", Outcome.KEPT))
    free = list(of_the_day.filter(interview=None).select_related("participant").order_by("time"))
    rank = nearest_hour([each.time for each in free], time)
    return None if rank is None else free[rank]


def pathway_on(participant: Participant, date: dt.date) -> Pathway:
    """The last pathway begun by the day, over or not: after an exit, contacts go on. ValidationError under `date`."""
    check_come(date)
    found = participant.pathways.order_by("entry_date")
    pathway = found.filter(entry_date__lte=date).last()
    if pathway:
        return pathway
    first = found.first()
    if first is None:
        raise ValidationError({"date": f"{participant} n’est pas encore entré dans le PLIE : notez une tentative."})
    raise ValidationError({"date": _too_early(first)})


def check_come(date: dt.date) -> None:
    """ValidationError under `date` for a day to come."""
    if date > clock.today():
        day = f"{french.weekday(date).capitalize()} {french.day(date)}"
        raise ValidationError({"date": f"{day} n’est pas encore passé. Un contact se note le jour même ou après."})


def who_held(by: User | None, pathway: Pathway, date: dt.date) -> Caseworker | None:
    """The référent whose account records, or else the person's own on that day; None when nobody follows them."""
    begun = Q(start=None) | Q(start__lte=date)
    held = Assignment.objects.filter(begun, pathway=pathway).order_by(F("start").asc(nulls_first=True))
    last = held.select_related("caseworker").last()
    own = caseworkers_of(by) if by else []
    if last and (not own or last.caseworker_id in own):
        return last.caseworker
    return Caseworker.objects.filter(pk__in=own).first()


def _keep(by: User | None, appointment: Appointment, contact: Interview) -> None:
    if not appointment.outcome:
        record_outcome(by=by, appointment=appointment, outcome=Outcome.KEPT, on=clock.today())
    contact.appointment = appointment
    audit.save(contact, by=by, file=appointment.participant.code)


def _follow(by: User | None, contact: Interview, following: Following) -> Appointment:
    if following.date < clock.today():
        raise ValidationError({"next_date": f"Le {french.day(following.date)} est passé : un rendez-vous est à venir."})
    if contact.caseworker is None:
        raise ValidationError(NOBODY)
    try:
        return set_appointment(
            by=by,
            participant=contact.pathway.participant,
            caseworker=contact.caseworker,
            kind=AppointmentKind.FOLLOW_UP,
            date=following.date,
            time=following.time,
            minutes=following.minutes,
            place=following.place,
        )
    except ValidationError as refused:
        raise ValidationError({"next_time": refused.messages}) from None


def _held(contact: Interview) -> Interview:
    found = Interview.objects.select_for_update(of=("self",)).select_related("pathway__participant", "appointment")
    return found.get(pk=contact.pk)


def _too_early(pathway: Pathway) -> str:
    return f"Le parcours n’a commencé que le {french.day(pathway.entry_date)}."
