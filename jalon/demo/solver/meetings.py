"""Appointments that the facts imply: the first ones of a referral, the monthly ones of a pathway, those of January."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.demo.solver import days

MOVED, EXCUSED = 0.12, 0.05
"""How often a first appointment is moved once, or the person excused."""
NEXT_MONTH = (dt.date(days.YEAR + 1, 1, 2), dt.date(days.YEAR + 1, 1, 31))
CYCLE = (24, 29)
REVIEWS = range(5, 31, 5)
"""Months after the entry: reviews of the protocol."""
OPENS, CLOSES, REOPENS = 9 * 60, 12 * 60, 13 * 60 + 30
"""Minutes of the day: nobody is received at noon."""
FIRST, USUAL, REVIEW = 60, 45, 60


@dataclass(eq=False)
class Meeting:
    """An appointment to be; people and référents by their keys. `time` is found last."""

    person: int
    caseworker: int
    kind: AppointmentKind
    date: dt.date
    minutes: int
    outcome: Outcome | None = None
    outcome_on: dt.date | None = None
    replaces: "Meeting | None" = None
    time: dt.time = dt.time()


@dataclass(frozen=True)
class Sent:
    """A referral: who receives the person, and what became of it. `absent`: declined for missing appointments."""

    person: int
    caseworker: int
    date: dt.date
    entered: dt.date | None = None
    declined: dt.date | None = None
    absent: bool = False


@dataclass(frozen=True)
class Followed:
    """An open pathway, with its interviews: day, minutes, whether the person came, who received them."""

    person: int
    caseworker: int
    entry: dt.date
    paused: bool
    interviews: list[tuple[dt.date, int, bool, int]] = field(default_factory=list)


def meetings(random: Random, sent: Iterable[Sent], followed: Iterable[Followed]) -> list[Meeting]:
    """All of them, in the order of days, each with an hour at which nobody involved is taken."""
    found = [each for one in sent for each in first_ones(random, one)]
    for one in followed:
        found += [*monthly(one), *next_one(random, one)]
    found.sort(key=lambda each: each.date)
    give_hours(found)
    return found


def first_ones(random: Random, sent: Sent) -> Iterator[Meeting]:
    """Kept before the entry, at times after being moved; missed twice by who never came; to come for who waits."""
    end = sent.entered or sent.declined
    if end is None:
        yield _first(sent, days.pick(random, NEXT_MONTH[0], NEXT_MONTH[0] + dt.timedelta(14)))
        return
    last = max(sent.date, end - dt.timedelta(1))
    middle = sent.date + (last - sent.date) / 2
    if sent.absent:
        for start, stop in ((sent.date, middle), (middle + dt.timedelta(1), last)):
            yield _told(_first(sent, days.pick(random, start, max(start, stop))), Outcome.MISSED)
        return
    kept = _told(_first(sent, days.pick(random, middle, last)), Outcome.KEPT)
    draw = random.random()
    if kept.date > sent.date + dt.timedelta(8) and draw < MOVED + EXCUSED:
        before = _first(sent, days.pick(random, sent.date + dt.timedelta(2), kept.date - dt.timedelta(3)))
        before.outcome = Outcome.MOVED if draw < MOVED else Outcome.EXCUSED
        before.outcome_on = before.date - dt.timedelta(1)
        kept.replaces = before if draw < MOVED else None
        yield before
    yield kept


def _first(sent: Sent, day: dt.date) -> Meeting:
    return Meeting(sent.person, sent.caseworker, AppointmentKind.FIRST, day, FIRST)


def _told(meeting: Meeting, outcome: Outcome) -> Meeting:
    meeting.outcome, meeting.outcome_on = outcome, meeting.date
    return meeting


def monthly(followed: Followed) -> Iterator[Meeting]:
    """Each interview had its appointment."""
    for day, minutes, came, caseworker in followed.interviews:
        meeting = Meeting(followed.person, caseworker, AppointmentKind.FOLLOW_UP, day, minutes or USUAL)
        yield _told(meeting, Outcome.KEPT if came else Outcome.MISSED)


def next_one(random: Random, followed: Followed) -> Iterator[Meeting]:
    """The one of January, a month after the last; a review when its month has come. None for who is suspended."""
    if followed.paused:
        return
    start, end = NEXT_MONTH
    last = max((day for day, *_ in followed.interviews), default=days.LAST_DAY)
    due = last + dt.timedelta(random.randint(*CYCLE))
    late = due < start
    day = days.pick(random, max(due, start), min(start + dt.timedelta(16) if late else due + dt.timedelta(6), end))
    review = any(start <= days.months_after(followed.entry, months) <= end for months in REVIEWS)
    kind, minutes = (AppointmentKind.REVIEW, REVIEW) if review else (AppointmentKind.FOLLOW_UP, USUAL)
    yield Meeting(followed.person, followed.caseworker, kind, day, minutes)


def give_hours(found: Iterable[Meeting]) -> None:
    """One after the other from nine o’clock, for each référent and each person."""
    free: dict[tuple[str, int, dt.date], int] = {}
    for meeting in found:
        both = (("caseworker", meeting.caseworker, meeting.date), ("person", meeting.person, meeting.date))
        start = max(free.get(one, OPENS) for one in both)
        if start < REOPENS and start + meeting.minutes > CLOSES:
            start = max(start, REOPENS)
        meeting.time = dt.time(*divmod(start, 60))
        free.update(dict.fromkeys(both, start + meeting.minutes))
