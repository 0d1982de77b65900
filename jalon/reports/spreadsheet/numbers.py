"""« Chiffres »: every figure that stands alone, with its definition; rates and targets as formulas."""

from collections.abc import Iterator, Mapping
from typing import Any

from jalon.indicators.kinds import Derived
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.reports.figures import CLOSED, Figure
from jalon.reports.sheet.parts import Sheet
from jalon.reports.spreadsheet.book import Page
from jalon.reports.spreadsheet.formulas import calculation

COLUMNS = ("Chiffre", "Valeur", "Unité", "Définition", "Calcul", "Source")
WIDTHS = (44, 12, 12, 70, 60, 40)
MONTHS, MONTHS_AT = "months", "$B$2"


def write_numbers(page: Page, sheet: Sheet) -> dict[str, str]:
    """Write them; the address of each by code, as another page calls it."""
    figures = {each.code: each for each in _alone(sheet)}
    values = {code: figure.value for code, figure in figures.items()}
    months = Window.parse(sheet.period).months
    _head(page)
    cells = {code: f"$B${page.row + 2 + rank}" for rank, code in enumerate(figures)}
    _months(page, months)
    for figure in figures.values():
        _line(page, figure, values | {MONTHS: months}, cells | {MONTHS: MONTHS_AT})
    return {code: f"{page.name}!{address}" for code, address in cells.items()}


def _head(page: Page) -> None:
    for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        page.sheet.set_column(column, column, width)
        page.text(column, title, "head")
    page.sheet.freeze_panes(1, 1)
    page.next()


def _months(page: Page, months: int) -> None:
    page.text(0, "Mois depuis janvier")
    page.sheet.write_number(MONTHS_AT, months)
    page.text(2, "mois")
    page.next()


def _line(page: Page, figure: Figure, values: Mapping[str, Any], cells: Mapping[str, str]) -> None:
    indicator = INDICATORS[figure.code]
    formula = ""
    if isinstance(indicator, Derived) and all(name in values for name in indicator.needs):
        formula = calculation(indicator, figure.value, values, cells)
    page.text(0, indicator.label)
    page.figure(1, figure, formula=formula)
    for column, words in enumerate((indicator.unit, indicator.definition, indicator.formula, indicator.source), 2):
        page.text(column, words, "wrapped")
    page.next()


def _alone(sheet: Sheet) -> Iterator[Figure]:
    """The figures of the whole letter, in the order of the definitions: not the cells of its tables.

    These have the fewest filters: those of the version alone.
    """
    told = [each for each in _within(sheet) if each.code not in CLOSED and each.period in ("", sheet.period)]
    of_the_letter = min((each.filters for each in told), key=len, default={})
    found: dict[str, Figure] = {}
    for figure in told:
        if figure.filters == of_the_letter and not figure.typed:
            found.setdefault(figure.code, figure)
    yield from (found[code] for code in INDICATORS if code in found)


def _within(node: Any) -> Iterator[Figure]:
    """Every figure of a structure."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _within(each)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from _within(getattr(node, name))
