"""What is true on a day, in every letter: which readers are not told it. Stocks are never subtracted month by month."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window
from jalon.protocols.enums import Classification
from jalon.reports.masking.balance import Balance, few
from jalon.reports.masking.counting import Held, by_parts, held
from jalon.reports.masking.crossing import NOW, Crossing
from jalon.reports.masking.rows import ENTRIES, EXITS, Parents, Row, row
from jalon.reports.masking.tables import Counts, Key, Place, Table, summed

ACTIVE, ACCOMPANIED = row(m.ACTIVE_FILE.code), row(m.ACCOMPANIED.code)
PARTS: tuple[tuple[Count, Row], ...] = (
    (m.PEOPLE_ON_A_STEP, row("on_no_step")),
    (m.SUSPENDED, row("not_suspended")),
)
"""Parts of the file active, with the rest of it, which the letter does not print and a subtraction gives."""
GONE = row("gone")
"""Those accompanied since January who are not in the file active: they left."""
STEPS = row(m.STEPS.code)


class StockMask:
    """The stocks of the letters of a year."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing, self.dimension, self.window = crossing, crossing.dimension, crossing.window

    def follow(self, window: Window) -> None:
        """Mask those of a letter, of a month or a year."""
        self._accompanied()
        for part, rest in PARTS:
            self._part_of_active(part, rest)
        self.alone(row(m.STEPS_OPEN.code), NOW, held(m.STEPS_OPEN, self.dimension, self.window))
        for letter, _ in self.crossing.months():
            self._groups(letter.name, by_parts(m.STEPS, self.dimension, letter, by.CLASSIFICATION))
        self._steps(window)

    def active(self, found: Mapping[str, Held]) -> None:
        """Mask the file active of each month, which charts print; that of the last one is the letter's."""
        balance = Balance.of(self.crossing, ACTIVE)
        for when, numbers in found.items():
            also = {key for _, key in self.crossing.also([ACTIVE], when, {(ACTIVE, key): 0 for key in numbers})}
            self.alone(ACTIVE, when, numbers, balance.masked(when, numbers, few(numbers) | also))
        self.crossing.take(self.crossing, {NOW: when}, ACTIVE)

    def alone(self, at: Row, when: str, numbers: Mapping[Key, int], primary: Collection[Key] = ()) -> None:
        """Mask a figure that stands alone, with the readers who may not be told it for another reason."""
        self._mask(when, {at: None}, {(at, key): number for key, number in numbers.items()}, {(at, k) for k in primary})

    def _mask(
        self,
        when: str,
        parents: Parents,
        counts: Counts,
        primary: Collection[Place] = (),
        fixed: Collection[Row] = (),
    ) -> None:
        crossing = self.crossing
        keys = tuple(dict.fromkeys((*crossing.readers(when), *sorted({key for _, key in counts}, key=str))))
        table = Table(parents, keys, counts, group=crossing.group().get)
        decided = {(at, key) for at in fixed for key in crossing.hidden(at, when)}
        small = {place for place in table.small() if place[0] not in fixed}
        masked = table.masked({*small, *primary, *crossing.also(parents, when, counts), *decided}, fixed)
        crossing.place(when, counts, masked, [at for at in parents if at not in fixed])

    def _accompanied(self) -> None:
        """Who left is told by exits, and who came by entries: where these are masked, so is the difference."""
        crossing = self.crossing
        everyone, active = held(m.ACCOMPANIED, self.dimension, self.window), crossing.known(ACTIVE)
        counts = _with_rest(ACCOMPANIED, ACTIVE, GONE, everyone, active)
        primary = {(GONE, key) for key in crossing.hidden(EXITS.whole)}
        primary |= {(ACCOMPANIED, key) for key in crossing.hidden(ENTRIES.whole)}
        self._mask(NOW, _halves(ACCOMPANIED, ACTIVE, GONE), counts, primary, [ACTIVE])

    def _part_of_active(self, measure: Count, rest: Row) -> None:
        active, part = self.crossing.known(ACTIVE), row(measure.code)
        counts = _with_rest(ACTIVE, part, rest, active, held(measure, self.dimension, self.window))
        self._mask(NOW, _halves(ACTIVE, part, rest), counts, fixed=[ACTIVE])

    def _groups(self, when: str, found: Mapping[Any, int]) -> Parents:
        """The steps by group."""
        groups = [row(m.STEPS.code, classification=group) for group in Classification.values]
        parents: dict[Row, Row | None] = {STEPS: None, **dict.fromkeys(groups, STEPS)}
        counts: dict[Place, int] = defaultdict(int)
        for (key, group, *_), number in found.items():
            counts[row(m.STEPS.code, classification=group), key] += number
        self._mask(when, parents, summed(parents, counts))
        return parents

    def _steps(self, window: Window) -> None:
        """By group as charts print them, then by label within each group."""
        asked = Window(window.period, self.window.as_of)
        found = by_parts(m.STEPS, self.dimension, asked, by.CLASSIFICATION, by.STEP_LABEL)
        groups = self._groups(NOW, found)
        parents, labels = dict(groups), {}
        for (key, group, label), number in sorted(found.items(), key=lambda cell: str(cell[0][1:])):
            at = row(m.STEPS.code, classification=group, label=label)
            parents[at] = row(m.STEPS.code, classification=group)
            labels[at, key] = number
        self._mask(NOW, parents, summed(parents, labels), fixed=groups)


def _halves(whole: Row, part: Row, rest: Row) -> Parents:
    return {whole: None, part: whole, rest: whole}


def _with_rest(whole: Row, part: Row, rest: Row, wholes: Mapping[Key, int], parts: Mapping[Key, int]) -> Counts:
    counts = {(whole, key): number for key, number in wholes.items()}
    counts |= {(part, key): parts.get(key, 0) for key in wholes}
    return counts | {(rest, key): number - parts.get(key, 0) for key, number in wholes.items()}
