"""The typed history by year, as the page shows it. One query."""

from dataclasses import dataclass
from itertools import groupby

from jalon.core import french
from jalon.indicators.registry import INDICATORS
from jalon.reports.history import plain
from jalon.reports.models import TypedFigure
from jalon.reports.sheet.print import printed
from jalon.web.figures.periods import name

RANK = {code: rank for rank, code in enumerate(INDICATORS)}


@dataclass(frozen=True, slots=True)
class Line:
    """A typed figure."""

    figure: TypedFigure

    @property
    def label(self) -> str:
        """What it counts; its code when Jalon no longer defines it."""
        return INDICATORS[self.figure.code].label if self.figure.code in INDICATORS else self.figure.code

    @property
    def period(self) -> str:
        """`mars 2016`, or `2016`."""
        return name(self.figure.days)

    @property
    def value(self) -> str:
        """With its unit when it is a rate."""
        number = plain(self.figure.value)
        known = self.figure.code in INDICATORS
        return printed(number, self.figure.indicator.unit) if known else french.number(number)


def years() -> list[tuple[str, list[Line]]]:
    """From the latest year; in a year, the whole year first, then its months, in the order of the letter."""
    figures = TypedFigure.objects.select_related("entered_by")
    ordered = sorted(figures, key=lambda each: (-each.days.start.year, each.period, RANK.get(each.code, len(RANK))))
    return [
        (year, [Line(figure) for figure in group]) for year, group in groupby(ordered, key=lambda each: each.period[:4])
    ]
