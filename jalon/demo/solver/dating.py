"""From months to days: each span becomes a step with its dates, its employer or provider and its contract."""

import datetime as dt
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course, Span, Step
from jalon.demo.solver.placing import LAST_START_DAY, SHARED
from jalon.demo.solver.spans import AIDED, IMMERSION, SHORT, SIX_MONTHS
from jalon.demo.solver.tables import Row, rows

OLDEST_START = dt.date(2016, 6, 1)
SHORT_START = dt.date(2016, 12, 5)
LONGEST = {SHORT: 175, IMMERSION: 28}
"""Days at most of the steps that are short by nature."""
OPEN_ENDED = frozenset({"cdi", "creation", "cesu"})
Interval = tuple[dt.date, dt.date]


class Offers:
    """Who employs or teaches, under which contract and for how many hours a week, by label."""

    def __init__(self) -> None:
        self.by_label: dict[str, list[Row]] = {}
        for row in rows("offers.csv"):
            self.by_label.setdefault(row["label"], []).append(row)

    def fill(self, random: Random, step: Step) -> Step:
        """Give a step its organisation, its contract and its weekly hours."""
        found = self.by_label.get(step.label) or self.by_label["*"]
        offer = random.choices(found, [int(row["weight"]) for row in found])[0]
        step.contract = offer["contract"]
        step.organisation = random.choice(offer["organisations"].split("+"))
        step.weekly_hours = random.choice(offer["hours"].split("+"))
        return step


def date_steps(random: Random, course: Course, offers: Offers) -> None:
    """Turn the spans of a course into steps, in order."""
    for step in course.steps:
        offers.fill(random, step)
    # Suspensions hold their months too, and are no steps.
    spans = [span for span in course.spans if span.classification]
    for span in sorted(spans, key=lambda span: (span.start, span.end, span.label)):
        start = _start(random, course, span)
        step = offers.fill(random, Step(span.label, span.classification, start, None))
        step.end = _end(random, course, span, start, open_ended=step.contract in OPEN_ENDED)
        course.steps.append(step)


def _is_proof(course: Course, span: Span) -> bool:
    return course.is_positive and span.end == course.left


def _start(random: Random, course: Course, span: Span) -> dt.date:
    low, high = _start_bounds(course, span)
    if _is_proof(course, span) and course.exit:
        months = SIX_MONTHS + 1 if span.label in AIDED else SIX_MONTHS
        needed = days.months_after(course.exit, -months) - dt.timedelta(1)
        high = min(high, needed) if needed >= low else high
    if course.is_positive and len(course.spans) > 1:
        high = min(high, low + dt.timedelta(4))
    return days.pick(random, low, max(low, high))


def _start_bounds(course: Course, span: Span) -> Interval:
    if span.start == days.BEFORE:
        low = max(course.entry + dt.timedelta(2), SHORT_START if span.label in LONGEST else OLDEST_START)
        return min(low, dt.date(2016, 12, 28)), dt.date(2016, 12, 29)
    first = days.first(span.start)
    # The last working day of a month may come before its end: a single month leaves room for an end.
    high = first.replace(day=LAST_START_DAY if span.start == span.end else LAST_START_DAY + 4)
    low = max(first, course.entry)
    if any(other.end == span.start and other is not span for other in course.spans):
        low = max(low, first.replace(day=SHARED + 1))
    if span.start == course.left and course.exit:
        high = min(high, course.exit)
    return min(low, high), high


def _end(random: Random, course: Course, span: Span, start: dt.date, *, open_ended: bool) -> dt.date | None:
    if span.end == days.AFTER:
        return None if open_ended else _planned(random, span, start)
    if _is_proof(course, span) and course.exit:
        return None if open_ended else course.exit
    low, high = max(start, days.first(span.end)), days.last(span.end)
    if any(other.start == span.end and other is not span for other in course.spans):
        high = high.replace(day=SHARED - 1)
    if span.end == course.left and course.exit:
        high = min(high, course.exit)
    high = max(low, high)
    if course.is_positive:
        low = max(low, high - dt.timedelta(3))
    return days.pick(random, low, high)


def _planned(random: Random, span: Span, start: dt.date) -> dt.date | None:
    """The planned end of a step still open at the end of the year, sometimes unknown."""
    first, last = dt.date(2018, 1, 3), dt.date(2018, 6, 29)
    if span.label in LONGEST:
        return days.pick(random, first, max(first, start + dt.timedelta(LONGEST[span.label])))
    return None if random.random() < 0.3 else days.pick(random, first, last)
