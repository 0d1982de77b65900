"""*Points d’étape*: which ones a pathway calls for, and which one a review held today is. Pure.

Source: the protocol, a review every so many months up to its longest time (5, 10 … 30). Held late or early, a review
is still the one of its mark.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from jalon.core.periods import add_months
from jalon.pathways.duties.time import REVIEW_SEEN


@dataclass(frozen=True, slots=True)
class Mark:
    """The review of so many months: the day they are reached, whether that day has come, or is near."""

    months: int
    day: dt.date
    passed: bool
    near: bool


def marks(entry: dt.date, every: int, longest: int, today: dt.date) -> list[Mark]:
    """The reviews of a pathway, the first one first."""
    days = [(months, add_months(entry, months)) for months in range(every, longest + 1, every)]
    soon = today + dt.timedelta(REVIEW_SEEN)
    return [Mark(months, day, day <= today, day <= soon) for months, day in days]


def to_hold(called_for: Collection[Mark], held: Collection[int]) -> list[Mark]:
    """Those not held yet, the one that a review of today is most likely first: the last one due, else the next.

    The next one takes the place of the last as soon as it is near: it is then the one that the alert asks for.
    """
    waiting = [mark for mark in called_for if mark.months not in held]
    due = [mark for mark in waiting if mark.near]
    ahead = [mark for mark in waiting if not mark.near]
    latest = max((mark.months for mark in called_for if mark.near), default=0)
    if due and due[-1].months == latest:
        return [*reversed(due), *ahead]
    return [*ahead[:1], *reversed(due), *ahead[1:]]
