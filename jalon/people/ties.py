"""The people around a person (*autour d’elle*): added, then no longer in charge from a day on."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.organisations.models import Agent
from jalon.people.enums import TieKind
from jalon.people.models import Participant, Tie


def add_tie(
    *,
    by: User | None,
    participant: Participant,
    kind: TieKind,
    agent: Agent | None = None,
    name: str = "",
    phone: str = "",
    email: str = "",
    start: dt.date | None = None,
) -> Tie:
    """Someone around the person since a day (today by default): an agent of a partner, or whoever is named."""
    if agent is None and not name.strip():
        raise ValidationError({"name": "Dites qui est cette personne : son nom, ou un agent de la liste."})
    tie = Tie(
        participant=participant,
        kind=kind,
        agent=agent,
        name="" if agent else name.strip(),
        phone=phone,
        email=email,
        start=start or clock.today(),
    )
    audit.save(tie, by=by, file=participant.code)
    return tie


def end_tie(*, by: User | None, tie: Tie, on: dt.date | None = None) -> Tie:
    """From the next day on, this person is no longer around. ValidationError before they were."""
    return _until(tie, on or clock.today(), by)


def resume_tie(*, by: User | None, tie: Tie) -> Tie:
    """Ended by mistake: still around."""
    return _until(tie, None, by)


def withdraw_tie(*, by: User | None, tie: Tie) -> None:
    """Take away someone written by mistake; the journal keeps what it said."""
    audit.delete(tie, by=by, file=tie.participant.code)


def _until(tie: Tie, day: dt.date | None, by: User | None) -> Tie:
    with transaction.atomic():
        held = Tie.objects.select_for_update(of=("self",)).select_related("participant").get(pk=tie.pk)
        held.end = day
        audit.save(held, by=by, file=held.participant.code)
    return held
