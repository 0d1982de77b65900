"""Figures of any period, typed or computed, never both. Source: docs/rules/historique.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Min

from jalon.core.periods import Period
from jalon.indicators.engine import evaluate
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway
from jalon.referrals.models import Referral
from jalon.reports.counted import OF_THE_MONTH
from jalon.reports.models import ComputedSince, TypedFigure

DATED: tuple[tuple[Any, str], ...] = ((Pathway, "entry_date"), (Referral, "date"))
"""The facts that begin all the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure and where it comes from: `source` is the document of a typed one, "" for a computed one."""

    value: int | Decimal | None
    typed: bool = False
    source: str = ""


def computed_since() -> int | None:
    """The first year that is computed: the one that was set, or that of the first fact; None without any."""
    said = ComputedSince.objects.first()
    if said:
        return said.year
    firsts = [model._default_manager.aggregate(first=Min(field))["first"] for model, field in DATED]
    return min((day.year for day in firsts if day), default=None)


def value(code: str, period: Period) -> Told:
    """A figure of a month or a year: typed when the period is before the first computed year, computed otherwise.

    `Told(None)` when nothing was typed. KeyError for a code that is none. Three queries, and those of the figure.
    """
    since = computed_since()
    if since is not None and period.start.year >= since:
        return Told(evaluate([INDICATORS[code]], Window(period))[code])
    return typed([code], [period]).get((code, Window(period).name), Told(None))


def typed(codes: Iterable[str], asked: Iterable[Period]) -> dict[tuple[str, str], Told]:
    """The typed figures of these periods, by code and name of period (2016-03, 2016). One query."""
    names = [Window(period).name for period in asked]
    found = TypedFigure.objects.filter(code__in=list(codes), period__in=names)
    return {(each.code, each.period): Told(plain(each.value), True, each.source) for each in found}


def plain(number: Decimal) -> int | Decimal:
    """Whole numbers as such: 963.0000 → 963."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def of_the_month_only(code: str) -> bool:
    """Whether the figure exists for months alone."""
    return code in OF_THE_MONTH
