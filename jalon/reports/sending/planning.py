"""When a month is to be closed, and which reminders are due: days in, moments out. Source: docs/rules/completude.md."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jalon.core import periods
from jalon.core.periods import Period

BEFORE = 5
"""Days before the closing day at which people are reminded a first time."""
AFTER = 4
"""Days after it during which a reminder that could not leave still does: the machine was off."""


class Moment(StrEnum):
    """The two reminders of a month."""

    BEFORE = "avant"
    DAY = "jour"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to send today."""

    month: Period
    planned_on: dt.date
    moment: Moment


def due(today: dt.date, planned: Mapping[str, dt.date]) -> Iterator[Due]:
    """The reminders due today. `planned`: by month (2017-03), the day it is to be closed when not its last one."""
    for month in _around(today, planned):
        day = planned.get(f"{month.start:%Y-%m}", month.end)
        if day - dt.timedelta(BEFORE) <= today < day:
            yield Due(month, day, Moment.BEFORE)
        elif day <= today <= day + dt.timedelta(AFTER):
            yield Due(month, day, Moment.DAY)


def _around(today: dt.date, planned: Mapping[str, dt.date]) -> list[Period]:
    """The months whose closing day may be near: this one, the one before, those with a day of their own."""
    before = periods.add_months(today.replace(day=1), -1)
    names = {f"{today:%Y-%m}", f"{before:%Y-%m}", *(name for name in planned if len(name) == 7)}
    return [periods.parse(name) for name in sorted(names)]
