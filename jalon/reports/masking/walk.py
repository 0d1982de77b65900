"""Figures counted since January, letter after letter: what one prints must not be told by another. Pure.

A cumulative is printed when it has grown by nothing or by five and more since it was last printed; once masked, only
by five and more, for a growth of nothing would tell what it was in between. And it is printed again only if that tells
nothing of the letters that masked it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from jalon.reports.masking.cycles import Ident
from jalon.reports.masking.network import Cell, Network
from jalon.reports.masking.tables import SMALL, Counts, Key, Place, Row, Table, small

Places = frozenset[Place]


@dataclass(slots=True)
class Letter:
    """A letter as it was sent; `highs`: what later ones tell of the cells that it masks."""

    table: Table
    masked: Places
    exposed: set[Ident]
    highs: dict[Place, int] = field(default_factory=dict)

    def exposed_by(self, told: Counts) -> bool:
        """Whether one more of its cells could be computed, if these later values were told."""
        network = replace(self.table, highs={**told, **self.highs}).network(self.masked)
        network.zeros = True
        return not network.exposed() <= self.exposed


class Walk:
    """The letters of a year, from January on."""

    def __init__(self, shape: Table) -> None:
        self.shape = shape
        self.printed: dict[Place, int] = {}
        self.letters: list[Letter] = []

    @property
    def masked(self) -> Places:
        """The cells masked in the last letter."""
        return self.letters[-1].masked if self.letters else frozenset()

    def add(self, counts: Counts, keys: Collection[Key], also: Collection[Place] = ()) -> Places:
        """The cells masked in the next letter, whose cumulatives these are, with those that are masked for others.

        `keys`: those heard of so far, and no other, so that a later letter masks the past as it was masked.
        """
        table = replace(self.shape, keys=tuple(keys), counts=counts, lows=dict(self.printed))
        letter = self._letter(table, {*self._primary(table), *also})
        while telling := self._telling_of_the_past(letter):
            letter = self._letter(table, letter.masked | telling)
        told = {place: table.count(*place) for place in table.places() if place not in letter.masked}
        for each in self.letters:
            each.highs = {**told, **each.highs}
        self.printed |= told
        self.letters.append(letter)
        return letter.masked

    def _primary(self, table: Table) -> Iterator[Place]:
        for place in table.places():
            grown = table.count(*place) - self.printed.get(place, 0)
            if small(grown) or (place in self.masked and grown < SMALL):
                yield place

    @staticmethod
    def _letter(table: Table, primary: set[Place] | Places) -> Letter:
        network = table.network(primary)
        network.protect()
        return Letter(table, frozenset(network.masked), network.exposed())

    def _telling_of_the_past(self, letter: Letter) -> Places:
        """The cells printed again that tell what they were, or others, in letters that masked them."""
        released = self.masked - letter.masked
        found: set[Place] = set()
        for row in {row for row, _ in released}:
            exposed = exposed_in([*self.letters, letter], row)
            if exposed and exposed - exposed_in(self.letters, row):
                found |= {place for place in released if place[0] == row}
        told = {place: letter.table.count(*place) for place in released - found}
        for each in self.letters:
            if told.keys() & each.masked and each.exposed_by(told):
                found |= told.keys() & each.masked
        return frozenset(found)


def exposed_in(letters: Sequence[Letter], row: Row) -> set[Ident]:
    """The masked cells of a row, letter by letter, that all these letters together give back.

    What a key has of the row flows from month to month: each carries on what it had, and the month adds to it.
    """
    keys, group = letters[-1].table.keys, letters[-1].table.group
    cells: dict[Ident, Cell] = {}
    masked: set[Ident] = set()
    for place, letter in enumerate(letters):
        for key in keys:
            before = letters[place - 1] if place else None
            carried, grown = ("carried", place, key), ("grown", place, key)
            now, then = letter.table.count(row, key), before.table.count(row, key) if before else 0
            end = (place + 1, key) if place + 1 < len(letters) else ("end", group(key))
            cells[carried] = Cell((place, key), end, now, None)
            cells[grown] = Cell(("month", place, group(key)), (place, key), now - then, None)
            hidden = [(row, key) in each.masked for each in (before, letter) if each]
            masked |= {carried} if hidden[-1] else set()
            masked |= {grown} if any(hidden) else set()
    network = Network(cells, masked)
    network.zeros = True
    return {ident for ident in network.exposed() if ident[0] == "carried"}


def dated(table: Table, before: Counts, now: Counts, hidden: Places, also: Collection[Place] = ()) -> Places:
    """The cells masked among the facts dated in a month, when `hidden` are among the cumulatives `before` and `now`.

    Where both cumulatives are printed, what the month does not explain is the facts recorded late: few, they mask it.
    """
    growth = {place: now.get(place, 0) - before.get(place, 0) for place in table.places() if place not in hidden}
    late = {place: grown - table.count(*place) for place, grown in growth.items()}
    primary = {
        place
        for place in table.places()
        if small(table.count(*place)) or small(late.get(place, 0)) or (place in hidden and table.count(*place))
    }
    return replace(table, highs=growth).masked(primary | set(also))
