"""What a crossing is made of, counted once for all its readers: one grouped query a figure and, for stocks, a month."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jalon.core.periods import Period
from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import table
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window
from jalon.reports.masking.rows import EXITS, Flow, Parents, Row, dated, flat, known, of_exits
from jalon.reports.masking.tables import Counts, Key, Place, summed

Held = Mapping[Key, int]


@dataclass(frozen=True)
class Facts:
    """The facts of a flow since January: their number by reader's key, part, day, and day on which they are known."""

    flow: Flow
    parents: Parents
    numbers: Mapping[tuple[Key, Row, dt.date, dt.date], int]

    @classmethod
    def of(cls, flow: Flow, dimension: Dimension, window: Window, *, split: bool) -> "Facts":
        """One query; without `split`, the flow has no parts."""
        cut = [flow.split] if split else []
        found = table(flow.measure, window, dimension, *cut, dated(flow), known(flow))
        parts = sorted({key[1] for key in found}, key=str) if split else []
        parents = of_exits(parts) if flow is EXITS else flat(flow, parts)
        numbers: dict[tuple[Key, Row, dt.date, dt.date], int] = defaultdict(int)
        for (key, *rest), number in found.items():
            part = flow.part(rest[0]) if split else flow.whole
            numbers[key, part, rest[-2], rest[-1]] += number
        return cls(flow, parents, numbers)

    def since_january(self, letter: Window) -> Counts:
        """Counted in a letter since January."""
        return self._counted(letter, letter.to_date)

    def in_the_month(self, letter: Window) -> Counts:
        """Counted in a letter, dated in its month."""
        return self._counted(letter, letter.period)

    def _counted(self, letter: Window, days: Period) -> Counts:
        return self._where(lambda day, known: days.start <= day <= days.end and _by(letter, known))

    def _where(self, counts: Callable[[dt.date, dt.date], bool]) -> Counts:
        found: dict[Place, int] = defaultdict(int)
        for (key, part, day, known_day), number in self.numbers.items():
            if counts(day, known_day):
                found[part, key] += number
        return summed(self.parents, found)


def _by(letter: Window, known_day: dt.date) -> bool:
    return letter.as_of is None or known_day <= letter.as_of


def held(measure: Count, dimension: Dimension, window: Window) -> Held:
    """A figure by reader's key. One query."""
    return {key: number for (key,), number in table(measure, window, dimension).items()}


def by_parts(measure: Count, dimension: Dimension, window: Window, *parts: Dimension) -> Mapping[Any, int]:
    """A figure by reader's key and by parts. One query."""
    return table(measure, window, dimension, *parts)
