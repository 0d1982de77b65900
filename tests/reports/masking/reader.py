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
    parents: Mapping[Any, Any], keys: tuple[Any, ...], told: Mapping[Place, int | None], sums: Mapping[Any, int], least: int
) -> dict[Place, set[int]]:
    """The values that each masked cell (told None) may have, those of a row adding up to its sum."""
    rows = list(parents)
    leaves = [row for row in rows if row not in parents.values()]
    ways = []
    for row in leaves:
        hidden = [key for key in keys if told[row, key] is None]
        rest = sums[row] - sum(told[row, key] or 0 for key in keys)
        ways.append([dict(zip(hidden, shared, strict=True)) for shared in tables(rest, len(hidden), least)])
    found: dict[Place, set[int]] = {place: set() for place, value in told.items() if value is None}
    for combined in product(*ways):
        values = {
            (row, key): way.get(key, told[row, key]) for row, way in zip(leaves, combined, strict=True) for key in keys
        }
        if agrees(values, parents, keys, told, least):
            for place in found:
                found[place].add(values[place])
    return found


def agrees(
    values: dict[Place, Any], parents: Mapping[Any, Any], keys: tuple[Any, ...], told: Mapping[Place, int | None], least: int
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
