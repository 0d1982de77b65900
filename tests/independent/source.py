"""Where the choices of a random folder come from: a seeded generator here, hypothesis in `strategies`."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

ONE_DAY = dt.timedelta(1)


class Source(Protocol):
    """Draws choices; each one's simplest value is the first, the lowest, the earliest, or False."""

    def chance(self, probability: float) -> bool: ...

    def choice(self, values: Sequence[T]) -> T: ...

    def integer(self, lowest: int, highest: int) -> int: ...

    def day(self, first: dt.date, last: dt.date) -> dt.date: ...


def boundaries(first: dt.date, last: dt.date) -> list[dt.date]:
    """Both ends, then the first and last days of the months between: the days on which figures go wrong."""
    edges = [first, last]
    month_start = first.replace(day=1)
    while month_start <= last:
        edges += [day for day in (month_start - ONE_DAY, month_start) if first < day < last]
        month_start = (month_start + dt.timedelta(31)).replace(day=1)
    return edges


class RandomSource:
    """Choices of a seeded generator; four days in ten are on a boundary."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def choice(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def integer(self, lowest: int, highest: int) -> int:
        return self.random.randint(lowest, highest)

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        if self.random.random() < 0.2:
            return self.random.choice((first, last))
        day = first + dt.timedelta(self.random.randint(0, (last - first).days))
        if self.random.random() < 0.25:
            day = day.replace(day=1) - ONE_DAY * self.random.randint(0, 1)
        return min(max(day, first), last)
