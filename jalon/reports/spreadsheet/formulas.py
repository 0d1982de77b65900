"""Formulas that give the very number that was printed, or none: a formula is only written once it was computed here."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from jalon.core.rounding import percent
from jalon.indicators.kinds import Derived, Unit
from jalon.reports.figures import SHARE, Figure

SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-"})
WRITTEN = "écart"
"""A calculation told in words begins so: it is no formula."""


def at(row: int, column: int) -> str:
    """« C12 »."""
    name: str = xl_rowcol_to_cell(row, column)
    return name


def ratio(share: Figure, part: Figure, part_at: str, wholes: Sequence[tuple[Figure, str]]) -> str:
    """The share of a part among the first whole that gives it; "" when none does."""
    if share.code != SHARE or share.value is None or part.value is None:
        return ""
    for whole, whole_at in wholes:
        if whole.value and percent(part.value, whole.value) == share.value:
            return f"=ROUND({part_at}/{whole_at},2)"
    return ""


def total(figure: Figure, parts: Sequence[tuple[Figure | None, str]]) -> str:
    """The sum of cells that follow one another; "" when it is not the figure."""
    known = [part.value for part, _ in parts if part is not None and part.value is not None]
    if len(known) != len(parts) or len(parts) < 2 or figure.value != sum(known):
        return ""
    return f"=SUM({parts[0][1]}:{parts[-1][1]})"


def calculation(indicator: Derived, value: Any, values: Mapping[str, Any], cells: Mapping[str, str]) -> str:
    """The calculation of a derived figure, from the cells of what it needs; "" where one is not in the book."""
    if indicator.calculation.startswith(WRITTEN) or any(name not in cells for name in indicator.needs):
        return ""
    if indicator.unit is Unit.FTE or indicator.value(values) != value:
        return ""
    named = {name: cells[name] for name in indicator.needs}
    written = indicator.calculation.translate(SIGNS).format(**named).replace(" ", "")
    return f"=ROUND({written},{2 if indicator.unit is Unit.PERCENT else 0})"
