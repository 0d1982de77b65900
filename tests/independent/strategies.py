"""Hypothesis strategies: small nasty folders, and what to ask of them."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

from tests.independent.builder import build
from tests.independent.folder import Folder
from tests.independent.source import boundaries

T = TypeVar("T")
Day = dt.date
Question = tuple[str, Day | None]

# A year with both its neighbours' ends, and the change of protocol.
WINDOWS = ((Day(2016, 11, 1), Day(2018, 2, 28)), (Day(2020, 12, 1), Day(2021, 2, 28)))
TODAY = Day(2021, 6, 30)


class DrawnSource:
    """Choices drawn by hypothesis, so that a failing folder shrinks to few and simple facts."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def chance(self, probability: float) -> bool:
        return bool(self.draw(st.booleans()))

    def choice(self, values: Sequence[T]) -> T:
        return self.draw(st.sampled_from(values))

    def integer(self, lowest: int, highest: int) -> int:
        return self.draw(st.integers(lowest, highest))

    def day(self, first: Day, last: Day) -> Day:
        return self.draw(st.sampled_from(boundaries(first, last)) | st.dates(first, last))


@st.composite
def folders(draw: st.DrawFn, today: Day = TODAY, window: tuple[Day, Day] | None = None) -> Folder:
    """A valid folder of 0 to 8 people; nothing but the ends of steps, suspensions and FTE is dated after today."""
    start, end = window or draw(st.sampled_from(WINDOWS))
    return build(DrawnSource(draw), draw(st.integers(0, 8)), draw(st.integers(1, 3)), start, min(end, today), today, 1)


@st.composite
def questions(draw: st.DrawFn, window: tuple[Day, Day], today: Day = TODAY) -> Question:
    """A period that touches the window, and an as-of day or None."""
    day = draw(st.sampled_from(boundaries(*window)))
    period = draw(st.sampled_from((f"{day:%Y-%m}", f"{day:%Y}")))
    as_of = st.sampled_from(boundaries(window[0], today)) | st.dates(window[0], today)
    return period, draw(st.none() | as_of)


@st.composite
def cases(draw: st.DrawFn, today: Day = TODAY) -> tuple[Folder, list[Question]]:
    """A folder, and one to four questions about it."""
    window = draw(st.sampled_from(WINDOWS))
    folder = draw(folders(today, window))
    return folder, draw(st.lists(questions(window, today), min_size=1, max_size=4, unique=True))
