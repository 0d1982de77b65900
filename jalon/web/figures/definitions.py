"""The indicators, found by their words."""

from jalon.indicators.kinds import Count, Derived, Indicator, Mean
from jalon.indicators.registry import INDICATORS
from jalon.web.figures.text import folded


def found(words: str) -> list[Indicator]:
    """The indicators whose text holds each of the words, without accents or case; all of them without words."""
    asked = folded(words).split()
    return [each for each in INDICATORS.values() if all(word in _text(each) for word in asked)]


def moment_of(indicator: Indicator) -> str:
    """The day on which a person's situation is looked at; "" for a derived figure."""
    if isinstance(indicator, Mean):
        return indicator.over.moment
    return indicator.moment if isinstance(indicator, Count) else ""


def _text(indicator: Indicator) -> str:
    said = (indicator.code, indicator.label, indicator.definition, indicator.formula, indicator.unit, indicator.source)
    calculation = indicator.calculation if isinstance(indicator, Derived) else ""
    return folded(" ".join((*said, moment_of(indicator), calculation)))
