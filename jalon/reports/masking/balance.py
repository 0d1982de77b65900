"""The file active of each month with what moved it: who knows two of them, entries and exits, has the third. Pure.

In a letter, those who were there in January and those who came are those who left and those who are there. The first
ones are known as soon as one letter tells the three others: they are taken as known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.reports.masking.crossing import Crossing, until
from jalon.reports.masking.network import Cell, Network
from jalon.reports.masking.rows import ENTRIES, EXITS, Flow, Row
from jalon.reports.masking.tables import Key, Place, small

MOVES = (ENTRIES, EXITS)


@dataclass
class Balance:
    """The letters of a year, from January on; `printed`: the cumulatives that the reader was last told."""

    crossing: Crossing
    row: Row
    groups: Mapping[Row, Mapping[Key, Any]]
    printed: dict[Place, int] = field(default_factory=dict)

    @classmethod
    def of(cls, crossing: Crossing, row: Row) -> "Balance":
        """That of a crossing whose entries and exits are masked already."""
        groups = {flow.whole: crossing.group(flow) for flow in MOVES}
        return cls(crossing, row, {**groups, row: crossing.group()})

    def masked(self, month: str, numbers: Mapping[Key, int], primary: Collection[Key]) -> set[Key]:
        """Who is not told the file active of a month, these being refused it already."""
        keys = list(dict.fromkeys((*self.crossing.readers(month), *sorted(numbers, key=str))))
        cells = {(self.row, key): self._stock(key, numbers.get(key, 0)) for key in keys}
        cells |= {(flow.whole, key): self._flow(flow, key, month) for flow in MOVES for key in keys}
        came, left = (self.crossing.hidden(flow.whole, until(month)) for flow in MOVES)
        hidden = {(ENTRIES.whole, key) for key in came} | {(EXITS.whole, key) for key in left}
        refused = {(self.row, key) for key in (came ^ left) | set(primary)}
        network = Network(cells, (hidden | refused) & cells.keys())
        network.protect()
        told = {place for place in cells if place[0] != self.row} - hidden
        self.printed |= {place: cells[place].value for place in told}
        return {key for row, key in network.masked if row == self.row}

    def _stock(self, key: Key, number: int) -> Cell:
        return Cell(("key", key), self._sum(self.row, key), number, number + 1)

    def _flow(self, flow: Flow, key: Key, month: str) -> Cell:
        number = self.crossing.known(flow.whole, until(month)).get(key, 0)
        ends = self._sum(flow.whole, key), ("key", key)
        tail, head = ends if flow is ENTRIES else ends[::-1]
        return Cell(tail, head, number, None, low=self.printed.get((flow.whole, key), 0))

    def _sum(self, row: Row, key: Key) -> Any:
        return "sum", row, self.groups[row].get(key)


def few(numbers: Mapping[Key, int]) -> frozenset[Key]:
    """The readers whose file active is too small to be told; neither are their exits, which would tell it."""
    return frozenset(key for key, number in numbers.items() if small(number))
