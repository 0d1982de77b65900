"""What is written of referrals, from the day a partner sends someone to what came of it; each act tells the journal."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.agenda.actions import record_outcome
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit import actions as audit
from jalon.audit.models import Event
from jalon.audit.undoing import check_may_undo
from jalon.core import clock, french
from jalon.core.codes import next_code
from jalon.core.models import recorded
from jalon.organisations.models import Agent, Organisation
from jalon.people.models import Participant
from jalon.protocols.models import NonEntryReason
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral

OVER = "Cette prescription a déjà abouti : rien n’est changé."


def write_referral(
    *,
    by: User | None,
    participant: Participant,
    date: dt.date,
    referrer: Organisation | None = None,
    agent: Agent | None = None,
    received_on: dt.date | None = None,
    why: str = "",
    known_situation: str = "",
) -> Referral:
    """A partner sends a person. ValidationError by field: a day to come, an agent who is not the referrer's."""
    received_on = received_on or clock.today()
    referral = Referral(participant=participant, recorded_on=recorded(date, clock.today()))
    said = {"why": why, "known_situation": known_situation}
    _fill(referral, date=date, referrer=referrer, agent=agent, received_on=received_on, **said)
    with transaction.atomic():
        referral.code = next_code(Referral, "PR")
        audit.save(referral, by=by, file=participant.code)
    return referral


def change_referral(*, by: User | None, referral: Referral, **said: Any) -> Referral:
    """Correct a referral that waits; takes fields of `write_referral`. ValidationError likewise."""
    with transaction.atomic():
        held = pending(referral)
        _fill(held, **said)
        if held.recorded_on and held.recorded_on < held.date:
            held.recorded_on = recorded(held.date, clock.today())
        audit.save(held, by=by, file=held.participant.code)
    return held


def cancel_referral(*, by: User | None, referral: Referral) -> None:
    """Erase a referral written today by mistake; who wrote it, as long as nobody worked on it.

    The person written with it, of whom nothing else is known, goes too.
    """
    with transaction.atomic():
        held = pending(referral)
        person = held.participant
        check_may_undo(held, by=by, file=person.code)
        if held.attempts.exists():
            raise ValidationError("On a déjà cherché à joindre cette personne : la prescription reste.")
        audit.delete(held, by=by, file=person.code, reason="annulation")
        if person.recorded_on == clock.today() and not _known_otherwise(person):
            audit.delete(person, by=by, file=person.code, reason="annulation")


def allot(*, by: User | None, referral: Referral, caseworker: Caseworker | None, on: dt.date | None = None) -> Referral:
    """Entrust a referral that waits to a référent; None takes it back."""
    with transaction.atomic():
        held = pending(referral)
        if held.caseworker == caseworker:
            return held
        held.caseworker, held.allotted_on = caseworker, (on or clock.today()) if caseworker else None
        audit.save(held, by=by, file=held.participant.code)
    return held


def check_identity(*, by: User | None, referral: Referral, on: dt.date | None = None) -> Referral:
    """The person showed who they are."""
    with transaction.atomic():
        held = pending(referral)
        held.identity_checked_on = on or clock.today()
        audit.save(held, by=by, file=held.participant.code)
    return held


def record_attempt(
    *,
    by: User | None,
    referral: Referral,
    date: dt.date,
    means: Means,
    reached: bool,
    caseworker: Caseworker | None = None,
    time: dt.time | None = None,
    minutes: int | None = None,
    words: str = "",
) -> Attempt:
    """One tried to reach the person (*aller-vers*). ValidationError for a day to come or before the referral."""
    _check_past(date, "date", "Une tentative")
    with transaction.atomic():
        held = pending(referral)
        if date < held.date:
            raise ValidationError({"date": f"La prescription est du {french.day(held.date)}."})
        attempt = Attempt(
            referral=held,
            caseworker=caseworker,
            date=date,
            time=time,
            means=means,
            minutes=minutes,
            reached=reached,
            words=words,
            recorded_on=clock.today(),
        )
        audit.save(attempt, by=by, file=held.participant.code)
    return attempt


