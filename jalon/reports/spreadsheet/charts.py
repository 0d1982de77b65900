"""The charts of the spreadsheet itself: they read its cells, and follow them."""

from dataclasses import dataclass
from typing import Any

from jalon.core.palette import COLOURS
from jalon.core.scales import Frame, Scale
from jalon.reports.sheet.parts import Plot, PlotKind

TYPES: dict[PlotKind, dict[str, str]] = {
    PlotKind.LINES: {"type": "line"},
    PlotKind.BARS: {"type": "column"},
    PlotKind.STACKS: {"type": "column", "subtype": "stacked"},
}
GAP = 30
"""Between two columns, in percent of their width."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where the numbers are: a page, its rows from `first` to `last`, a column and a name for each series."""

    page: str
    first: int
    last: int
    columns: list[int]
    names: list[str]
    aimed: bool
    """Whether the last series is a target."""


def drawn(workbook: Any, plot: Plot, where: Drawn) -> Any:
    """The chart of a plot, titled by its finding."""
    chart = workbook.add_chart(TYPES[plot.kind])
    many = len(where.columns) - where.aimed
    for place in range(many):
        series = plot.chart.series[place]
        chart.add_series(_series(where, place) | _look(plot.kind, COLOURS[_colour(plot, series.style)]))
    if where.aimed:
        _aim(workbook, chart, plot, where)
    chart.set_title({"name": f"{plot.strong}{plot.rest}", "name_font": {"size": 11, "bold": False}, "overlay": False})
    chart.set_legend({"none": True} if many == 1 and not where.aimed else {"position": "bottom"})
    chart.set_x_axis({"num_font": {"size": 8, "rotation": -45}})
    chart.set_y_axis(_axis(plot))
    chart.set_size({"width": 520, "height": 260})
    chart.show_blanks_as("gap")
    return chart


def _axis(plot: Plot) -> dict[str, Any]:
    """From zero, but for the lines that do not start there: as on the page."""
    axis: dict[str, Any] = {
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": COLOURS["line"]}},
    }
    drawn = [*plot.chart.series, *([plot.chart.target] if plot.chart.target else [])]
    known = [value for each in drawn for value in each.values if value is not None]
    scale = Scale.over(known, Frame(1, 1, 1), zero=plot.chart.zero, ruled=True)
    return axis | {"min": scale.ticks[0]} if scale.ticks else axis


def _series(where: Drawn, place: int) -> dict[str, Any]:
    column = where.columns[place]
    return {
        "name": where.names[place].capitalize(),
        "categories": [where.page, where.first, 0, where.last, 0],
        "values": [where.page, where.first, column, where.last, column],
    }


def _colour(plot: Plot, style: str) -> str:
    """Bars are pale on the pages, where the present one stands out; here they are all alike."""
    return "c3" if plot.kind is PlotKind.BARS else style


def _look(kind: PlotKind, colour: str) -> dict[str, Any]:
    if kind is PlotKind.LINES:
        return {"line": {"color": colour, "width": 2.25}}
    look: dict[str, Any] = {"fill": {"color": colour}, "border": {"none": True}, "gap": GAP}
    return look | ({"data_labels": {"value": True}} if kind is PlotKind.BARS else {})


def _aim(workbook: Any, chart: Any, plot: Plot, where: Drawn) -> None:
    """The target as a thin dashed line, over columns as well."""
    line = _series(where, len(where.columns) - 1) | {
        "line": {"color": COLOURS["ink"], "width": 1, "dash_type": "dash"},
        "marker": {"type": "none"},
    }
    if plot.kind is PlotKind.LINES:
        chart.add_series(line)
        return
    over = workbook.add_chart({"type": "line"})
    over.add_series(line)
    chart.combine(over)
