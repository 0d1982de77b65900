"""Periods of days, both ends included."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; ValueError when they are reversed."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


def month(year: int, number: int) -> Period:
    """The days of a calendar month."""
    return Period(dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Period:
    """The days of a calendar year."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31))


def parse(text: str) -> Period:
    """`2017-03` → that month, `2017` → that year; ValueError for anything else."""
    match = re.fullmatch(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?", text, flags=re.ASCII)
    if match is None:
        raise ValueError("a period is written 2017-03 (a month) or 2017 (a year)")
    return month(int(match[1]), int(match[2])) if match[2] else year(int(match[1]))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last of its month (31 January + 1 → 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    target_year, target_month = divmod(index, 12)
    last = calendar.monthrange(target_year, target_month + 1)[1]
    return dt.date(target_year, target_month + 1, min(day.day, last))
