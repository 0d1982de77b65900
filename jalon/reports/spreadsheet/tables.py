"""A table of the sheet in cells, with formulas for shares and totals."""

from collections.abc import Sequence

from jalon.reports.figures import SHARE, Figure
from jalon.reports.sheet.parts import Row, Table
from jalon.reports.spreadsheet.book import Page
from jalon.reports.spreadsheet.formulas import at, ratio, total

Wholes = Sequence[tuple[Figure, str]]


def write_table(page: Page, table: Table, wholes: Wholes = (), *, charted: bool = False) -> None:
    """Headings, lines, totals. `wholes`: what shares may be parts of, beside the totals of the table.

    `charted`: a chart reads the cells.
    """
    page.text(0, table.columns[0], "head")
    for column, heading in enumerate(table.columns[1:], 1):
        page.text(column, heading, "head right")
    page.next()
    rows = (*table.rows, *table.foot)
    first = page.row
    for place, row in enumerate(rows):
        _line(page, table, place, first, [*_feet(table, first), *wholes], charted)
        if row.note:
            page.text(len(table.columns), row.note, "soft")
        page.next()


def _feet(table: Table, first: int) -> list[tuple[Figure, str]]:
    """The totals of the table, and where they stand."""
    start = first + len(table.rows)
    return [
        (cell, at(start + place, column))
        for place, row in enumerate(table.foot)
        for column, cell in enumerate(row.cells, 1)
        if cell is not None and cell.code != SHARE
    ]


def _line(page: Page, table: Table, place: int, first: int, wholes: Wholes, charted: bool) -> None:
    row = (*table.rows, *table.foot)[place]
    page.text(0, row.label, "inside" if row.inside else "strong" if row.strong else "text")
    for column, figure in enumerate(row.cells, 1):
        if figure is not None:
            formula = _formula(page, table, place, column, first, wholes)
            page.figure(column, figure, style="strong" if row.strong else "", formula=formula, charted=charted)


def _formula(page: Page, table: Table, place: int, column: int, first: int, wholes: Wholes) -> str:
    row = (*table.rows, *table.foot)[place]
    figure = row.cells[column - 1]
    if figure is None:
        return ""
    if figure.code == SHARE:
        part = row.cells[column - 2] if column > 1 else None
        same = [whole for whole in wholes if part is not None and whole[0].code == part.code]
        return ratio(figure, part, at(page.row, column - 1), same) if part is not None else ""
    return total(figure, _parts(table, place, column, first)) if row.strong or place >= len(table.rows) else ""


def _parts(table: Table, place: int, column: int, first: int) -> list[tuple[Figure | None, str]]:
    """What a total is the sum of: the lines inside it below, or every line above the foot."""
    rows: Sequence[Row] = table.rows
    if place < len(rows):
        last = next((rank for rank in range(place + 1, len(rows)) if not rows[rank].inside), len(rows))
        span = range(place + 1, last)
    else:
        span = range(len(rows))
        if any(row.strong for row in rows):
            return []
    return [(rows[rank].cells[column - 1], at(first + rank, column)) for rank in span]
