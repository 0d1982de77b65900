"""The pathway's arithmetic: values in, values out."""

import datetime as dt
from collections.abc import Sequence

from jalon.core.periods import add_months

LONGEST_SUSPENSION = 2
"""Months: consecutive suspensions are added up. Source: the protocol's *veille*."""
TO_A_JOB = ("emploi", "emploi_aide")
"""Reasons of exit that are a job: the person is still followed for a time (exchange format, reason codes)."""


def month_number(entry: dt.date, day: dt.date) -> int:
    """The month of the pathway that the day belongs to: 1 from the entry, 2 a calendar month later.

    Source: the letter's and the protocol's months are calendar months (31 January + 1 = last day of February).
    """
    months = (day.year - entry.year) * 12 + day.month - entry.month
    return months + 1 if add_months(entry, months) <= day else months


def nearest_hour(hours: Sequence[dt.time], wanted: dt.time | None) -> int | None:
    """Rank of the hour nearest to the one wanted (the first of two as near, or when none is wanted); None for none."""
    if not hours or wanted is None:
        return 0 if hours else None
    return min(range(len(hours)), key=lambda rank: abs(_minutes(hours[rank]) - _minutes(wanted)))


def _minutes(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute
