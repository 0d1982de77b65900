"""The half-days of welcome of a week, with the slots that are still free."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jalon.agenda.models import Opening
from jalon.agenda.slots import DAY, NOON, Span, free_slots
from jalon.core.french import short_clock
from jalon.worktime.enums import Half
from jalon.worktime.rules import Day


@dataclass(frozen=True, slots=True)
class Welcome:
    """A half-day of welcome on a day. `free`: the hours still free."""

    date: dt.date
    start: dt.time
    end: dt.time
    place: str
    slots: int
    free: list[str]


def welcomes(days: Iterable[Day], openings: Sequence[Opening]) -> list[Welcome]:
    """Those of these days; none on a public holiday, nor where leave takes all of it."""
    return [found for day in days if not day.holiday for each in openings if (found := _welcome(day, each))]


def _welcome(day: Day, opening: Opening) -> Welcome | None:
    away = list(_away(day))
    slots = list(free_slots([opening], away, [day.date]))
    if not slots:
        return None
    busy = [(day.date, each.begin, each.finish) for each in (*day.planned, *day.done) if each.timed]
    free = [short_clock(slot.time) for slot in free_slots([opening], [*away, *busy], [day.date])]
    return Welcome(day.date, opening.start, opening.end, opening.place, len(slots), free)


def _away(day: Day) -> Iterator[Span]:
    for half in day.away:
        yield (day.date, DAY[0], NOON) if half == Half.MORNING else (day.date, NOON, DAY[1])
