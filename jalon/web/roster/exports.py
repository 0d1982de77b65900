"""The list as a file, with the filters and the order of the page. Nothing a spreadsheet would run."""

import csv
import datetime as dt
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from jalon.exchange.cells import escaped, written
from jalon.roster.queries import FileSummaryQuerySet
from jalon.web.roster.filters import Asker
from jalon.web.roster.lines import COLUMNS, Cell, Line, lines
from jalon.web.roster.paging import SHOWN

BOM = "\ufeff"
FETCHED = 1_000
"""Rows in memory at once."""
XLSX_LIMIT = 100_000
"""Rows of a workbook: about ten seconds of work."""


def csv_lines(people: FileSummaryQuerySet, asker: Asker) -> Iterator[str]:
    """UTF-8 with its mark, semicolons: what French spreadsheets open by themselves."""
    yield BOM + _csv_line([heading for heading, _ in COLUMNS])
    for line in _read(people, asker):
        yield _csv_line([escaped(written(say(line))) for _, say in COLUMNS])


def workbook(people: FileSummaryQuerySet, asker: Asker) -> BytesIO:
    """An XLSX file, to read from its beginning: its rows lie on disk while it is made, and only its zip in memory."""
    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Participants")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, 18)
        sheet.write_row(0, 0, [heading for heading, _ in COLUMNS], bold)
        for row, line in enumerate(_read(people, asker), start=1):
            for column, (_, say) in enumerate(COLUMNS):
                _write(sheet, row, column, say(line), days)
    file.seek(0)
    return file


def _read(people: FileSummaryQuerySet, asker: Asker) -> Iterator[Line]:
    return lines(people.select_related(*SHOWN).iterator(FETCHED), asker)


def _csv_line(cells: list[str]) -> str:
    text = StringIO()
    csv.writer(text, delimiter=";").writerow(cells)
    return text.getvalue()


def _write(sheet: Any, row: int, column: int, value: Cell, days: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), days)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, escaped(value))
