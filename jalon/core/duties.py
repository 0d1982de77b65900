"""What is due: the answer that each app's pure rules give about dated facts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jalon.core import french


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a rule finds due on a day.

    `since` is the day of the fact it comes from: it tells this duty from the next one of the same kind. `why` is the
    fact, `details` what it rests on, `due_on` the last day on time, which may be to come.
    """

    kind: str
    since: dt.date
    why: str
    due_on: dt.date
    details: str = ""


def said(day: dt.date, today: dt.date) -> str:
    """« 6 nov. », « 6 nov. 2016 »: the year only when it is not that of today."""
    return french.short_day(day) if day.year == today.year else french.day(day)


def days_between(since: dt.date, today: dt.date) -> str:
    """« 36 jours »."""
    number = (today - since).days
    return f"{french.number(number)}{french.NO_BREAK}jour{'s' if number > 1 else ''}"


def several(days: Sequence[dt.date], today: dt.date) -> str:
    """« 4 nov., 9 et 12 déc. » would be read twice: « 4 nov., 9 déc. et 12 déc. »; ValueError for none."""
    if not days:
        raise ValueError("no day to tell")
    *first, last = [said(day, today) for day in sorted(days)]
    return f"{', '.join(first)} et {last}" if first else last
