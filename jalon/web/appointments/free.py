"""The next free hours of a référent: in their half-days of welcome, or in any working hour for who is followed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import STANDING, Appointment, Leave, Opening, TimeEntry
from jalon.agenda.slots import Slot, Span, away_spans, free_slots, in_minutes
from jalon.core import clock
from jalon.core.periods import Period
from jalon.web.appointments.who import next_days
from jalon.worktime.holidays import public_holiday

AHEAD = 42
"""Days looked at: six half-days of welcome."""
SHOWN = 3
LASTS = {AppointmentKind.FIRST: 30, AppointmentKind.REVIEW: 60}
USUAL = 45
"""Minutes, for the other kinds."""
MORNING, AFTERNOON = (dt.time(9), dt.time(12)), (dt.time(14), dt.time(17))


@dataclass(frozen=True, slots=True)
class Half:
    """Half a working day of someone who is followed: any weekday, at most an hour proposed each half-day."""

    weekday: int
    start: dt.time
    end: dt.time
    slot_minutes: int
    place: str = ""
    valid_from: dt.date = dt.date.min
    valid_to: dt.date | None = None


def free_hours(caseworkers: Iterable[int], kind: AppointmentKind, number: int = SHOWN) -> dict[int, list[Slot]]:
    """The next free hours of each of these référents. Four queries, whatever the number."""
    keys = list(caseworkers)
    days = next_days(clock.today(), AHEAD)
    busy = busy_spans(keys, days)
    openings = _openings(keys)
    holidays = {day for day in _each(days) if public_holiday(day)}
    found = {}
    for key in keys:
        held: Iterable[Any] = openings[key] if kind == AppointmentKind.FIRST else _halves(kind)
        slots = free_slots(held, busy[key], _each(days), holidays)
        found[key] = list(islice(slots if kind == AppointmentKind.FIRST else _one_a_half_day(slots), number))
    return found


def busy_spans(caseworkers: Iterable[int], days: Period) -> dict[int, list[Span]]:
    """What takes the time of these référents in these days. Three queries."""
    keys, within = list(caseworkers), (days.start, days.end)
    found: dict[int, list[Span]] = defaultdict(list)
    timed: tuple[Any, ...] = (Appointment.objects.filter(STANDING), TimeEntry.objects.filter(time__isnull=False))
    for records in timed:
        rows = records.filter(caseworker__in=keys, date__range=within).order_by()
        for key, date, time, minutes in rows.values_list("caseworker", "date", "time", "minutes"):
            found[key].append((date, in_minutes(time), in_minutes(time) + minutes))
    for leave in Leave.objects.filter(caseworker__in=keys, start__lte=days.end, end__gte=days.start):
        spans = away_spans(leave.start, leave.end, from_noon=leave.from_noon, until_noon=leave.until_noon)
        found[leave.caseworker_id] += spans
    return found


def _openings(keys: list[int]) -> dict[int, list[Opening]]:
    found: dict[int, list[Opening]] = defaultdict(list)
    for opening in Opening.objects.filter(caseworker__in=keys):
        found[opening.caseworker_id].append(opening)
    return found


def _halves(kind: AppointmentKind) -> list[Half]:
    minutes = LASTS.get(kind, USUAL)
    return [Half(day, start, end, minutes) for day in range(5) for start, end in (MORNING, AFTERNOON)]


def _one_a_half_day(slots: Iterable[Slot]) -> Iterator[Slot]:
    """The first hour of each half-day: three proposals are three different moments."""
    seen = set()
    for slot in slots:
        half = (slot.date, slot.time < dt.time(13))
        if half not in seen:
            seen.add(half)
            yield slot


def _each(days: Period) -> Iterator[dt.date]:
    for number in range((days.end - days.start).days + 1):
        yield days.start + dt.timedelta(number)
