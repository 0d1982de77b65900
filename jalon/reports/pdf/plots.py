"""The charts of a letter drawn for paper, at several heights: the page takes the tallest that fits."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jalon.core.charts import Chart, bars, lines, stacks
from jalon.core.drawings import alone
from jalon.reports.sheet.parts import Plot, PlotKind
from jalon.reports.sheet.print import text

DRAW: Mapping[PlotKind, Callable[[Chart], str]] = {
    PlotKind.LINES: lines,
    PlotKind.BARS: bars,
    PlotKind.STACKS: stacks,
}
HALF, NEARLY_HALF, THIRD = 410, 393, 262
"""Widths of a chart in points of its drawing, such that its words are as large as the text around."""
HEIGHTS = (120, 140, 160, 180, 220, 260)


def plot(each: Plot, width: int) -> dict[str, Any]:
    """A chart as the template takes it."""
    draw = DRAW[each.kind]
    drawings = {str(height): alone(draw(replace(each.chart, width=width, height=height))) for height in HEIGHTS}
    return {"strong": each.strong, "rest": each.rest, "alt": said(each), "width": width, "drawings": drawings}


def said(each: Plot) -> str:
    """The chart for who does not see it: its finding, what is drawn, and every number, the table being left out."""
    rows = (f"{row.label} : {_values(each.table.columns[1:], row.cells)}" for row in each.table.rows)
    return f"{each.strong}{each.rest}. {each.chart.detail} {' ; '.join(rows)}."


def _values(columns: tuple[str, ...], cells: tuple[Any, ...]) -> str:
    named = zip(columns, cells, strict=True)
    return ", ".join(f"{name} {text(figure)}" if len(columns) > 1 else text(figure) for name, figure in named if figure)
