"""Which week is shown: that of the day; on Saturday and Sunday, the coming one. Pure."""

import datetime as dt

from jalon.core.days import Unreadable, day_said
from jalon.core.periods import Period
from jalon.worktime.holidays import public_holiday

SATURDAY = 5
WORKED = 5
"""Days of a week."""


def week_of(day: dt.date) -> Period:
    """From Monday to Sunday: the week of the day, or the coming one at the week's end."""
    ahead = 7 - day.weekday() if day.weekday() >= SATURDAY else -day.weekday()
    monday = day + dt.timedelta(ahead)
    return Period(monday, monday + dt.timedelta(6))


def day_shown(asked: str, today: dt.date) -> dt.date:
    """The day of the page: the one asked for; else today; at the week's end, the first day that is worked."""
    try:
        return day_said(asked, today)
    except Unreadable:
        return today if today.weekday() < SATURDAY else first_worked(week_of(today))


def week_shown(day: dt.date) -> Period:
    """The calendar week of the day shown, from Monday to Sunday."""
    monday = day - dt.timedelta(day.weekday())
    return Period(monday, monday + dt.timedelta(6))


def first_worked(week: Period) -> dt.date:
    """The first day of a week that is not a public holiday."""
    days = [week.start + dt.timedelta(number) for number in range(WORKED)]
    return next((day for day in days if not public_holiday(day)), week.start)


def next_week(day: dt.date) -> dt.date:
    """The first day worked of the week after: what may wait, waits until then."""
    monday = day + dt.timedelta(7 - day.weekday())
    return first_worked(Period(monday, monday + dt.timedelta(6)))
