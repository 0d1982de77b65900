"""Which figures of a letter a reader is told: a figure is named by its code, its cell and its period."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.kinds import Count, Derived
from jalon.indicators.registry import INDICATORS
from jalon.reports.figures import Figure
from jalon.reports.masking.crossing import BY_REFERRER, NOW, Crossing
from jalon.reports.masking.rows import ENTRIES, EXITS, NEUTRAL, POSITIVE, POSITIVE_NEUTRAL, REFERRALS, Row, row
from jalon.reports.masking.tables import Key

PARTNERS = {m.PARTNER_REFERRALS.code: REFERRALS, m.PARTNER_ENTRIES.code: ENTRIES}
OF_THE_MONTH = {m.ENTRIES_MONTH.code: ENTRIES.whole, m.POSITIVE_EXITS_MONTH.code: POSITIVE}
OF_FLOWS = (ENTRIES.measure.code, REFERRALS.measure.code)


class Reader:
    """One of the readers of a crossing. What is not known to be told is not."""

    def __init__(self, crossing: Crossing, key: Key) -> None:
        self.crossing, self.key = crossing, key

    def told(self, figure: Figure) -> Figure:
        """The figure, or the same one masked."""
        return replace(figure, value=None, masked=True) if self.is_refused(figure) else figure

    def is_refused(self, figure: Figure) -> bool:
        """Whether the reader may not be told a figure of theirs."""
        indicator = INDICATORS.get(figure.code)
        if isinstance(indicator, Derived):
            return self._derived(indicator, figure)
        cell = {name: key for name, key in figure.filters.items() if name != self.crossing.dimension.code}
        when = cell.pop(by.MONTH.code, None) or self._when(figure)
        return self._count(figure, cell, when)

    def hidden(self, at: Row, when: str = NOW) -> bool:
        """Whether a number of this reader is masked."""
        return self.key in self.crossing.hidden(at, when)

    def number(self, at: Row, when: str = NOW) -> int:
        """A number of this reader."""
        return self.crossing.known(at, when).get(self.key, 0)

    def _when(self, figure: Figure) -> str:
        """A figure of a month of its own has it as its period; that of the letter has none."""
        return figure.period if (row(figure.code), figure.period) in self.crossing.masked else NOW

    def _count(self, figure: Figure, cell: Mapping[str, Any], when: str) -> bool:
        code, at = figure.code, row(figure.code, **cell)
        if code in OF_THE_MONTH:
            return self.hidden(OF_THE_MONTH[code], self.crossing.window.name)
        if code in PARTNERS:
            return self._partners(figure)
        if code == m.NON_NEUTRAL_EXITS.code:
            return self._not_neutral()
        if code in OF_FLOWS and cell and self.crossing.dimension.code in BY_REFERRER:
            return self._category(figure, row(code), when)
        if (at, when) in self.crossing.masked:
            return self.hidden(at, when)
        return figure.value not in (None, 0)

    def _category(self, figure: Figure, whole: Row, when: str) -> bool:
        """Of a referrer, a category has all or nothing, as everybody knows; a part of it is not told."""
        return self.hidden(whole, when) or figure.value not in (0, self.number(whole, when))

    def _partners(self, figure: Figure) -> bool:
        """The sum of two categories is told where both are."""
        flow = PARTNERS[figure.code]
        if (flow.whole, NOW) not in self.crossing.masked:
            return False
        if self.crossing.dimension.code in BY_REFERRER:
            return self._category(figure, flow.whole, NOW)
        return self.hidden(flow.whole) or any(self.hidden(flow.part(each)) for each in m.PARTNERS)

    def _not_neutral(self) -> bool:
        """All exits less the neutral ones: told where both are."""
        return any(self.hidden(at) for at in (EXITS.whole, NEUTRAL, POSITIVE_NEUTRAL))

    def _derived(self, indicator: Derived, figure: Figure) -> bool:
        """A value made from a masked one is masked, where it would have had one."""
        needs = [INDICATORS[name] for name in indicator.needs if name in INDICATORS]
        counts = [each for each in needs if isinstance(each, Count)]
        if figure.value is None and len(counts) < len(indicator.needs):
            return False
        return any(self.is_refused(replace(figure, code=each.code)) for each in counts)
