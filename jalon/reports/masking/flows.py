"""What is counted since January, and dated in each month, in each letter of the year: who is not told it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from jalon.indicators.window import Window
from jalon.reports.masking.balance import few
from jalon.reports.masking.counting import Facts, Held
from jalon.reports.masking.crossing import NOW, Crossing, until
from jalon.reports.masking.tables import Counts, Key, Place, Table, small
from jalon.reports.masking.walk import Places, Walk, dated


@dataclass(frozen=True)
class _Told:
    """The cumulatives of a letter, and those it masks."""

    counts: Counts
    masked: Places


class FlowMask:
    """A flow, followed from January on. `left`: by month, what it leaves, which must not be told by subtracting it."""

    def __init__(self, crossing: Crossing, facts: Facts, left: Mapping[str, Held]) -> None:
        self.crossing, self.facts, self.left = crossing, facts, left
        self.rows = list(facts.parents)
        self.shape = Table(facts.parents, (), {}, group=crossing.group(facts.flow).get)
        self.walk = Walk(self.shape)

    def follow(self) -> None:
        """Mask it in each letter; the last one is that being made."""
        before = _Told({}, frozenset())
        letters = zip(self.crossing.letters, self.crossing.heard, strict=True)
        for _, of_a_month in groupby(letters, key=lambda each: each[0].period):
            told = before
            for rank, (letter, heard) in enumerate(of_a_month):
                told = self._cumulatives(letter, heard)
                self._month(letter, heard, before, told, again=rank > 0)
            before = told
        self.crossing.place(NOW, before.counts, before.masked, self.rows)

    def _cumulatives(self, letter: Window, heard: Collection[Key]) -> _Told:
        when, counts = until(letter.name), self.facts.since_january(letter)
        also = {(self.facts.flow.whole, key) for key in few(self.left.get(letter.name, {})) if key in heard}
        masked = self.walk.add(counts, heard, also | set(self.crossing.also(self.rows, when, counts)))
        self.crossing.place(when, counts, masked, self.rows)
        return _Told(counts, masked)

    def _month(self, letter: Window, heard: Collection[Key], before: _Told, now: _Told, *, again: bool) -> None:
        counts = self.facts.in_the_month(letter)
        also = set(self.crossing.also(self.rows, letter.name, counts))
        table = replace(self.shape, keys=tuple(heard), counts=counts)
        if again:
            also |= {place for place in table.places() if self._tells_what_changed(place, letter.name, counts)}
        masked = dated(table, before.counts, now.counts, before.masked | now.masked, also)
        self.crossing.place(letter.name, counts, masked, self.rows)

    def _tells_what_changed(self, place: Place, when: str, counts: Counts) -> bool:
        """Whether a letter made again tells of a few facts known since the former one."""
        row, key = place
        known = self.crossing.known(row, when).get(key, 0)
        return key in self.crossing.hidden(row, when) or small(counts.get(place, 0) - known)
