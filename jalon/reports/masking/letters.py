"""The letters that a reader may hold beside the one being made: those of the months before, and its former numbers."""

import datetime as dt

from jalon.indicators.series import months
from jalon.indicators.window import Window
from jalon.reports.models import Closing


def held(window: Window) -> list[Window]:
    """The months from January to that of the letter, each as it was known when it was closed, the letter itself last.

    A month that was not closed is taken as known on its last day, which is when it would have been. The letter of
    December and that of the year tell the same cumulatives. One query.
    """
    every = months(window)
    closed: dict[str, list[dt.date]] = {}
    closings = Closing.objects.filter(closed_at__isnull=False, period__startswith=str(window.end.year))
    for period, day in closings.order_by("as_of").values_list("period", "as_of"):
        closed.setdefault(period, []).append(day)
    found: list[Window] = []
    latest = dt.date.min
    for month in every[:-1]:
        latest = max(latest, _no_later(closed.get(month.name, [month.end])[0], window))
        found.append(Window(month.period, latest))
    last = every[-1].period
    same = [every[-1].name, str(last.end.year)] if last.end.month == 12 else [every[-1].name]
    former = {day for name in same for day in closed.get(name, [])}
    again = sorted(day for day in former if window.as_of is None or latest <= day < window.as_of)
    return [*found, *(Window(last, day) for day in again), Window(last, window.as_of)]


def _no_later(day: dt.date, window: Window) -> dt.date:
    return day if window.as_of is None else min(day, window.as_of)
