"""Giving spans to courses: a course open, known and free in all their months."""

from collections.abc import Iterable
from random import Random

from jalon.demo.solver.model import Course, Span
from jalon.demo.solver.spans import CDDI, COMPANIONS

LAST_START_DAY = 22
"""A step of a single month starts at the latest on that day, so that it has a few days."""
FOR_SOME = ("Start Again", "Action seniors - TALENT CAMPUS")
"""Actions for women, for seniors: given to people who stay, among whom there are many of each."""
SHARED = 15
"""In a month where a step ends and another starts, the first ends before that day, the second starts after."""


class Board:
    """Who is busy when."""

    def __init__(self, courses: Iterable[Course]) -> None:
        # Exits of 2016 recorded late have no step that a letter of 2017 could see.
        self.courses = [course for course in courses if course.left]

    def give(self, span: Span, course: Course) -> None:
        """Put a span on a course."""
        course.spans.append(span)

    def free_for(self, span: Span, *, overlap: bool = False) -> list[Course]:
        """The courses that could hold a span; with `overlap`, though they already have another step then."""
        return [course for course in self.courses if fits(span, course, overlap=overlap)]

    def at_work_for(self, span: Span) -> list[Course]:
        """The courses whose contract is with the integration site, when the span is such a site."""
        if span.label not in COMPANIONS:
            return []
        return [
            course
            for course in self.courses
            if fits(span, course, overlap=True)
            and any(
                other.label == CDDI and other.start <= span.start and span.end <= other.end for other in course.spans
            )
            and not any(other.label in COMPANIONS for other in course.spans)
        ]

    def place(self, random: Random, spans: Iterable[Span]) -> None:
        """Place all these spans, the longest first, sites after contracts. ValueError when one finds nobody."""
        for span in sorted(
            spans, key=lambda span: (span.label in COMPANIONS, -len(span.months), span.start < span.end)
        ):
            found = self.at_work_for(span) or self.free_for(span) or self.free_for(span, overlap=True)
            if not found:
                raise ValueError(f"nobody for {span}")
            staying = [course for course in found if span.label in FOR_SOME and course.exit is None]
            self.give(span, random.choice(staying or found))


def fits(span: Span, course: Course, *, overlap: bool = False) -> bool:
    """Whether a course is open and known during the whole span, and free but for a shared month."""
    if course.known > span.start or course.left < span.end or not _days_fit(span, course):
        return False
    # A shared month would put off the start of a job that must have lasted six months on the day of exit.
    return overlap or not any(_collide(span, other, sharing=not course.is_positive) for other in course.spans)


def _days_fit(span: Span, course: Course) -> bool:
    """The month of entry has room for a start, the month of exit for a start that would be the exit's month too."""
    if span.start == course.entered and span.start and course.entry.day > LAST_START_DAY:
        return False
    same_as_exit = span.start == course.left and course.exit is not None
    return not (same_as_exit and course.entered == course.left)


def _collide(span: Span, other: Span, *, sharing: bool) -> bool:
    first, second = (span, other) if (span.start, span.end) <= (other.start, other.end) else (other, span)
    if second.start > first.end:
        return False
    months_shared = second.start == first.end and first.start < first.end and second.start < second.end
    return not (sharing and months_shared)
