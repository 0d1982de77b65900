"""The months of a pathway laid flat, as a surveyor's pole: bands of some months, done or ahead, today in red."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jalon.core.periods import add_months
from jalon.pathways.models import Pathway, Review, Suspension
from jalon.pathways.rules import month_number
from jalon.protocols.models import Protocol


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the pole, as an SVG path, with its CSS class."""

    css: str
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a band: how many months, which day, the review held; `upcoming`: the next one to hold."""

    months: int
    day: dt.date
    upcoming: bool
    late: bool
    review: Review | None


@dataclass(frozen=True, slots=True)
class Pole:
    """The drawing and what it says. Lengths are months, as text: a template would write them with a comma."""

    month: int
    months: int
    end: dt.date
    late: bool
    bands: list[Band]
    marks: list[Mark]
    now: str
    protocol: Protocol


def pole(pathway: Pathway, protocol: Protocol, today: dt.date, held: Mapping[int, Review]) -> Pole:
    """The pole of an open pathway: as long as its protocol allows, a band for each review; `held`, by months."""
    longest, step, entry = protocol.max_months, protocol.review_every_months, pathway.entry_date
    now = min(elapsed(entry, today), longest)
    bands = list(_bands(now, longest, step))
    bands += [_pause(entry, suspension, today, longest) for suspension in pathway.suspensions.all()]
    end = add_months(entry, longest)
    marks = list(_marks(entry, today, longest, step, held))
    return Pole(month_number(entry, today), longest, end, end < today, bands, marks, f"M{now:.2f} -.4V1.4", protocol)


def _marks(entry: dt.date, today: dt.date, longest: int, step: int, held: Mapping[int, Review]) -> Iterable[Mark]:
    days = {months: add_months(entry, months) for months in range(step, longest + 1, step)}
    upcoming = next((months for months, day in days.items() if day >= today and months not in held), None)
    for months, day in days.items():
        review = held.get(months)
        yield Mark(months, day, months == upcoming, day < today and review is None, review)


def elapsed(entry: dt.date, day: dt.date) -> float:
    """Months from the entry to the day, the last one in part."""
    whole = month_number(entry, day) - 1
    begun, next_one = add_months(entry, whole), add_months(entry, whole + 1)
    return whole + (day - begun).days / (next_one - begun).days


def _bands(now: float, longest: int, step: int) -> Iterable[Band]:
    for index, start in enumerate(range(0, longest, step)):
        end = min(start + step, longest)
        shade = "" if index % 2 == 0 else " b1"
        yield Band(f"ahead{shade}", f"M{start} 0H{end}V1H{start}z")
        if now > start:
            yield Band(f"past{shade}", f"M{start} 0H{min(now, end):.2f}V1H{start}z")


def _pause(entry: dt.date, suspension: Suspension, today: dt.date, longest: int) -> Band:
    start = min(elapsed(entry, suspension.start), longest)
    end = min(elapsed(entry, suspension.end or max(today, suspension.start)), longest)
    return Band("pause", f"M{start:.2f} .38H{end:.2f}V.62H{start:.2f}z")
