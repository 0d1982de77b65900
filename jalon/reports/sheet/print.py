"""How a figure is written in French, whatever the format: page, PDF, spreadsheet."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from jalon.core import french
from jalon.core.rounding import Number, whole
from jalon.indicators.kinds import Unit
from jalon.indicators.registry import INDICATORS
from jalon.reports.figures import CLOSED, SHARE, Figure
from jalon.reports.sheet.parts import Words

ABSENT = "–"
MASKED = f"n.{french.NO_BREAK}c."
"""*Non communiqué*."""


def unit_of(figure: Figure) -> Unit:
    """What a figure is a number of."""
    if figure.code in CLOSED:
        return Unit.PERCENT if figure.code == SHARE else Unit.PATHWAYS
    return INDICATORS[figure.code].unit


def text(figure: Figure) -> str:
    """A figure as it is printed: 1 256, 83 %, a dash without a value, « n. c. » when it is not told."""
    return MASKED if figure.masked else printed(figure.value, unit_of(figure))


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


def noun(figure: Figure, word: str) -> str:
    """A word after its number, in the plural from two on and where the number is not told: « sortie positive »."""
    if figure.value is not None and -2 < figure.value < 2:
        return word
    return " ".join(f"{each}s" for each in word.split())


def sentence(words: Words) -> str:
    """A sentence with its numbers."""
    return "".join(text(each) if isinstance(each, Figure) else each for each in words)


def exactly(value: Number) -> tuple[str, bool]:
    """At most two decimals of a number, and whether they say all of it."""
    exact = Fraction(value)
    hundredths = whole(exact * 100)
    return french.number(Decimal(hundredths) / 100), hundredths == exact * 100


def rounded(number: float) -> str:
    """As a target is printed in a sentence."""
    return french.number(whole(Fraction(number)))


def away(number: float, target: float) -> str:
    """« 183 sous l’objectif »: how far, and on which side."""
    far = whole(Fraction(number)) - whole(Fraction(target))
    if far == 0:
        return "juste à l’objectif"
    return f"{french.number(abs(far))} {'au-dessus de' if far > 0 else 'sous'} l’objectif"
