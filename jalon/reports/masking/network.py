"""Which cells to mask so that no subtraction gives one back. Pure.

Each cell is an edge of a graph whose nodes are what is printed of sums: a total known to the reader, or a part and its
whole. What a reader can subtract is what keeps every node in balance: a cell may have another value exactly when a
cycle of masked cells goes through it, along which units can be moved (Gusfield, « A graph theoretic approach to
statistical data security », 1988). Source of the rule: docs/adr/0013.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from jalon.reports.masking.cycles import Ident, Node, on_a_cycle

ZERO = 10**9
"""The cost of masking a zero, which is done only where nothing else protects."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of records, from a node to another. `cost`: what is lost by masking it, None when it must be printed.

    The reader knows that it lies from `low` to `high` (None: no bound).
    """

    tail: Node
    head: Node
    value: int
    cost: int | None
    low: int = 0
    high: int | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """A cell as it is crossed: its value grows (from tail to head) or shrinks."""

    ident: Ident
    to: Node
    grows: bool


class Network:
    """The cells of a table with what links them; `masked` grows until every primary cell is protected."""

    def __init__(self, cells: Mapping[Ident, Cell], primary: Collection[Ident]) -> None:
        self.cells, self.masked = cells, set(primary)
        self.zeros = False
        self.rank = {ident: place for place, ident in enumerate(cells)}
        self.ways: dict[Node, list[_Way]] = defaultdict(list)
        for ident, cell in cells.items():
            self.ways[cell.tail].append(_Way(ident, cell.head, True))
            self.ways[cell.head].append(_Way(ident, cell.tail, False))

    def protect(self) -> set[Ident]:
        """Mask others until each primary cell may have another value; what is left has none, whatever is masked.

        First for a reader who knows that zeros are printed; where that cannot be, some zero is masked too, or a one
        may stand for a zero: the sheet tells that « n. c. » may hide one.
        """
        bare = self._exposed(zeros=False)
        wanted = sorted(bare, key=lambda ident: (self.cells[ident].value, self.rank[ident]))
        hard = [ident for ident in wanted if not self._cover(ident, zeros=False)]
        self.zeros = bool(hard)
        left = {ident for ident in hard if not self._cover(ident, zeros=True)}
        if len(left) < len(hard) and not self._hides_a_zero():
            self._hide_a_zero()
        return left

    def exposed(self) -> set[Ident]:
        """The masked cells that have one possible value, to a reader who knows whether zeros may be masked."""
        return self._exposed(zeros=self.zeros or self._hides_a_zero())

    def _exposed(self, *, zeros: bool) -> set[Ident]:
        masked = {ident: self.cells[ident] for ident in self.masked}
        return self.masked - on_a_cycle(
            {
                ident: (
                    cell.tail,
                    cell.head,
                    self._may_move(cell, grows=True, zeros=zeros),
                    self._may_move(cell, grows=False, zeros=zeros),
                )
                for ident, cell in masked.items()
            }
        )

    def _hides_a_zero(self) -> bool:
        return any(self.cells[ident].value == 0 for ident in self.masked)

    def _hide_a_zero(self) -> None:
        """A one may stand for a zero only where the reader cannot know that zeros are printed."""
        for ident, cell in self.cells.items():
            if cell.value == 0 and cell.cost is not None and self._cover(ident, zeros=True):
                self.masked.add(ident)
                return

    def _cover(self, ident: Ident, *, zeros: bool) -> bool:
        cycle = self._cycle(ident, zeros=zeros)
        if cycle is None:
            return False
        self.masked |= cycle
        return True

    def _cycle(self, ident: Ident, *, zeros: bool) -> set[Ident] | None:
        """The cheapest cycle that lets a cell grow or shrink by one; None without any."""
        cell = self.cells[ident]
        ends = [(cell.head, cell.tail, True), (cell.tail, cell.head, False)]
        found = [
            path
            for start, goal, grows in ends
            if self._may_move(cell, grows=grows, zeros=zeros)
            and (path := self._path(start, goal, ident, zeros=zeros)) is not None
        ]
        return min(found, key=lambda each: each[0])[1] if found else None

    @staticmethod
    def _may_move(cell: Cell, *, grows: bool, zeros: bool) -> bool:
        if grows:
            return cell.high is None or cell.value < cell.high
        return cell.value > (cell.low if zeros else max(cell.low, 1))

    def _path(self, start: Node, goal: Node, without: Ident, *, zeros: bool) -> tuple[int, set[Ident]] | None:
        """The cheapest way from a node to another, cells already masked being free (Dijkstra)."""
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, Ident]] = {}
        heap, turn = [(0, 0, start)], 0
        while heap:
            cost, _, node = heappop(heap)
            if node == goal:
                return cost, set(_crossed(came, start, goal))
            if cost > best[node]:
                continue
            for way in self.ways[node]:
                more = None if way.ident == without else self._cost(way, zeros=zeros)
                if more is not None and cost + more < best.get(way.to, cost + more + 1):
                    best[way.to], came[way.to] = cost + more, (node, way.ident)
                    turn += 1
                    heappush(heap, (cost + more, turn, way.to))
        return None

    def _cost(self, way: _Way, *, zeros: bool) -> int | None:
        """What crossing a cell costs; None when it cannot be."""
        cell = self.cells[way.ident]
        if not self._may_move(cell, grows=way.grows, zeros=zeros):
            return None
        if way.ident in self.masked:
            return 0
        if cell.cost is None or (cell.value == 0 and not zeros):
            return None
        return cell.cost + (ZERO if cell.value == 0 else 0)


def _crossed(came: Mapping[Node, tuple[Node, Ident]], start: Node, goal: Node) -> Iterator[Ident]:
    at = goal
    while at != start:
        at, ident = came[at]
        yield ident