def undo_attempt(*, by: User | None, attempt: Attempt) -> None:
    """Erase an attempt recorded today by mistake; who recorded it."""
    file = attempt.referral.participant.code
    check_may_undo(attempt, by=by, file=file)
    audit.delete(attempt, by=by, file=file, reason="annulation")


def decline(*, by: User | None, referral: Referral, reason: NonEntryReason, on: dt.date | None = None) -> Referral:
    """The person does not enter, and why; first appointments to come are given up."""
    on = on or clock.today()
    _check_past(on, "on", "Une non-entrée")
    with transaction.atomic():
        held = pending(referral)
        if on < held.date:
            raise ValidationError({"on": f"La prescription est du {french.day(held.date)}."})
        held.declined_on, held.reason, held.recorded_on = on, reason, recorded(on, clock.today())
        audit.save(held, by=by, file=held.participant.code)
        for appointment in _first_to_come(held):
            record_outcome(by=by, appointment=appointment, outcome=Outcome.EXCUSED, on=clock.today())
    return held


def reopen(*, by: User | None, referral: Referral) -> Referral:
    """Undo a non-entry recorded today by mistake: the person waits again; who recorded it."""
    with transaction.atomic():
        held = _locked(referral)
        if held.declined_on is None:
            raise ValidationError("Cette prescription n’est pas une non-entrée.")
        check_may_undo(held, by=by, file=held.participant.code)
        held.declined_on, held.reason, held.recorded_on = None, None, _recorded_before(held)
        audit.save(held, by=by, file=held.participant.code, reason="annulation")
    return held


def pending(referral: Referral) -> Referral:
    """The referral as it stands, locked. ValidationError when it has come to an end meanwhile."""
    held = _locked(referral)
    if held.entered_on or held.declined_on:
        raise ValidationError(OVER)
    return held


def _locked(referral: Referral) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("participant", "caseworker")
    return rows.get(pk=referral.pk)


def _fill(referral: Referral, **said: Any) -> None:
    for name, value in said.items():
        setattr(referral, name, value.strip() if isinstance(value, str) else value)
    _check_past(referral.date, "date", "Une prescription")
    if referral.received_on and referral.received_on < referral.date:
        raise ValidationError({"received_on": "Elle ne peut pas être reçue avant d’être écrite."})
    if referral.agent and referral.agent.organisation_id != referral.referrer_id:
        raise ValidationError({"agent": f"{referral.agent} n’est pas de cet organisme."})


def _check_past(day: dt.date, field: str, what: str) -> None:
    if day > clock.today():
        said = f"{french.weekday(day).capitalize()} {french.day(day)} n’est pas encore passé."
        raise ValidationError({field: f"{said} {what} se note le jour même ou après."})


def _first_to_come(referral: Referral) -> list[Appointment]:
    standing = Appointment.objects.to_come(clock.today()).filter(participant=referral.participant_id)
    return list(standing.filter(kind=AppointmentKind.FIRST).select_related("participant"))


def _known_otherwise(person: Participant) -> bool:
    """Whether any record points to the person."""
    relations = [each for each in person._meta.related_objects if each.one_to_many]
    return any(each.related_model._base_manager.filter(**{each.field.name: person}).exists() for each in relations)


def _recorded_before(referral: Referral) -> dt.date | None:
    """The recording day that the non-entry replaced: the journal kept it."""
    events = Event.objects.filter(target=Referral._meta.label_lower, target_key=str(referral.pk)).order_by("-pk")
    before = next((each.before for each in events if "declined_on" in (each.after or {})), None) or {}
    kept = before.get("recorded_on", referral.recorded_on.isoformat() if referral.recorded_on else None)
    return dt.date.fromisoformat(kept) if kept else None
