"""The page of a figure: its value, its parts, and the files behind it or its formula."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import french
from jalon.core.rounding import percent
from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import evaluate
from jalon.indicators.kinds import Count, Derived, Mean
from jalon.indicators.registry import INDICATORS
from jalon.reports.sheet.parts import Row
from jalon.reports.sheet.print import MASKED, counted, printed
from jalon.web.figures import breakdown, months
from jalon.web.figures.breakdown import LEAST_TOLD, Chip, Part
from jalon.web.figures.cells import Cell, opening
from jalon.web.figures.file_list import FileList
from jalon.web.figures.formulas import Formula, formula
from jalon.web.figures.periods import name
from jalon.web.figures.question import AS_OF, BY, Question, choice_of
from jalon.web.plots import Plot, shown

JOURNAL_KEY = 300
"""The journal's room for a key."""


def journal_key(question: Question) -> str:
    """What the journal keeps of a list that was read: the figure and its filters, no name."""
    return f"{question.indicator.code}?{question.query()}"[:JOURNAL_KEY]


def _holds_small(row: Row) -> bool:
    return any(0 < int(each.value or 0) < LEAST_TOLD for each in row.cells if each)


class FigurePage:
    """What the template prints of a figure."""

    def __init__(self, question: Question, user: User, said: QueryDict) -> None:
        self.question, self.indicator, self.user = question, question.indicator, user
        self.values: dict[str, Any] = evaluate([self.indicator], question.window, list(question.filters.items()))
        value = self.values[self.indicator.code]
        self.files = FileList(question, question.counted, user, said) if question.counted else None
        self.untold = question.discreet and self._is_small()
        self.value = MASKED if self.untold else printed(value, self.indicator.unit)
        self.unit = "" if self.untold else counted(value, self.indicator.unit)
        self.period = name(question.window.period)
        self.of_period = french.of(self.period)
        self.chosen = said.get(BY, "")

    def _is_small(self) -> bool:
        """Whether a count that the figure is, or is made of, or the difference of two of them, is from 1 to 4."""
        found = [value for code, value in self.values.items() if isinstance(INDICATORS.get(code), Count)]
        if self.base and self.files:
            found.append(self.files.total)
        numbers = [int(each) for each in found if each is not None]
        return any(0 < abs(number - other) < LEAST_TOLD for number in numbers for other in [0, *numbers])

    @property
    def letter_url(self) -> str:
        """The letter of the same period, as known on the same day."""
        as_of = self.question.window.as_of
        kept = f"?{AS_OF}={as_of.isoformat()}" if as_of else ""
        return reverse("figures:letter", args=[self.question.window.period]) + kept

    @property
    def scope(self) -> str:
        """Whose figure it is, for who sees no other; "" for all the others."""
        question = self.question
        kept = [each for each in question.filters if question.cuts is not None and each not in question.cuts]
        return ", ".join(breakdown.label_of(each, key := question.filters[each], each.labels([key])) for each in kept)

    @cached_property
    def filters(self) -> list[Chip]:
        """The filters in force."""
        return breakdown.filter_chips(self.question)

    @cached_property
    def dimension(self) -> Dimension | None:
        """The dimension that cuts the figure; only a count is cut."""
        if not isinstance(self.indicator, Count):
            return None
        chosen = choice_of(self.chosen, breakdown.choices(self.question))
        return chosen or breakdown.usual(self.question, self.indicator)

    @property
    def chips(self) -> list[Chip]:
        """The dimensions to choose from."""
        return breakdown.dimension_chips(self.question, self.dimension) if self.dimension else []

    @cached_property
    def parts(self) -> list[Part]:
        """The figure cut by its dimension."""
        if self.dimension is None or not isinstance(self.indicator, Count):
            return []
        return breakdown.parts(self.question, self.indicator, self.dimension, self.values[self.indicator.code])

    @property
    def rate_words(self) -> str:
        """What the columns of the rate say; "" without one."""
        return breakdown.RATES.get(self.indicator.code, "")

    @cached_property
    def among(self) -> Part | None:
        """All those among whom the figure has a rate, and this rate."""
        among = breakdown.rated(self.question, self.dimension) if self.dimension else None
        if among is None:
            return None
        everyone = evaluate([among.indicator], among.window, list(among.filters.items()))[among.indicator.code]
        known = Cell(printed(everyone, among.indicator.unit), among.address())
        mine = self.values[self.indicator.code]
        return Part("Ensemble", Cell(self.value), None, known, percent(mine, everyone))

    @cached_property
    def plot(self) -> Plot | None:
        """The figure month by month."""
        plot = months.plot(self.question)
        if plot is None or (self.question.discreet and any(map(_holds_small, plot.table.rows))):
            return None
        return shown(plot, opening(self.question.window))

    @property
    def base(self) -> Count | None:
        """The count that a mean is taken over."""
        return self.indicator.over if isinstance(self.indicator, Mean) else None

    @property
    def base_url(self) -> str:
        """The page of that count."""
        return replace(self.question, indicator=self.base).address() if self.base else ""

    @cached_property
    def formula(self) -> Formula | None:
        """How a derived figure is made."""
        if not isinstance(self.indicator, Derived):
            return None
        return formula(self.question, self.indicator, self.values)

    @property
    def protocol_url(self) -> str:
        """Where the numbers of the formula are set; "" for those who do not set them."""
        protocol = self.formula.protocol if self.formula else None
        if protocol is None or not may(self.user, Capability.MANAGE_SETTINGS):
            return ""
        return reverse("admin:protocols_protocol_change", args=[protocol.pk])
