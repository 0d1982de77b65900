"""A table of the letter in a crossing: its rows, which are parts of one another, by the readers' keys. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.reports.masking.network import Cell, Network

Row = Any
Key = Any
Place = tuple[Row, Key]
Counts = Mapping[Place, int]
SMALL = 5
"""Below it, a number of records is not told. Source: docs/adr/0013."""
HEAVY = 1000
"""A whole is masked only when its parts do not suffice."""


def small(number: int) -> bool:
    """Whether a number of records may not leave the PLIE as it is; zero may."""
    return 0 < number < SMALL


def summed(parents: Mapping[Row, Row | None], parts: Counts) -> Counts:
    """The parts with their wholes: each row adds to the one that it is a part of."""
    found: dict[Place, int] = defaultdict(int)
    for (row, key), number in parts.items():
        at: Row | None = row
        while at is not None:
            found[at, key] += number
            at = parents[at]
    return dict(found)


@dataclass(frozen=True)
class Table:
    """Rows by keys: `parents` says of which row each is a part (None: of none), `counts` the cells, zeros left out.

    The sums over all keys are known, for they are those of the letter of the whole PLIE; when those over some keys
    are known too, `group` says which keys are together. `highs` and `lows`: what else the reader knows of a cell.
    """

    parents: Mapping[Row, Row | None]
    keys: tuple[Key, ...]
    counts: Counts
    group: Callable[[Key], Any] = lambda key: None
    lows: Counts = field(default_factory=dict)
    highs: Counts = field(default_factory=dict)

    def count(self, row: Row, key: Key) -> int:
        """A cell."""
        return self.counts.get((row, key), 0)

    def places(self) -> list[Place]:
        """All the cells, row after row."""
        return [(row, key) for row in self.parents for key in self.keys]

    def small(self) -> set[Place]:
        """The cells that may not be told, whatever is around them."""
        return {place for place in self.places() if small(self.counts.get(place, 0))}

    def masked(self, primary: Collection[Place], fixed: Collection[Row] = ()) -> frozenset[Place]:
        """The cells not to print: the primary ones, and others so that none of them can be computed.

        The rows `fixed` have been decided already: what of them is not in `primary` is printed.
        """
        network = self.network(primary, fixed)
        network.protect()
        return frozenset(network.masked)

    def network(self, primary: Collection[Place], fixed: Collection[Row] = ()) -> Network:
        """The cells with the sums they stand in."""
        wholes = set(self.parents.values())
        return Network(
            {place: self._cell(place, leaf=place[0] not in wholes, fixed=place[0] in fixed) for place in self.places()},
            primary,
        )

    def _cell(self, place: Place, *, leaf: bool, fixed: bool) -> Cell:
        row, key = place
        value, parent = self.counts.get(place, 0), self.parents[row]
        return Cell(
            tail=("sum", row, self.group(key)) if leaf else ("parts", row, key),
            head=("parts", parent, key) if parent is not None else ("whole", self.group(key)),
            value=value,
            cost=None if fixed else value + (0 if leaf else HEAVY) + 1,
            low=self.lows.get(place, 0),
            high=self.highs.get(place),
        )
