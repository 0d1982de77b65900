"""Months and years as pages of figures name them, and the ways from one to another."""

import datetime as dt
from typing import Any

from django.db.models import Max

from jalon.core import clock, french, periods
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway
from jalon.referrals.models import Referral

FIRST_YEAR, LAST_YEAR = 1900, 2099
DATED: tuple[tuple[Any, str], ...] = (
    (Pathway, "entry_date"),
    (Pathway, "exit_date"),
    (Referral, "date"),
    (Referral, "declined_on"),
)


class PeriodConverter:
    """`2017-03` or `2017` in an address."""

    regex = r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?"

    def to_python(self, value: str) -> Period:
        """The days it means."""
        return periods.parse(value)

    def to_url(self, value: Period | str) -> str:
        """How it is written."""
        return value if isinstance(value, str) else Window(value).name


def latest() -> Period:
    """The last month, today's at the latest, in which something is dated; today's when nothing is."""
    today = clock.today()
    found = [
        model._default_manager.filter(**{f"{field}__lte": today}).aggregate(last=Max(field))["last"]
        for model, field in DATED
    ]
    day = max(filter(None, found), default=today)
    return periods.month(day.year, day.month)


def name(period: Period) -> str:
    """`mars 2017`, or `2017`."""
    return str(period.start.year) if Window(period).is_year else french.month(period.start)


def neighbour(period: Period, step: int) -> Period | None:
    """The period before (-1) or after (+1); None beyond the calendar, or when it begins after today."""
    if Window(period).is_year:
        year = period.start.year + step
        found = periods.year(year)
    else:
        day = periods.add_months(period.start, step)
        found = periods.month(day.year, day.month)
    inside = FIRST_YEAR <= found.start.year <= LAST_YEAR and found.start <= clock.today()
    return found if inside else None


def months_of(year: int) -> list[Period]:
    """The months of a year, today's at the latest."""
    months = [periods.month(year, number) for number in range(1, 13)]
    return [month for month in months if month.start <= clock.today()]


def day_of(text: str) -> dt.date:
    """A day written 31/3/2017 or 2017-03-31; ValueError for anything else."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, pattern).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no day")
