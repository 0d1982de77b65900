"""The figures of the first page, against their targets, and their months as small charts."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from jalon.core import french
from jalon.core.charts import gauge
from jalon.core.database import snapshot
from jalon.core.rounding import percent
from jalon.indicators import derived as d
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate, table
from jalon.indicators.kinds import Count
from jalon.indicators.prorated import targets
from jalon.indicators.window import Window
from jalon.reports.figures import Figure
from jalon.reports.months import Months, dated, held
from jalon.reports.sheet.drawing import of_bars, of_line
from jalon.reports.sheet.parts import Plot as Drawing
from jalon.reports.sheet.print import counted
from jalon.web.figures.cells import Cell, cell, opening
from jalon.web.home.scope import Scope
from jalon.web.plots import Plot, drawn, shown

AIMS = {
    m.ACTIVE_FILE.code: d.ACTIVE_FILE_TARGET.code,
    m.ENTRIES.code: d.TARGET_ENTRIES_TO_DATE.code,
    m.POSITIVE_EXITS.code: d.TARGET_POSITIVE_TO_DATE.code,
}
SHOWN: tuple[Count, ...] = (
    *(m.ACTIVE_FILE, m.ENTRIES, m.POSITIVE_EXITS, m.EXITS),
    *(m.PEOPLE_ON_A_STEP, m.SUSPENDED, m.STEPS, m.REFERRALS, m.NON_ENTRIES),
)
BY_MONTH = (m.ENTRIES, m.POSITIVE_EXITS, m.EXITS, m.REFERRALS, m.NON_ENTRIES)
BY_CASEWORKER = (m.ACTIVE_FILE, m.ENTRIES, m.POSITIVE_EXITS, m.EXITS)
SMALL = 300
"""The width of a small chart, in points of the drawing."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure, its target and what is reached of it ("" and None without a target)."""

    label: str
    value: Cell
    target: Cell
    reached: int | None
    bar: SafeString | str = ""


class Board:
    """What the template prints of the figures."""

    def __init__(self, scope: Scope, window: Window) -> None:
        self.scope, self.window = scope, window
        self.shown = [each for each in SHOWN if self._applies(each)]
        with snapshot():
            self.values: dict[str, Any] = evaluate(self.shown, window, scope.filters)
            self.targets = targets(window, scope.filters)
            self.months = {each.code: dated(each, window, scope.filters) for each in BY_MONTH if self._applies(each)}
            self.months |= held([m.ACTIVE_FILE], window, scope.filters)
            self.by_caseworker = self._by_caseworker() if scope.own and not scope.opens else []

    def _applies(self, measure: Count) -> bool:
        return all(dimension.applies(measure) for dimension, _ in self.scope.filters)

    def _shut(self, shown: Cell) -> Cell:
        """The cell as this reader may open it."""
        return shown if self.scope.opens else Cell(shown.text)

    @property
    def fte(self) -> str:
        """The time of the référents that targets are made of."""
        return french.number(self.targets["fte"])

    @property
    def gauges(self) -> list[Gauge]:
        """Each figure against its target."""
        return [self._gauge(each) for each in self.shown]

    def _gauge(self, measure: Count) -> Gauge:
        value = self.values[measure.code]
        named = {dimension.code: key for dimension, key in self.scope.filters}
        shown = self._shut(cell(Figure(value, measure.code, named), self.window))
        aim = self.targets[AIMS[measure.code]] if measure.code in AIMS else None
        if not aim:
            return Gauge(measure.label, shown, Cell(""), None)
        # A target of a part has no page of its own: the formula is that of the PLIE.
        target = cell(Figure(aim, AIMS[measure.code]), self.window)
        target = Cell(target.text) if self.scope.own else target
        bar = drawn(gauge(value, max(value, aim), aim))
        return Gauge(measure.label, shown, target, percent(value, aim), bar)

    @cached_property
    def plots(self) -> list[Plot]:
        """The months of each figure, where there are two or more."""
        found = []
        for measure in (m.ACTIVE_FILE, *BY_MONTH):
            points = self.months.get(measure.code, [])
            if len(points) > 1:
                plot = shown(self._plot(measure, points), opening(self.window))
                found.append(plot if self.scope.opens else _shut_all(plot))
        return found

    def _plot(self, measure: Count, points: Months) -> Drawing:
        value = self.values[measure.code]
        strong = french.number(value)
        if measure is m.ACTIVE_FILE:
            return of_line(points, strong, " parcours en file active", heading=measure.label, wide=SMALL)
        noun = "sorties positives" if measure is m.POSITIVE_EXITS else counted(value, measure.unit)
        return of_bars(points, strong, f" {noun} depuis janvier", heading=measure.label, wide=SMALL)

    def _by_caseworker(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """A row a référent: the same figures, of those who work for the organisation. Five queries."""
        columns = [table(each, self.window, by.CASEWORKER, filters=self.scope.filters) for each in BY_CASEWORKER]
        named = list(zip([measure.label for measure in BY_CASEWORKER], columns, strict=True))
        keys = {key for found in columns for (key,) in found}
        names = by.CASEWORKER.labels([key for key in keys if key is not None])
        rows = [
            (
                str(names.get(key, "Sans référent")),
                [(label, french.number(found.get((key,), 0))) for label, found in named],
            )
            for key in keys
        ]
        return sorted(rows)

    @property
    def headings(self) -> list[str]:
        """The columns of the table of référents."""
        return [measure.label for measure in BY_CASEWORKER]


def _shut_all(plot: Plot) -> Plot:
    """The same chart, whose numbers open nothing."""
    return replace(plot, rows=[(month, [Cell(each.text) for each in cells]) for month, cells in plot.rows])
