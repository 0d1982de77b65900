"""The five days of a week at a glance: who is expected, what is free, what time is missing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from jalon.agenda.models import Opening
from jalon.agenda.slots import Span, free_slots
from jalon.core import french
from jalon.core.hours import minutes_written
from jalon.web.week.days import SATURDAY
from jalon.worktime.rules import Day, Slice


@dataclass(frozen=True, slots=True)
class Tile:
    """A day of the strip. `missing`: what its time lacks, once it is over; `note`: a public holiday, leave…"""

    date: dt.date
    url: str
    people: int
    free: int | None
    recorded: str
    missing: str
    note: str
    shown: bool
    today: bool

    @property
    def label(self) -> str:
        """« Mar. 12 »."""
        return f"{french.weekday(self.date)[:3].capitalize()}. {self.date.day}"


def strip(days: Sequence[Day], openings: Iterable[Opening], shown: dt.date, today: dt.date) -> list[Tile]:
    """Monday to Friday, and a day of the week's end that holds something."""
    held = list(openings)
    return [
        _tile(day, held, shown, today)
        for day in days
        if day.date.weekday() < SATURDAY or day.done or day.planned or day.date == shown
    ]


def _tile(day: Day, openings: list[Opening], shown: dt.date, today: dt.date) -> Tile:
    people = [each for each in (*day.planned, *day.done) if each.code]
    return Tile(
        date=day.date,
        url=f"{reverse('home:index')}?jour={day.date.isoformat()}",
        people=len({(each.code, each.start) for each in people}),
        free=_free(day, openings) if day.date >= today and not _off(day) else None,
        recorded=minutes_written(day.recorded) if day.date == today and day.recorded else "",
        missing=minutes_written(day.gap) if day.date < today and day.gap else "",
        note=day.holiday or ("congé" if _off(day) else ""),
        shown=day.date == shown,
        today=day.date == today,
    )


def _off(day: Day) -> bool:
    return bool(day.holiday) or len(day.away) > 1


def _free(day: Day, openings: list[Opening]) -> int | None:
    """Free slots of the half-day of welcome; None when there is none that day."""
    days = [day.date]
    if not any(True for _ in free_slots(openings, [], days)):
        return None
    return sum(1 for _ in free_slots(openings, [_span(each) for each in (*day.planned, *day.done) if each.timed], days))


def _span(each: Slice) -> Span:
    return each.day, each.begin, each.finish
