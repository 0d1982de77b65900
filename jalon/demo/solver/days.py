"""The year 2017 as months 1 to 12; 0 is “before it”, 13 “after it”."""

import calendar
import datetime as dt
from random import Random

from jalon.demo.solver.tables import column

YEAR = 2017
BEFORE, AFTER = 0, 13
NEW_YEAR, LAST_DAY = dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)
HOLIDAYS = frozenset(dt.date.fromisoformat(day) for day in column("holidays.csv", "day"))


def first(month: int) -> dt.date:
    """The first day of a month of 2017."""
    return dt.date(YEAR, month, 1)


def last(month: int) -> dt.date:
    """The last day of a month of 2017."""
    return dt.date(YEAR, month, calendar.monthrange(YEAR, month)[1])


def month_of(day: dt.date) -> int:
    """The month of a day, `BEFORE` or `AFTER` outside 2017."""
    return BEFORE if day < NEW_YEAR else AFTER if day > LAST_DAY else day.month


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later (or earlier), the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_working(day: dt.date) -> bool:
    """Neither a week-end nor a public holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def working_days(start: dt.date, end: dt.date) -> list[dt.date]:
    """The working days from one day to another, both included."""
    days = (start + dt.timedelta(number) for number in range((end - start).days + 1))
    return [day for day in days if is_working(day)]


def pick(random: Random, start: dt.date, end: dt.date) -> dt.date:
    """A working day between two days, or the first of them when there is none."""
    days = working_days(start, end)
    return random.choice(days) if days else start
