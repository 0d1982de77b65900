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
from jalon.reports.history import computed_since, typed

COMPARED: tuple[Indicator, ...] = (
    *(m.ENTRIES_MONTH, m.ENTRIES, m.NON_ENTRIES, m.POSITIVE_EXITS_MONTH, m.POSITIVE_EXITS, d.POSITIVE_PCT),
)


@dataclass(frozen=True)
class Past:
    """The figures of the same period a year before, by code; those that nobody knows are absent."""

    figures: Mapping[str, Figure] = field(default_factory=dict)

    def get(self, code: str) -> Figure | None:
        """One of them."""
        return self.figures.get(code)


def past(window: Window, filters: Filters = ()) -> Past:
    """Two queries when it is computed, one when it is typed; three more where no first computed year was set."""
    year = window.end.year - 1
    before = Window(periods.year(year) if window.is_year else periods.month(year, window.months), window.as_of)
    asked = [each for each in COMPARED if not (window.is_year and each.code in OF_THE_MONTH)]
    since = computed_since()
    named = {dimension.code: key for dimension, key in filters}
    if since is not None and year >= since:
        values = evaluate(asked, before, filters)
        return Past({each.code: Figure(values[each.code], each.code, named, before.name) for each in asked})
    told = {} if filters else typed([each.code for each in asked], [before.period])
    return Past({code: Figure(each.value, code, {}, before.name, typed=True) for (code, _), each in told.items()})
