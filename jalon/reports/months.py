"""The months behind the charts: each one a figure that opens as those of the letter do."""

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.core import clock, periods
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters
from jalon.indicators.kinds import Count
from jalon.indicators.series import at_each, by_month, months, parts_at_each
from jalon.indicators.window import Window
from jalon.protocols.enums import Classification
from jalon.reports.figures import Figure
from jalon.reports.history import typed


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a month; a value None: nothing is known of that month, or it is not told."""

    month: Window
    figure: Figure


Months = list[Point]


def begun(window: Window) -> list[Window]:
    """The months from January to the end of the period that have begun: those to come have no value."""
    return [month for month in months(window) if month.start <= clock.today()]


def dated(measure: Count, window: Window, filters: Filters = ()) -> Months:
    """A figure counted since January, month by month. One query."""
    named = _named(filters)
    return [
        Point(month, Figure(number, measure.code, {**named, by.MONTH.code: month.name}, window.name))
        for month, number in zip(begun(window), by_month(measure, window, filters), strict=False)
    ]


def held(measures: Iterable[Count], window: Window, filters: Filters = ()) -> dict[str, Months]:
    """Figures counted at the end of each month, or over each month. One query a group of figures."""
    windows = begun(window)
    if not windows:
        return {}
    found = at_each(measures, windows, filters)
    return {code: _points(code, windows, numbers, filters) for code, numbers in found.items()}


def active_file(window: Window, filters: Filters = (), since: int | None = None) -> tuple[Months, Months]:
    """The file active at the end of each month, of this year and of the one before, computed or typed.

    `since`: the first computed year. The history is typed for the whole PLIE alone: a part of it has none.
    """
    windows = begun(window)
    if not windows:
        return [], []
    past = months(_a_year_before(window))
    computed = since is not None and past[0].start.year >= since
    code = m.ACTIVE_FILE.code
    found = at_each([m.ACTIVE_FILE], [*windows, *past] if computed else windows, filters)[code]
    now = _points(code, windows, found[: len(windows)], filters)
    if computed:
        return now, _points(code, past, found[len(windows) :], filters)
    return now, _nothing(code, past) if filters else _typed(code, past)


def steps(window: Window, filters: Filters = ()) -> dict[str, Months]:
    """The steps of each month by group. One query."""
    windows = begun(window)
    if not windows:
        return {}
    found = parts_at_each(m.STEPS, windows, by.CLASSIFICATION, filters)
    nothing = [0] * len(windows)
    return {
        group: _points(m.STEPS.code, windows, found.get(group, nothing), [*filters, (by.CLASSIFICATION, group)])
        for group in Classification.values
    }


def _a_year_before(window: Window) -> Window:
    year = window.end.year - 1
    return Window(periods.year(year) if window.is_year else periods.month(year, window.months), window.as_of)


def _named(filters: Filters) -> dict[str, object]:
    return {dimension.code: key for dimension, key in filters}


def _points(code: str, windows: list[Window], numbers: list[int], filters: Filters = ()) -> Months:
    named = _named(filters)
    return [Point(each, Figure(number, code, named, each.name)) for each, number in zip(windows, numbers, strict=True)]


def _typed(code: str, windows: list[Window]) -> Months:
    told = typed([code], [window.period for window in windows])
    values = [told[code, window.name].value if (code, window.name) in told else None for window in windows]
    return [
        Point(each, Figure(value, code, {}, each.name, typed=True)) for each, value in zip(windows, values, strict=True)
    ]


def _nothing(code: str, windows: list[Window]) -> Months:
    return [Point(each, Figure(None, code, {}, each.name)) for each in windows]
