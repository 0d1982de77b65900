"""« Mois »: the numbers behind the charts, and the tables that are told month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jalon.core.charts import Series
from jalon.reports.enums import BlockCode
from jalon.reports.sheet.parts import Plot, Sheet, Table
from jalon.reports.spreadsheet.book import Page
from jalon.reports.spreadsheet.charts import Drawn, drawn
from jalon.reports.spreadsheet.tables import write_table

WIDTHS = (44, *(13,) * 14)
EMPTY = "Une case vide : ce mois n’est pas connu, ou son nombre n’est pas communiqué."


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart ready to be put on a page, with the words for who does not see it."""

    chart: Any
    said: str


def write_months(page: Page, sheet: Sheet) -> dict[BlockCode, list[Charted]]:
    """Write them; the charts made of them, by block."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.text(0, EMPTY, "soft")
    page.next(2)
    charts: dict[BlockCode, list[Charted]] = {}
    for block in sheet.blocks:
        for plot in block.plots:
            charts.setdefault(block.code, []).append(_plot(page, plot))
        for table in block.tables:
            if table.monthly:
                _table(page, table)
    return charts


def _table(page: Page, table: Table) -> None:
    page.text(0, table.title, "block")
    page.next()
    write_table(page, table)
    page.next()


def _plot(page: Page, plot: Plot) -> Charted:
    page.text(0, plot.table.title, "block")
    page.next()
    first = page.row + 1
    width = len(plot.table.columns)
    lines = [_column_of(plot, series) for series in plot.chart.series]
    more = [plot.chart.target] if plot.chart.target else []
    for place, aim in enumerate(more):
        page.text(width + place, _named(aim), "head right")
    write_table(page, plot.table, charted=True)
    _add(page, first, width, more)
    last = first + len(plot.table.rows) - 1
    page.next()
    columns = [*lines, *(width + place for place in range(len(more)))]
    names = [each.name or plot.table.columns[1] for each in plot.chart.series] + [_named(aim) for aim in more]
    where = Drawn(page.name, first, last, columns, names, bool(more))
    return Charted(drawn(page.book.workbook, plot, where), f"{plot.strong}{plot.rest}. {plot.chart.detail}")


def _add(page: Page, first: int, column: int, series: Sequence[Series]) -> None:
    for place, each in enumerate(series):
        for row, value in enumerate(each.values, first):
            if value is not None:
                page.sheet.write_number(row, column + place, value, page.book.styles["decimal"])


def _named(aim: Series) -> str:
    return f"Objectif {aim.name.removeprefix('objectif')}".strip()


def _column_of(plot: Plot, series: Series) -> int:
    """The column of the table that holds the numbers of a line or a bar; the last one when none is the same."""
    for column in range(1, len(plot.table.columns)):
        cells = [row.cells[column - 1] for row in plot.table.rows]
        told = [None if cell is None or cell.value is None else float(cell.value) for cell in cells]
        if told == list(series.values):
            return column
    return len(plot.table.columns) - 1
