"""Interviews and other contacts: about twenty a person a year, from December 2016 on."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from jalon.demo.solver import days
from jalon.demo.solver.model import Course

SINCE = dt.date(2016, 12, 1)
CYCLE = (24, 29)
"""Days from an interview to the next: one a month is the rule, with a phone call in between."""
CALLS, ABSENCES, NEGLECTED = 0.72, 0.07, 0.04
CALL = ("telephone", 10)
BETWEEN = (CALL, CALL, ("telephone", 5), ("courriel", 5), ("atelier", 120))
SILENT_DAYS = 55
"""How long those who leave for want of contact had been missing their appointments."""


class Contact(NamedTuple):
    """A line of `entretiens.csv`."""

    date: dt.date
    kind: str
    minutes: int
    present: bool
    signed: bool


def contacts(random: Random, course: Course) -> Iterator[Contact]:
    """The contacts of a course, in order."""
    end = min(course.exit or days.LAST_DAY, days.LAST_DAY)
    if course.exit is None and random.random() < NEGLECTED:
        end -= dt.timedelta(40)
    lost = end - dt.timedelta(SILENT_DAYS if course.reason == "non_respect" else 0)
    day = course.entry if course.entry >= SINCE else SINCE + dt.timedelta(random.randrange(24))
    while day <= end:
        if not _paused(course, day):
            yield from _cycle(random, course, day, min(lost, end), end)
        day += dt.timedelta(random.randint(*CYCLE))


def _paused(course: Course, day: dt.date) -> bool:
    return any(start <= day <= end for start, end in course.pauses)


def _cycle(random: Random, course: Course, day: dt.date, lost: dt.date, end: dt.date) -> Iterator[Contact]:
    """A monthly interview (a call when the person is on a step, once in two), then perhaps a call or a workshop."""
    met = days.pick(random, day, min(day + dt.timedelta(3), end))
    if met > lost:
        yield Contact(met, "entretien", 0, present=False, signed=False)
        return
    busy = any(step.start <= met <= (step.end or met) for step in course.steps)
    if busy and random.random() < 0.5:
        yield Contact(met, "telephone", random.choice((5, 10, 15)), present=True, signed=False)
    elif random.random() < ABSENCES:
        yield Contact(met, "entretien", 0, present=False, signed=False)
        yield from _between(random, course, met + dt.timedelta(2), lost, always=True)
    else:
        yield Contact(met, "entretien", random.choice((30, 45, 45, 60)), present=True, signed=True)
    yield from _between(random, course, met + dt.timedelta(12), lost, always=False)


def _between(random: Random, course: Course, day: dt.date, lost: dt.date, *, always: bool) -> Iterator[Contact]:
    day = days.pick(random, day, day + dt.timedelta(4))
    if day > lost or _paused(course, day) or not (always or random.random() < CALLS):
        return
    kind, minutes = CALL if always else random.choice(BETWEEN)
    yield Contact(day, kind, minutes, present=True, signed=kind == "atelier")
