"""The hours at which a first appointment may be set: the half-days of welcome, less what is already there. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

Span = tuple[dt.date, int, int]
"""A day, then two moments of it in minutes since midnight; the second is outside."""
DAY = (0, 1_440)
NOON = 720


class HalfDay(Protocol):
    """A recurring half-day of welcome, as `Opening` holds it."""

    weekday: int
    start: dt.time
    end: dt.time
    slot_minutes: int
    place: str
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A free hour: when, for how long, where."""

    date: dt.date
    time: dt.time
    minutes: int
    place: str = ""

    @property
    def key(self) -> str:
        """How a form names it: 2017-12-14T09:30."""
        return dt.datetime.combine(self.date, self.time).isoformat(timespec="minutes")


def free_slots(
    openings: Iterable[HalfDay], busy: Iterable[Span], days: Iterable[dt.date], holidays: Collection[dt.date] = ()
) -> Iterator[Slot]:
    """The free slots of these days, in order; a slot that anything touches is not free."""
    taken: dict[dt.date, list[tuple[int, int]]] = {}
    for date, begin, finish in busy:
        taken.setdefault(date, []).append((begin, finish))
    held = list(openings)
    for day in days:
        if day not in holidays:
            yield from sorted(_of_day(held, day, taken.get(day, [])))


def _of_day(openings: Iterable[HalfDay], day: dt.date, taken: list[tuple[int, int]]) -> Iterator[Slot]:
    for each in openings:
        if each.weekday != day.weekday() or not _in_force(each, day):
            continue
        length = each.slot_minutes
        for begin in range(in_minutes(each.start), in_minutes(each.end) - length + 1, length):
            if all(begin >= finish or begin + length <= start for start, finish in taken):
                yield Slot(day, dt.time(*divmod(begin, 60)), length, each.place)


def _in_force(opening: HalfDay, day: dt.date) -> bool:
    return opening.valid_from <= day and (opening.valid_to is None or day <= opening.valid_to)


def away_spans(start: dt.date, end: dt.date, *, from_noon: bool, until_noon: bool) -> Iterator[Span]:
    """The moments that a leave covers."""
    for number in range((end - start).days + 1):
        day = start + dt.timedelta(number)
        begin = NOON if day == start and from_noon else DAY[0]
        yield day, begin, NOON if day == end and until_noon else DAY[1]


def in_minutes(time: dt.time) -> int:
    """Since midnight."""
    return 60 * time.hour + time.minute


def by_key(slots: Iterable[Slot]) -> Mapping[str, Slot]:
    """Each slot by the name a form gives it."""
    return {slot.key: slot for slot in slots}
