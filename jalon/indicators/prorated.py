"""Targets in proportion to the time of some référents. Source: protocol, half-yearly meeting with each host."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q

from jalon.accounts.models import FtePeriod
from jalon.agenda.enums import LeaveKind
from jalon.agenda.models import Leave
from jalon.core.periods import Period
from jalon.core.rounding import whole
from jalon.indicators import derived as d
from jalon.indicators.engine import Filters, evaluate
from jalon.indicators.kinds import Derived
from jalon.indicators.window import Window
from jalon.protocols.models import Protocol

TARGETS: Collection[Derived] = (
    *(d.TARGET_ENTRIES, d.TARGET_ENTRIES_TO_DATE, d.ACTIVE_FILE_TARGET),
    *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE),
)


def targets(window: Window, filters: Filters = ()) -> dict[str, Any]:
    """Each target by code, with the `fte` it is made of; None without a protocol in force. Two queries.

    `filters`: of a référent or of a host alone, the périodes d'ETP in force on the last day that count are theirs.
    """
    return evaluate(TARGETS, window, filters)


@dataclass(frozen=True, slots=True)
class Worked:
    """Between two days, both included, a share of full time."""

    start: dt.date
    end: dt.date | None
    fte: Decimal


@dataclass(frozen=True, slots=True)
class OwnTargets:
    """What a référent is expected to have reached on a day, in proportion to their presence."""

    fte: Decimal
    entries: int
    positive_exits: int
    active_file: int


def presence(worked: Iterable[Worked], away: Collection[dt.date], span: Period) -> Fraction:
    """Years of full time spent at work over a part of a year: each day counts its share, none when away."""
    held = list(worked)
    total = sum(
        (Fraction(each.fte) for day in _days(span) if day not in away for each in held if _holds(each, day)), Fraction()
    )
    return total / (366 if calendar.isleap(span.end.year) else 365)


def own_targets(caseworkers: Collection[int], day: dt.date) -> OwnTargets | None:
    """Since 1 January, of the référents that someone stands for; None without a protocol. Three queries.

    Leave is part of a year's work; a sick leave is not. Source: exchange format (« a référent's own sheet prorates by
    presence »), docs/rules/objectifs.md.
    """
    protocol = Protocol.objects.in_force_on(day)
    if protocol is None:
        return None
    span = Period(dt.date(day.year, 1, 1), day)
    rows = FtePeriod.objects.filter(Q(end=None) | Q(end__gte=span.start), caseworker__in=caseworkers, start__lte=day)
    worked = [Worked(each.start, each.end, each.fte) for each in rows if each.fte is not None]
    years = presence(worked, _sick(caseworkers, span), span)
    fte = sum((each.fte for each in worked if _holds(each, day)), Decimal())
    return OwnTargets(
        fte,
        entries=whole(protocol.entries_per_fte * years),
        positive_exits=whole(Fraction(protocol.positive_share) * protocol.entries_per_fte * years),
        active_file=whole(protocol.active_file_per_fte * fte),
    )


def _sick(caseworkers: Collection[int], span: Period) -> set[dt.date]:
    """Whole days alone: half a day changes nothing that is printed."""
    leaves = Leave.objects.filter(caseworker__in=caseworkers, kind=LeaveKind.SICK)
    return {
        day
        for each in leaves.filter(start__lte=span.end, end__gte=span.start)
        for day in _days(Period(max(each.start, span.start), min(each.end, span.end)))
    }


def _days(span: Period) -> Iterator[dt.date]:
    return (span.start + dt.timedelta(number) for number in range((span.end - span.start).days + 1))


def _holds(each: Worked, day: dt.date) -> bool:
    return each.start <= day and (each.end is None or each.end >= day)
