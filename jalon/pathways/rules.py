"""The pathway's arithmetic: values in, values out."""

import datetime as dt

from jalon.core.periods import add_months

LONGEST_SUSPENSION = 2
"""Months: consecutive suspensions are added up. Source: the protocol's *veille*."""


def month_number(entry: dt.date, day: dt.date) -> int:
    """The month of the pathway that the day belongs to: 1 from the entry, 2 a calendar month later.

    Source: the letter's and the protocol's months are calendar months (31 January + 1 = last day of February).
    """
    months = (day.year - entry.year) * 12 + day.month - entry.month
    return months + 1 if add_months(entry, months) <= day else months
