"""A reader who subtracts: tries every table of whole numbers that agrees with what is printed. Shares no code."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

Place = tuple[Any, Any]


def tables(total: int, places: int, least: int) -> Iterator[tuple[int, ...]]:
    """Every way of sharing a total between places, each having at least so many."""
    if places == 0:
        if total == 0:
            yield ()
        return
    for first in range(least, total - least * (places - 1) + 1):
        for others in tables(total - first, places - 1, least):
            yield (first, *others)


def possible(
    parents: Mapping[Any, Any],
    keys: tuple[Any, ...],
    told: Mapping[Place, int | None],
    sums: Mapping[Any, int],
    least: int,
) -> dict[Place, set[int]]:
    """The values that each masked cell (told None) may have, those of a row adding up to its sum."""
    rows = list(parents)
    leaves = [row for row in rows if row not in parents.values()]
    ways = []
    for row in leaves:
        hidden = [key for key in keys if told[row, key] is None]
        rest = sums[row] - sum(told[row, key] or 0 for key in keys)
        ways.append([dict(zip(hidden, shared, strict=True)) for shared in tables(rest, len(hidden), least)])
    found: dict[Place, set[Any]] = {place: set() for place, value in told.items() if value is None}
    for combined in product(*ways):
        values = {
            (row, key): way.get(key, told[row, key]) for row, way in zip(leaves, combined, strict=True) for key in keys
        }
        if agrees(values, parents, keys, told, least):
            for place in found:
                found[place].add(values[place])
    return found


def agrees(
    values: dict[Place, Any],
    parents: Mapping[Any, Any],
    keys: tuple[Any, ...],
    told: Mapping[Place, int | None],
    least: int,
) -> bool:
    """Whether the wholes, added up from their parts, are those told. Completes `values` with them."""
    for row in reversed(list(parents)):
        parts = [part for part, parent in parents.items() if parent == row]
        for key in keys:
            if parts:
                values[row, key] = sum(values[part, key] for part in parts)
            said = told[row, key]
            if (said is not None and said != values[row, key]) or (said is None and values[row, key] < least):
                return False
    return True


State = tuple[int, ...]


class Library:
    """A reader who keeps every letter of a year: the cumulatives of each month, those masked being told None."""

    def __init__(self, parents: Mapping[Any, Any], keys: tuple[Any, ...]) -> None:
        self.parents, self.keys = parents, keys
        self.leaves = [row for row in parents if row not in parents.values()]
        self.past: list[dict[State, set[State]]] = [{(0,) * (len(self.leaves) * len(keys)): set()}]

    def receive(self, told: Mapping[Place, int | None], sums: Mapping[Any, int]) -> None:
        """One more letter, with what each row has gained over all keys since the last one."""
        ways = [list(tables(sums[row], len(self.keys), 0)) for row in self.leaves]
        found: dict[State, set[State]] = {}
        for before in self.past[-1]:
            for gained in product(*ways):
                flat = [number for row in gained for number in row]
                now = tuple(one + more for one, more in zip(before, flat, strict=True))
                if now in found or agrees(self.values(now), self.parents, self.keys, told, 0):
                    found.setdefault(now, set()).add(before)
        self.past.append(found)

    def values(self, state: State) -> dict[Place, Any]:
        """The cells of a letter."""
        return dict(zip(product(self.leaves, self.keys), state, strict=True))

    def possible(self) -> list[dict[Place, set[int]]]:
        """The values that each cell of each letter may have, all letters being known."""
        alive, found = set(self.past[-1]), []
        for layer in reversed(self.past[1:]):
            found.append(self._seen(alive))
            alive = set().union(*(layer[state] for state in alive))
        return found[::-1]

    def _seen(self, states: set[State]) -> dict[Place, set[int]]:
        nothing: dict[Place, int | None] = {(row, key): None for row in self.parents for key in self.keys}
        seen: dict[Place, set[int]] = {place: set() for place in nothing}
        for state in states:
            values = self.values(state)
            agrees(values, self.parents, self.keys, nothing, 0)
            for place in seen:
                seen[place].add(values[place])
        return seen
