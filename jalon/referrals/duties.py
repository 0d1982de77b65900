"""What a referral asks for until it ends: a first appointment set, told, and chased when it is missed. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from jalon.agenda.enums import Outcome
from jalon.core.duties import Due, said

SET_WITHIN = 7
"""Days after a referral is received."""
CONFIRM_SEEN = 7
"""Days before a first appointment, when one looks whether the person was told."""
TRY_EVERY = 7
"""Days between two attempts to reach someone."""
_TIMES = {2: "deuxième fois", 3: "troisième fois"}


@dataclass(frozen=True, slots=True)
class FirstAppointment:
    """A first appointment: its day, what became of it ("" while nothing is said), whether the person was told."""

    date: dt.date
    outcome: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt to reach the person."""

    date: dt.date
    reached: bool


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """A referral that waits: the day it came, the first appointments since, the attempts."""

    received: dt.date
    appointments: tuple[FirstAppointment, ...] = ()
    attempts: tuple[Tried, ...] = ()

    @property
    def missed(self) -> list[dt.date]:
        """The days of the appointments missed, from the first."""
        return sorted(each.date for each in self.appointments if each.outcome == Outcome.MISSED)

    @property
    def standing(self) -> FirstAppointment | None:
        """The appointment that is expected, or whose outcome is not said; else the one that was kept."""
        found = [each for each in self.appointments if each.outcome in ("", Outcome.KEPT)]
        return max(found, key=lambda each: each.date, default=None)


def first_appointment(facts: ReferralFacts, day: dt.date) -> Due | None:
    """From the day after the referral came, none is set; or the last was excused, or missed and the person reached."""
    if facts.standing or day <= facts.received or _chased(facts) is not None:
        return None
    told = f"prescription reçue le {said(facts.received, day)}"
    due_on = facts.received + dt.timedelta(SET_WITHIN)
    return Due("first_appointment", facts.received, "Premier rendez-vous à fixer", due_on, told)


def appointment_to_confirm(facts: ReferralFacts, day: dt.date) -> Due | None:
    """It is within a week and nothing says how the person was told; or its day is past and nothing says who came."""
    found = facts.standing
    if found is None or found.outcome:
        return None
    if found.date < day:
        told = f"rendez-vous du {said(found.date, day)}"
        return Due("appointment_to_confirm", found.date, "Venue ou absence à noter", found.date, told)
    if found.told or (found.date - day).days > CONFIRM_SEEN:
        return None
    told = f"le {said(found.date, day)}, personne à prévenir"
    return Due("appointment_to_confirm", found.date, "Premier rendez-vous à confirmer", found.date, told)


def first_missed(facts: ReferralFacts, day: dt.date) -> Due | None:
    """Missed, no other one set, and no attempt for a week: the person is sought (*aller-vers*)."""
    since = _chased(facts)
    if since is None or facts.standing:
        return None
    missed = facts.missed
    tries = [each.date for each in facts.attempts if each.date >= missed[-1]]
    if day <= since or (tries and (day - since).days <= TRY_EVERY):
        return None
    often = f", {_TIMES.get(len(missed), f'{len(missed)}e fois')}" if len(missed) > 1 else ""
    seen = f"absence le {said(missed[-1], day)}{often}"
    told = f"{seen}, dernière tentative le {said(since, day)}" if tries else seen
    return Due("first_missed", since, "Premier rendez-vous manqué", since + dt.timedelta(TRY_EVERY), told)


RULES = (first_appointment, appointment_to_confirm, first_missed)


def duties(facts: ReferralFacts, day: dt.date) -> Iterator[Due]:
    """All that a pending referral asks for on a day."""
    for rule in RULES:
        if due := rule(facts, day):
            yield due


def _chased(facts: ReferralFacts) -> dt.date | None:
    """Since when the person is sought: the last appointment missed, or the last attempt since; None once reached."""
    if not facts.missed:
        return None
    last = facts.missed[-1]
    tries = sorted((each for each in facts.attempts if each.date >= last), key=lambda each: each.date)
    if any(each.reached for each in tries):
        return None
    return tries[-1].date if tries else last
