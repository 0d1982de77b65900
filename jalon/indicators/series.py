"""Figures month after month: what is dated, in one grouped query; what is counted on a day, all the days in one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from jalon.core import periods
from jalon.indicators import dimensions as by
from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import Filters, counts, number, table, together
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window


def months(window: Window) -> list[Window]:
    """Each month from January to the end of the period, as known on the same day."""
    year = window.end.year
    return [Window(periods.month(year, each), window.as_of) for each in range(1, window.months + 1)]


def by_month(measure: Count, window: Window, filters: Filters = ()) -> list[int]:
    """A figure counted since January, month by month of its own date. One query."""
    found = table(measure, window, by.MONTH, filters=filters)
    return [found.get((month.name,), 0) for month in months(window)]


def at_each(measures: Iterable[Count], windows: Sequence[Window], filters: Filters = ()) -> dict[str, list[int]]:
    """The value of each figure in each window, as `engine.counts` gives them one by one.

    One query a group of figures, whatever the number of windows; people cut by filters are counted window by window,
    since it is their latest record of the window that is looked at; so are figures that look into another table.
    """
    values: dict[str, list[int]] = {}
    for group in together(measures):
        if filters and any(each.people or each.apart for each in group):
            found = [counts(group, window, filters) for window in windows]
            values |= {each.code: [row[each.code] for row in found] for each in group}
        else:
            values |= _together_at_each(group, windows, filters)
    return values


def _together_at_each(group: list[Count], windows: Sequence[Window], filters: Filters) -> dict[str, list[int]]:
    read = group[0].read
    rows = _possible(read, filters)
    asked: dict[str, models.Count] = {}
    for place, window in enumerate(windows):
        rows, met = _met(rows, read, window, filters, place)
        for each in group:
            asked[_name(each, place)] = number(each, each.read.all_conditions(window) & met)
    found = rows.aggregate(**asked)
    return {each.code: [found[_name(each, place)] for place in range(len(windows))] for each in group}


def parts_at_each(
    measure: Count, windows: Sequence[Window], dimension: Dimension, filters: Filters = ()
) -> dict[Any, list[int]]:
    """The figure in each window, by a dimension that does not depend on the day (a step's group). One query."""
    names = [_name(measure, place) for place in range(len(windows))]
    rows = _possible(measure, filters)
    asked = {}
    for place, (name, window) in enumerate(zip(names, windows, strict=True)):
        rows, met = _met(rows, measure, window, filters, place)
        asked[name] = number(measure, measure.all_conditions(window) & met)
    rows = rows.annotate(key=dimension.value(measure, windows[-1])).values("key")
    return {found["key"]: [found[name] for name in names] for found in rows.annotate(**asked).order_by()}


def _possible(measure: Count, filters: Filters) -> QuerySet[Any]:
    """The rows that may meet the filters in one window or another."""
    met = Q()
    for dimension, key in filters:
        met &= dimension.possible(measure, key)
    return measure.subject.all().filter(met)


def _met(rows: QuerySet[Any], measure: Count, window: Window, filters: Filters, place: int) -> tuple[QuerySet[Any], Q]:
    """The rows with what the filters look at in this window, and the condition that they meet the filters."""
    met = Q()
    for rank, (dimension, key) in enumerate(filters):
        name = f"only_{rank}_{place}"
        rows = rows.alias(**{name: dimension.value(measure, window)})
        met &= dimension.matching(name, key)
    return rows, met


def _name(measure: Count, place: int) -> str:
    return f"{measure.code}_{place}"
