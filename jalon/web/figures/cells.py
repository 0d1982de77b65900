"""A number of a page, as French writes it, and the page it opens."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jalon.core import french
from jalon.core.rounding import Number, whole
from jalon.indicators.kinds import Unit
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.reports.figures import Figure
from jalon.web.figures.question import address

ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """What to print, and where it leads ("": nowhere, there is nothing behind)."""

    text: str
    url: str = ""


def printed(value: Any, unit: Unit) -> str:
    """83 → 83 % for a share; a dash for what has no value, never a zero."""
    if value is None:
        return ABSENT
    return french.percent(value) if unit is Unit.PERCENT else french.number(value)


def counted(value: Any, unit: Unit) -> str:
    """The unit after that number, in the singular below two as French has it; "" for a share, which says its own."""
    if value is None or unit is Unit.PERCENT:
        return ""
    return unit if unit is Unit.PATHWAYS or abs(value) >= 2 else unit.removesuffix("s")


def cell(figure: Figure, window: Window) -> Cell:
    """A figure of the letter: it opens onto its files or its formula."""
    text = printed(figure.value, INDICATORS[figure.code].unit)
    return Cell(text, "" if figure.value is None else address(figure.code, window, figure.filters))


def exactly(value: Number) -> tuple[str, bool]:
    """At most two decimals of a number, and whether they say all of it."""
    exact = Fraction(value)
    hundredths = whole(exact * 100)
    return french.number(Decimal(hundredths) / 100), hundredths == exact * 100
