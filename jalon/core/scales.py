"""Where things stand in a chart: places from left to right, values from bottom to top, names that do not touch."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

LETTER = 7
"""About the width of a letter, in points of the drawing."""
LINE_HEIGHT = 15
TOP, FOOT = 16, 22
"""Room above the drawing, and below for the names of the places."""
RULES = 4
"""Rules on an axis, or one more."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing: its size, its margins, and where each of its places stands.

    `on_edges`: the first and last places are at the edges (lines); else each is in the middle of its own room (bars).
    """

    width: int
    height: int
    places: int
    left: float = 0
    right: float = 0
    on_edges: bool = False

    @property
    def end(self) -> float:
        """The right edge of what is drawn."""
        return self.width - self.right

    @property
    def bottom(self) -> float:
        """The foot of what is drawn."""
        return self.height - FOOT

    @property
    def step(self) -> float:
        """From a place to the next."""
        gaps = max(self.places - 1, 1) if self.on_edges else max(self.places, 1)
        return (self.end - self.left - (8 if self.on_edges else 0)) / gaps

    def x(self, place: int) -> float:
        """The middle of a place."""
        return self.left + self.step * (place if self.on_edges else place + 0.5) + (4 if self.on_edges else 0)


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to heights: `low` at the bottom, `high` at the top; `ticks` are the values of the rules."""

    low: float
    high: float
    bottom: float
    top: float = TOP
    ticks: Sequence[int] = field(default_factory=list)

    @classmethod
    def over(cls, values: Sequence[float], frame: Frame, *, zero: bool = True, ruled: bool = False) -> "Scale":
        """A scale that holds all the values; with `zero` it starts there. ValueError for a value below zero."""
        if any(value < 0 for value in values):
            raise ValueError("a chart shows no value below zero")
        high = max(values, default=0) or 1
        low = 0 if zero or not values else min(values)
        if not ruled:
            return cls(low, high, frame.bottom)
        step = round_step(high - low or high)
        first = math.floor(low / step) * step
        ticks = list(range(first, math.floor(high / step) * step + 1, step))
        return cls(first, max(high, ticks[-1], first + step), frame.bottom, ticks=ticks)

    def y(self, value: float) -> float:
        """The height of a value, counted from the top as drawings are."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def round_step(span: float) -> int:
    """A step of 1, 2 or 5 times a power of ten, such that about RULES of them make the span; at least 1."""
    rough = span / RULES
    power = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    return next((power * each for each in (1, 2, 5) if power * each >= rough), power * 10)


def spread(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """The nearest places, in the same order, at least `gap` from each other and from `top` to `bottom`.

    ValueError when they do not all fit.
    """
    if (len(places) - 1) * gap > bottom - top:
        raise ValueError("too many names for the height")
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved: list[float] = []
    for rank, index in enumerate(order):
        lowest = moved[-1] + gap if moved else top
        moved.append(max(lowest, min(places[index], bottom - (len(order) - 1 - rank) * gap)))
    found = dict(zip(order, moved, strict=True))
    return [found[index] for index in range(len(places))]
