"""Monthly meetings of a référent and the SA: planned, decided person by person, closed; decisions carried out."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.pathways.models import CaseDecision, CaseMeeting, Pathway

CLOSED = "Cette réunion est close : ce qui y fut décidé ne change plus."


def plan_meeting(*, by: User, caseworker: Caseworker, date: dt.date) -> CaseMeeting:
    """A meeting to come, or of today. ValidationError for a day that is past, or taken."""
    if date < clock.today():
        raise ValidationError({"date": "Ce jour est passé : une réunion se prévoit pour aujourd’hui ou après."})
    meeting = CaseMeeting(caseworker=caseworker, date=date, officer=by)
    audit.save(meeting, by=by)
    return meeting


def decide(
    *,
    by: User,
    meeting: CaseMeeting,
    pathway: Pathway,
    words: str,
    owner: User | None,
    due_on: dt.date | None,
    grounds: str = "",
) -> CaseDecision:
    """What is decided for a person: written, or written otherwise. ValidationError once the meeting is closed."""
    with transaction.atomic():
        held = _open(meeting)
        made = CaseDecision.objects.filter(meeting=held, pathway=pathway).first()
        made = made or CaseDecision(meeting=held, pathway=pathway, grounds=grounds)
        if words and not (owner and due_on):
            missing = {} if owner else {"owner": "Dites qui s’en charge."}
            missing |= {} if due_on else {"due_on": "Dites pour quand."}
            raise ValidationError(missing)
        made.words, made.owner, made.due_on = words, owner, due_on
        audit.save(made, by=by, file=pathway.participant.code)
    return made


def carry_out(*, by: User, decision: CaseDecision, done: bool = True) -> bool:
    """Say that a decision is done, or is not after all; False when that was already said."""
    with transaction.atomic():
        held = CaseDecision.objects.select_for_update().select_related("pathway__participant").get(pk=decision.pk)
        held.done_on = clock.today() if done else None
        return audit.save(held, by=by, file=held.pathway.participant.code)


def close_meeting(*, by: User, meeting: CaseMeeting) -> None:
    """What was decided is settled. ValidationError before its day, or when it is closed already."""
    with transaction.atomic():
        held = _open(meeting)
        if held.date > clock.today():
            raise ValidationError("Cette réunion n’a pas encore eu lieu : elle se clôt le jour même ou après.")
        held.closed_at = clock.now()
        audit.save(held, by=by)


def _open(meeting: CaseMeeting) -> CaseMeeting:
    """The meeting, held until the end of the transaction."""
    held = CaseMeeting.objects.select_for_update().get(pk=meeting.pk)
    if held.closed_at:
        raise ValidationError(CLOSED)
    return held
