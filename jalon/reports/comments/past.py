"""The year before, for comparisons: computed, or else typed for the whole PLIE. Source: docs/rules/historique.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jalon.core import periods
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters, evaluate
from jalon.indicators.kinds import Indicator
from jalon.indicators.window import Window
from jalon.reports.counted import OF_THE_MONTH
from jalon.reports.figures import Figure
from jalon.reports.history import typed

COMPARED: tuple[Indicator, ...] = (m.ENTRIES_MONTH, m.ENTRIES, m.NON_ENTRIES, d.POSITIVE_PCT)
COUNTED = (m.ENTRIES_MONTH, m.ENTRIES, m.NON_ENTRIES, m.POSITIVE_EXITS, m.EXITS)
"""What is counted of a year that is computed: the rate follows."""


@dataclass(frozen=True)
class Past:
    """The figures of the same period a year before, by code; those that nobody knows are absent."""

    figures: Mapping[str, Figure] = field(default_factory=dict)

    def get(self, code: str) -> Figure | None:
        """One of them."""
        return self.figures.get(code)


def past(window: Window, filters: Filters, since: int | None) -> Past:
    """`since`: the first computed year. Three queries when the year before is computed, one when it is typed."""
    year = window.end.year - 1
    before = Window(periods.year(year) if window.is_year else periods.month(year, window.months), window.as_of)
    if since is not None and year >= since:
        return Past(_computed(before, filters))
    told = {} if filters else typed([each.code for each in COMPARED], [before.period])
    return Past({code: Figure(each.value, code, {}, before.name, typed=True) for (code, _), each in told.items()})


def _computed(before: Window, filters: Filters) -> dict[str, Figure]:
    named = {dimension.code: key for dimension, key in filters}
    values = evaluate([each for each in COUNTED if not (before.is_year and each.code in OF_THE_MONTH)], before, filters)
    values[d.POSITIVE_PCT.code] = d.POSITIVE_PCT.value(values)
    return {code: Figure(number, code, named, before.name) for code, number in values.items()}
