"""Figures counted since January, letter after letter: what one prints must not be told by another. Pure.

A cumulative is printed when it has grown by nothing or by five and more since it was last printed; once masked, only
by five and more, for a growth of nothing would tell what it was in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jalon.reports.masking.tables import SMALL, Counts, Place, Table, small


@dataclass(frozen=True, slots=True)
class Step:
    """A letter: the cells masked among the cumulatives since January, and among the facts dated in its month."""

    since_january: frozenset[Place]
    in_the_month: frozenset[Place]


def cumulatives(shape: Table, series: Sequence[Counts]) -> list[frozenset[Place]]:
    """The cells masked in each letter, from January on; `series` has the cumulatives of each."""
    printed: dict[Place, int] = {}
    masked: frozenset[Place] = frozenset()
    found = []
    for counts in series:
        table = replace(shape, counts=counts, lows=printed)
        least = {place: SMALL if place in masked else 0 for place in table.places()}
        primary = {
            place
            for place in table.places()
            if small(grown := table.count(*place) - printed.get(place, 0)) or grown < least[place]
        }
        masked = table.masked(primary)
        printed |= {place: table.count(*place) for place in table.places() if place not in masked}
        found.append(masked)
    return found


def dated(shape: Table, before: Counts, now: Counts, hidden: frozenset[Place], months: Counts) -> frozenset[Place]:
    """The cells masked among the facts dated in a month, when `hidden` are among the cumulatives `before` and `now`.

    Where both cumulatives are printed, what the month does not explain is the facts recorded late: few, they mask it.
    """
    table = replace(shape, counts=months)
    growth = {place: now.get(place, 0) - before.get(place, 0) for place in table.places() if place not in hidden}
    late = {place: grown - table.count(*place) for place, grown in growth.items()}
    primary = {
        place
        for place in table.places()
        if small(table.count(*place)) or small(late.get(place, 0)) or (place in hidden and table.count(*place))
    }
    return replace(table, highs=growth).masked(primary)
