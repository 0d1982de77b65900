"""The jobs and trainings behind positive exits: spans that end with the exit and are long enough to prove it.

Rules of the 2016-2020 protocol: six months in a company, or six months of missions or short contracts within twelve;
more than six months for a subsidised contract; a qualifying training begun.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course, Span, Step
from jalon.demo.solver.placing import Board, fits
from jalon.demo.solver.spans import AIDED, INTERIM, LASTING, LONG, SHORT, SIX_MONTHS

SERIES_MONTHS = 7
"""Calendar months that missions must touch to be sure of six months worked."""
MONTHS_AFTER_TRAINING = 6
"""An exit comes with the training, or within some months of it."""
FIRST_PART_2016 = dt.date(2016, 2, 1)


def prove(random: Random, board: Board, courses: Sequence[Course], spans: list[Span]) -> None:
    """Give to positive exits the spans that prove them; the spans given are taken from the list."""
    exits = [course for course in board.courses if course.is_positive and course.exit]
    trained = [course for course in exits if course.reason == "formation_qualifiante"]
    for months_before in range(MONTHS_AFTER_TRAINING):
        for course in [course for course in trained if not course.spans]:
            trainings = [span for span in spans if span.classification == "formation_qualifiante"]
            _one(board, course, spans, trainings, 0, course.left - months_before)
    for course in [course for course in exits if course.reason == "emploi_aide"]:
        _one(board, course, spans, _of(spans, AIDED), SIX_MONTHS + 1)
    for course in sorted((c for c in exits if c.reason == "emploi"), key=lambda c: (c.left, c.entry)):
        if not any(_one(board, course, spans, _of(spans, (label,)), SIX_MONTHS) for label in (LONG, *LASTING)):
            _series(random, board, course, spans)


def _of(spans: Iterable[Span], labels: tuple[str, ...]) -> list[Span]:
    return [span for span in spans if span.label in labels]


def _one(
    board: Board, course: Course, spans: list[Span], choice: list[Span], months: int, end: int | None = None
) -> bool:
    """A single span that ends with the exit (or in another month) after so many months; the shortest that is enough."""
    ripe = [span for span in choice if span.end == (end or course.left) and _lasted(span, course, months)]
    found = [span for span in ripe if fits(span, course)]
    if not found:
        return False
    span = max(found, key=lambda span: span.start)
    spans.remove(span)
    board.give(span, course)
    return True


def _lasted(span: Span, course: Course, months: int) -> bool:
    """Whether it can have lasted so many months, given the days of entry and exit."""
    if course.exit is None:
        return False
    start = days.months_after(course.exit, -months)
    if course.entry > start - dt.timedelta(2):
        return False
    # In the month where it must have begun, a few days must remain before the last possible one.
    month = days.month_of(start)
    return span.start < month or (span.start == month and (month == days.BEFORE or start.day > 4))


def _series(random: Random, board: Board, course: Course, spans: list[Span]) -> bool:
    """Missions one after the other, the last one ending with the exit; before 2017 they are free."""
    if course.exit is None or (course.exit - course.entry).days < 215:
        return False
    for label in random.sample((INTERIM, SHORT), 2):
        chain = _chain(course, [span for span in spans if span.label == label], course.left)
        worked = len({month for span in chain for month in span.months})
        if chain and (worked >= SERIES_MONTHS or chain[-1].start <= 1):
            for span in chain:
                spans.remove(span)
                board.give(span, course)
            if worked < SERIES_MONTHS:
                course.steps.append(_before_2017(label, course, chain[-1]))
            return True
    return False


def _chain(course: Course, spans: list[Span], end: int) -> list[Span]:
    """Spans that follow each other backwards from a month, until they are enough or reach January."""
    chain: list[Span] = []
    while end >= 1 and sum(len(span.months) for span in chain) < SERIES_MONTHS + 1:
        touching = [span for span in spans if span not in chain and span.end in (end, end - 1) and fits(span, course)]
        touching = [span for span in touching if span.end == course.left or chain]
        if not touching:
            break
        span = min(touching, key=lambda span: (span.start, -span.end))
        chain.append(span)
        if span.start <= 1:
            break
        end = span.start - 1
    return chain


def _before_2017(label: str, course: Course, first: Span) -> Step:
    """The missions of 2016, up to the first one of 2017."""
    exit_ = course.exit or course.entry
    start = max(course.entry + dt.timedelta(3), days.months_after(exit_, -11), FIRST_PART_2016)
    end = dt.date(2016, 12, 9 if first.start == days.BEFORE else 28)
    return Step(label, "emploi", min(start, end), end)
