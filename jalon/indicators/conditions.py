"""The conditions figures are made of. `at` is the path from the row to its pathway ("" on pathways themselves).

Source: exchange format, "The letter as JSON": days are inclusive, a pathway is over at the end of its exit day,
and at an as-of date a fact counts when it was known by then.
"""

import datetime as dt

from django.db.models import Q

from jalon.core.periods import Period
from jalon.indicators.window import Window


def between(field: str, period: Period) -> Q:
    """The date lies in the period, both ends included."""
    return Q(**{f"{field}__gte": period.start, f"{field}__lte": period.end})


def known(window: Window, field: str = "known_on") -> Q:
    """The fact was known by the as-of day, if there is one."""
    return Q(**{f"{field}__lte": window.as_of}) if window.as_of else Q()


def _exit_unknown(window: Window, at: str) -> Q:
    """The pathway has no exit, or one that was not known yet."""
    none = Q(**{f"{at}exit_date": None})
    return none | Q(**{f"{at}exit_known_on__gt": window.as_of}) if window.as_of else none


def in_pathway_from(day: dt.date, window: Window, at: str = "") -> Q:
    """Not left before the day: the pathway still has that day, or later ones."""
    return Q(**{f"{at}exit_date__gte": day}) | _exit_unknown(window, at)


def not_left_by(day: dt.date, window: Window, at: str = "") -> Q:
    """Not left by the end of the day: an exit on that day has left."""
    return Q(**{f"{at}exit_date__gt": day}) | _exit_unknown(window, at)


def active_on(day: dt.date, window: Window, at: str = "") -> Q:
    """In the file active: entered by the day, and not left by its end."""
    entered = Q(**{f"{at}entry_date__lte": day}) & known(window, f"{at}known_on")
    return entered & not_left_by(day, window, at)


def entered(period: Period, window: Window) -> Q:
    """Entry date in the period."""
    return between("entry_date", period) & known(window)


def left(period: Period, window: Window) -> Q:
    """Exit date in the period; an exit is known once it is recorded and its pathway known."""
    return between("exit_date", period) & known(window) & known(window, "exit_known_on")


def open_during(period: Period) -> Q:
    """At least one day of a step or suspension lies in the period, its own dates alone considered."""
    return Q(start__lte=period.end) & (Q(end=None) | Q(end__gte=period.start))


def on(day: dt.date) -> Period:
    """The period of one day."""
    return Period(day, day)
