"""Whom a monthly meeting speaks of, and why. Source: domain notes §3; in French: docs/rules/reunions.md.

People in difficulty, people without a step for three months, pathways that reach 5, 10 … 30 months in the month of the
meeting, and decisions of the meeting before that are not done.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from jalon.alerts.compose import Alert, standing
from jalon.alerts.enums import AlertKind, Ground
from jalon.core.french import NO_BREAK
from jalon.core.periods import Period, add_months, month
from jalon.pathways.models import Pathway

DIFFICULT = (
    AlertKind.ABSENCES,
    AlertKind.NO_CONTACT,
    AlertKind.SUSPENSION_TOO_LONG,
    AlertKind.MAX_DURATION,
    AlertKind.EXTENSION_ENDING,
)
"""One of these is enough to be in difficulty."""
MANY_LATE = 3
"""Or so many alerts that are late."""
EVERY, LONGEST = 5, 30


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is spoken of: the ground, and its sentence."""

    ground: Ground
    said: str


def reasons(found: Iterable[Alert], entry: dt.date, days: Period, today: dt.date) -> list[Reason]:
    """The grounds of a person, from their alerts put off or not; `days`: the month of the meeting. Pure."""
    held = [alert for alert in found if alert.shown]
    told = [_difficulty(held, today), _without_step(held), _mark(entry, days)]
    return [each for each in told if each]


def _difficulty(held: list[Alert], today: dt.date) -> Reason | None:
    worst = [alert for alert in held if alert.kind in DIFFICULT]
    if worst:
        first = min(worst, key=lambda alert: DIFFICULT.index(alert.kind))
        return Reason(Ground.DIFFICULTY, first.due.why)
    late = [alert for alert in held if alert.due.due_on < today]
    if len(late) >= MANY_LATE:
        return Reason(Ground.DIFFICULTY, f"{len(late)}{NO_BREAK}retards à la fois")
    return None


def _without_step(held: list[Alert]) -> Reason | None:
    found = next((alert for alert in held if alert.kind == AlertKind.NO_STEP), None)
    return Reason(Ground.NO_STEP, found.due.why) if found else None


def _mark(entry: dt.date, days: Period) -> Reason | None:
    reached = [months for months in range(EVERY, LONGEST + 1, EVERY) if add_months(entry, months) in days]
    return Reason(Ground.MARK, f"{reached[0]}{NO_BREAK}mois de parcours") if reached else None


def to_discuss(caseworker: int, day: dt.date, today: dt.date) -> dict[int, list[Reason]]:
    """By key of pathway: why each person whom the référent follows today is to be spoken of at the meeting of a day.

    As many queries for one as for seventy.
    """
    found: Mapping[str, list[Alert]] = _by_pathway(standing(today, [caseworker]))
    days = month(day.year, day.month)
    pathways = Pathway.objects.open_on(today).followed_by([caseworker], today)
    told = {
        pathway.pk: reasons(found.get(pathway.code, ()), pathway.entry_date, days, today)
        for pathway in pathways.filter(exit_date=None)
    }
    return {key: each for key, each in told.items() if each}


def _by_pathway(found: Collection[Alert]) -> dict[str, list[Alert]]:
    kept: dict[str, list[Alert]] = defaultdict(list)
    for alert in found:
        if alert.pathway:
            kept[alert.pathway].append(alert)
    return kept
