"""Entries and exits: who comes, who leaves, when, and when it was recorded."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course
from jalon.demo.solver.tables import month_number, rows

MEAN_MONTHS = 17
"""Mean length of the pathways that ended in 2017 (activity report)."""
DAYS_A_MONTH = 365.25 / 12
SHORTEST_JOB, SHORTEST = 230, 45
"""Fewest days from an entry of 2017 to an exit of 2017: to a job kept six months, to anything else."""
NEWCOMERS = 5
"""At most one entry of 2017 in so many ends in 2017."""
OLDEST = dt.date(2014, 6, 16)
LAST_STOCK_DAY = dt.date(2016, 12, 22)


def courses(random: Random) -> list[Course]:
    """Every pathway: those open on 1 January 2017, as known by and by, then the entries of the year, by entry."""
    entered = list(_entries(random))
    left = list(_exits(random))
    total = round(MEAN_MONTHS * DAYS_A_MONTH * len(left))
    _end_newcomers(random, entered, left)
    stock = _ended_stock(random, left, total - sum(course.tenure for course in entered))
    remaining = int(next(row["count"] for row in rows("marginals/entries.csv") if not row["dated"])) - len(stock)
    stock += [Course(_since(random, dt.date(2015, 7, 20))) for _ in range(remaining)]
    everyone = sorted([*stock, *entered], key=lambda course: (course.entry, course.exit or dt.date.max, course.reason))
    for number, course in enumerate(everyone, 1):
        course.code = f"P-{number:04}"
    return everyone


def _since(random: Random, start: dt.date) -> dt.date:
    return days.pick(random, start, LAST_STOCK_DAY)


def _entries(random: Random) -> Iterator[Course]:
    """The dated entries: those of 2017, and those of late 2016 that were recorded late."""
    for row in rows("marginals/entries.csv"):
        month, known = month_number(row["dated"]), month_number(row["recorded"])
        for _ in range(int(row["count"]) if row["dated"] else 0):
            first = days.first(month) if month else dt.date(2016, 12, 1)
            last = days.last(month) if month else LAST_STOCK_DAY
            late = days.pick(random, days.first(known), days.last(known)) if known != month else None
            yield Course(days.pick(random, first, last), recorded=late)


def _exits(random: Random) -> Iterator[Course]:
    """The exits, their entry not yet known (the exit's day stands for it)."""
    for row in rows("marginals/exits.csv"):
        month, known = month_number(row["dated"]), month_number(row["recorded"])
        first = days.first(month) if month else dt.date.fromisoformat(row["dated"] + "-01")
        last = days.last(month) if month else days.months_after(first, 1) - dt.timedelta(1)
        for _ in range(int(row["count"])):
            # After the first days: a step may end, or start, in the month of the exit.
            day = days.pick(random, first + dt.timedelta(5), last)
            late = days.pick(random, days.first(known), days.last(known)) if known != month else None
            yield Course(day, exit=day, reason=row["reason"], exit_recorded=late)


def _end_newcomers(random: Random, entered: list[Course], left: list[Course]) -> None:
    """Some of the year's entries leave within the year; those exits are taken from the list."""
    for month in range(1, 11):
        arrived = [course for course in entered if course.entered == month and not course.recorded]
        for course in random.sample(arrived, len(arrived) // NEWCOMERS):
            possible = [gone for gone in left if _may_end(gone, course)]
            if possible:
                gone = random.choice(possible)
                left.remove(gone)
                course.exit, course.reason = gone.exit, gone.reason


def _may_end(gone: Course, course: Course) -> bool:
    if gone.exit is None or gone.exit_recorded or gone.reason == "plus_30_mois":
        return False
    return (gone.exit - course.entry).days >= (SHORTEST_JOB if gone.reason.startswith("emploi") else SHORTEST)


def _ended_stock(random: Random, left: list[Course], total: int) -> list[Course]:
    """Give an entry before 2017 to the exits that remain, so that their lengths add up to a total of days."""
    for course in left:
        course.entry = _entry_before(random, course)
    free = [course for course in left if course.reason != "plus_30_mois"]
    for _ in range(12):
        wrong = sum(course.tenure for course in left) - total
        for course in free:
            moved = course.entry + dt.timedelta(round(wrong / len(free)))
            course.entry = days.pick(random, *_around(course, moved))
    return left


def _entry_before(random: Random, course: Course) -> dt.date:
    exit_ = course.exit or course.entry
    if course.reason == "plus_30_mois":
        over = days.months_after(exit_, -30)
        return days.pick(random, over - dt.timedelta(70), over - dt.timedelta(6))
    longest = (exit_ - days.months_after(exit_, -29)).days
    shortest = max(150, (exit_ - _latest(course)).days)
    return days.pick(random, *_around(course, exit_ - dt.timedelta(random.randint(shortest, longest))))


def _around(course: Course, day: dt.date) -> tuple[dt.date, dt.date]:
    """A few days around a day, kept before 2017 and within thirty months of the exit."""
    earliest = max(OLDEST, days.months_after(course.exit or day, -29))
    day = min(max(day, earliest), _latest(course) - dt.timedelta(4))
    return day, day + dt.timedelta(4)


def _latest(course: Course) -> dt.date:
    """The last day of entry that leaves time for a job kept six months, where one is to be proved."""
    if course.exit is None or not course.reason.startswith("emploi"):
        return LAST_STOCK_DAY
    return min(LAST_STOCK_DAY, course.exit - dt.timedelta(SHORTEST_JOB))
