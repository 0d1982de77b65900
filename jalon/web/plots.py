"""A chart on a page: the finding, the drawing, and beside it the table whose numbers are links."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from jalon.core import charts
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import Plot as Drawing
from jalon.reports.sheet.parts import PlotKind
from jalon.web.figures.cells import Cell

DRAWERS: dict[PlotKind, Callable[[charts.Chart], str]] = {
    PlotKind.LINES: charts.lines,
    PlotKind.BARS: charts.bars,
    PlotKind.STACKS: charts.stacks,
}
Row = tuple[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class Plot:
    """What the template prints: `strong` then `rest` make the caption; a row of the table is a month."""

    strong: str
    rest: str
    svg: SafeString
    headings: list[str]
    rows: list[Row]

    @property
    def caption(self) -> str:
        """The finding, in a sentence."""
        return self.strong + self.rest


def shown(plot: Drawing, print_cell: Callable[[Figure], Cell]) -> Plot:
    """A chart of `reports` for a page; `print_cell` says what each number of its table opens."""
    rows = [(row.label, [print_cell(each) for each in row.cells if each is not None]) for row in plot.table.rows]
    return Plot(plot.strong, plot.rest, drawn(DRAWERS[plot.kind](plot.chart)), list(plot.table.columns[1:]), rows)


def drawn(svg: str) -> SafeString:
    """What `core.charts` drew, all its words being escaped there."""
    return mark_safe(svg)  # noqa: S308
