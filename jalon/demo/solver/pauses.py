"""Suspensions (“veille”): declared numbers on the last day of each month, two months at most, without a step."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course, Span
from jalon.demo.solver.placing import fits
from jalon.demo.solver.tables import by_month, rows

LABEL = "veille"
REASONS = ("soins", "garde d’enfant", "maladie d’un proche", "démarches administratives", "absence du territoire")
TOO_LONG = 3
"""Suspensions that have passed two months on the last day: an alert to show."""
FIRST_START, LAST_START, LAST_END = 16, 24, 14
"""Days of a month: a suspension starts after a step has ended, ends before one starts."""


def pause(random: Random, courses: Sequence[Course]) -> None:
    """Suspend people who have no step, so that each last day of a month has its declared number."""
    for span in _spans(random, by_month(rows("marginals/suspensions.csv")[0])):
        free = [course for course in courses if _may_pause(course, span)]
        course = random.choice(free)
        course.spans.append(span)
        course.pauses.append(_days(random, course, span))


def _may_pause(course: Course, span: Span) -> bool:
    early = course.entered < span.start or course.entry < dt.date(2016, 10, 1)
    return early and course.left > min(span.end, days.LAST_DAY.month) and not course.is_positive and fits(span, course)


def _spans(random: Random, counts: list[int]) -> list[Span]:
    """Suspensions by months: each covers the last day of one month, or of two in a row."""
    overdue = [Span(LABEL, "", 10, days.AFTER) for _ in range(TOO_LONG)]
    done, carried = [], 0
    for month, count in enumerate(counts, 1):
        new = count - carried - (TOO_LONG if month >= 10 else 0)
        longer = new // 2
        # Those of January may have begun in December.
        start = month - 1 if month == 1 else month
        done += [Span(LABEL, "", month, month + 2) for _ in range(longer)]
        done += [Span(LABEL, "", start, month + 1) for _ in range(new - longer)]
        carried = longer
    random.shuffle(done)
    return overdue + [_cut(span) for span in done]


def _cut(span: Span) -> Span:
    span.end = min(span.end, days.AFTER)
    return span


def _days(random: Random, course: Course, span: Span) -> tuple[dt.date, dt.date]:
    """Its days: an end in the first days of its last month, two months at most."""
    if span.start == 10 and span.end == days.AFTER:
        return days.pick(random, dt.date(2017, 10, 9), dt.date(2017, 10, 27)), dt.date(2018, 1, 12)
    first = dt.date(2016, 12, 1) if span.start == days.BEFORE else days.first(span.start)
    start = days.pick(random, first.replace(day=FIRST_START), first.replace(day=LAST_START))
    last = dt.date(2018, 1, 1) if span.end == days.AFTER else days.first(span.end)
    latest = min(last.replace(day=LAST_END), days.months_after(start, 2))
    return start, days.pick(random, min(last, latest), latest)
