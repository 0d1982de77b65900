"""A workbook in our clothes, and pages of it that are written line after line."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from jalon.core.palette import COLOURS
from jalon.indicators.kinds import Unit
from jalon.reports.figures import Figure
from jalon.reports.sheet.print import ABSENT, MASKED, unit_of

FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
STYLES: dict[str, dict[str, Any]] = {
    "text": {},
    "soft": {"font_color": COLOURS["ink-2"]},
    "wrapped": {"text_wrap": True},
    "inside": {"indent": 1, "align": "left"},
    "strong": {"bold": True, "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "block": {"bold": True, "font_size": 12, "bottom": 2, "font_color": COLOURS["pine"]},
    "head": {"bold": True, "bottom": 1, "text_wrap": True},
    "head right": {"bold": True, "bottom": 1, "text_wrap": True, "align": "right"},
    "absent": {"align": "right", "font_color": COLOURS["ink-2"]},
    "number": {"num_format": "#,##0"},
    "number strong": {"num_format": "#,##0", "bold": True},
    "decimal": {"num_format": "#,##0.0###"},
    "decimal strong": {"num_format": "#,##0.0###", "bold": True},
    "number block": {"num_format": "#,##0", "bold": True, "bottom": 2},
    "percent": {"num_format": "0 %"},
    "percent strong": {"num_format": "0 %", "bold": True},
}


class Page:
    """A worksheet; `row` is the next line to write."""

    def __init__(self, book: "Book", name: str) -> None:
        self.book, self.name = book, name
        self.sheet = book.workbook.add_worksheet(name)
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.row = 0

    def text(self, column: int, words: str, style: str = "text") -> None:
        """Words, never run as a formula."""
        self.sheet.write_string(self.row, column, words, self.book.styles[style])

    def figure(self, column: int, figure: Figure, *, style: str = "", formula: str = "", charted: bool = False) -> None:
        """A figure as a number; with a formula that gives it, the value stays beside. What is not told is said so,
        but where a chart reads it, which would take words for a zero: the cell is left empty.
        """
        if figure.value is None:
            if not charted:
                self.text(column, MASKED if figure.masked else ABSENT, "absent")
            return
        style = self.book.styles[f"{kind_of(figure)} {style}".strip()]
        if formula:
            self.sheet.write_formula(self.row, column, formula, style, value_of(figure))
        else:
            self.sheet.write_number(self.row, column, value_of(figure), style)

    def next(self, lines: int = 1) -> None:
        """Go down."""
        self.row += lines


class Book:
    """The workbook, its formats by name, its pages."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.styles = {name: workbook.add_format(FONT | style) for name, style in STYLES.items()}

    def add(self, name: str) -> Page:
        """A new page."""
        return Page(self, name)


def kind_of(figure: Figure) -> str:
    """The format of its number."""
    unit = unit_of(figure)
    return "percent" if unit is Unit.PERCENT else "decimal" if unit is Unit.FTE else "number"


def exact(figure: Figure) -> Fraction:
    """Its value as a cell holds it: 83 % is 0.83. TypeError without a value."""
    if figure.value is None:
        raise TypeError("a figure without a value")
    value = Fraction(Decimal(figure.value))
    return value / 100 if unit_of(figure) is Unit.PERCENT else value


def value_of(figure: Figure) -> int | float:
    """The same, as spreadsheets write numbers."""
    value = exact(figure)
    return int(value) if value.denominator == 1 else float(value)
