"""The letter as a spreadsheet: « Lettre » to read and print, « Mois » behind its charts, « Chiffres » with definitions.

Values are numbers. A share, a total, a rate is a formula wherever the cells it is made of are in the book, with the
value that was printed kept beside, for who reads without computing.
"""

import datetime as dt
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from jalon.reports.sheet.parts import Sheet
from jalon.reports.spreadsheet.book import Book
from jalon.reports.spreadsheet.letter import write_letter
from jalon.reports.spreadsheet.months import write_months
from jalon.reports.spreadsheet.numbers import write_numbers

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(sheet: Sheet) -> bytes:
    """The letter as an XLSX file; the same sheet gives the same bytes."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties(_properties(sheet))
        book = Book(workbook)
        letter = book.add("Lettre")
        months, numbers = book.add("Mois"), book.add("Chiffres")
        alone = write_numbers(numbers, sheet)
        plots = write_months(months, sheet)
        write_letter(letter, sheet, alone, plots)
    return file.getvalue()


def _properties(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": f"{sheet.kind}, {sheet.title}",
        "subject": sheet.audience or sheet.publisher,
        "author": sheet.publisher,
        "comments": sheet.mention,
        "created": dt.datetime.combine(sheet.printed_on, dt.time(), dt.UTC).replace(tzinfo=None),
    }
