"""The people around a person: their référent, who sent them, and whoever was noted."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from jalon.core.french import day
from jalon.pathways.models import Assignment
from jalon.people.enums import TieKind
from jalon.people.models import Participant, Tie
from jalon.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone, in a line. `house`: where they work; `tie` when it can be ended from the file; `sent`: the person."""

    name: str
    role: str
    house: str = ""
    phone: str = ""
    email: str = ""
    tie: Tie | None = None
    sent: bool = False


def around(
    participant: Participant, assignment: Assignment | None, referral: Referral | None, rsa: bool, today: dt.date
) -> list[Someone]:
    """Whoever is around the person on the day. One query."""
    ties = participant.ties.filter(start__lte=today).select_related("agent__organisation")
    standing = [tie for tie in ties if tie.end is None or tie.end >= today]
    told = [_caseworker(assignment, rsa)] if assignment else []
    if referral and not any(tie.kind == TieKind.REFERRER for tie in standing):
        told += _referrer(referral)
    return [*told, *map(_tied, standing)]


def referral_of(referrals: Iterable[Referral], held: int | None) -> Referral | None:
    """The one that led to the pathway: the one it names, else the last that ended with an entry."""
    found = list(referrals)
    return next((each for each in found if each.pk == held), None) or next((e for e in found if e.entered_on), None)


def _caseworker(assignment: Assignment, rsa: bool) -> Someone:
    since = f"depuis le {day(assignment.start)}" if assignment.start else "depuis l’entrée"
    name = assignment.caseworker
    return Someone(str(name), f"référent PLIE{' et RSA' if rsa else ''} {since}", email=name.email)


def _referrer(referral: Referral) -> list[Someone]:
    agent = referral.agent
    if agent is None:
        return []
    sent = f"prescription du {day(referral.date)}"
    return [Someone(str(agent), sent, str(referral.referrer or ""), agent.phone, agent.email, sent=True)]


def _tied(tie: Tie) -> Someone:
    agent = tie.agent
    house = str(agent.organisation) if agent else ""
    phone, email = tie.phone or (agent.phone if agent else ""), tie.email or (agent.email if agent else "")
    return Someone(str(tie), tie.get_kind_display().lower(), house, phone, email, tie)
