"""The month at a glance: each day against what it owes, and the time given to each operation."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.agenda.permissions import AGENDA_RIGHTS
from jalon.core import clock, french, periods
from jalon.core.hours import minutes_written
from jalon.core.periods import Period
from jalon.core.rounding import percent
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.reading import operation_names
from jalon.web.agenda.rows import said
from jalon.web.agenda.whose import MONTH, SATURDAY, YEARS, Whose, monday_of, whose
from jalon.worktime.content import NO_OPERATION, off_words
from jalon.worktime.queries import days_of, shares_of
from jalon.worktime.rules import Day, balance
from jalon.worktime.shares import of_days


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month. `inside`: of the month itself, not of the weeks that meet it."""

    date: dt.date
    inside: bool
    today: bool
    total: str
    planned: str
    off: str
    flag: str
    url: str

    @property
    def idle(self) -> bool:
        """A day of the weekend that only keeps its column."""
        return self.date.weekday() >= SATURDAY and not (self.total or self.planned or self.off)


@dataclass(frozen=True, slots=True)
class Week:
    """A line of the month."""

    number: int
    url: str
    total: str
    missing: str
    cells: list[Cell]


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_GET
def month(request: AccountRequest) -> HttpResponse:
    """A month of one’s own agenda, or of another’s for the team."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    return render(request, "agenda/month.html", month_context(chosen, month_asked(request)))


def month_asked(request: AccountRequest) -> Period:
    """The month of the address, else that of the day; 404 for what is none."""
    today = clock.today()
    wanted = request.GET.get(MONTH, "") or f"{today:%Y-%m}"
    try:
        period = periods.parse(wanted)
    except ValueError:
        raise Http404("no such month") from None
    if len(wanted) == len("2017") or period.start.year not in YEARS:
        raise Http404("a year is no month")
    return period


def month_context(chosen: Whose, period: Period) -> dict[str, Any]:
    """What the page of a month shows, whole weeks."""
    first, last = monday_of(period.start), monday_of(period.end)
    days = days_of([chosen.caseworker.pk], Period(first, last + dt.timedelta(6)))[chosen.caseworker.pk]
    inside = [each for each in days if each.date in period]
    today = clock.today()
    count = len(days) // 7
    shown = max((each.date.weekday() + 1 for each in days if each.recorded or each.planned), default=0)
    return {
        "whose": chosen,
        "title": french.month(period.start).capitalize(),
        "weeks": [_week(days[7 * n : 7 * n + 7], period, chosen, today, max(shown, SATURDAY)) for n in range(count)],
        "verdict": _verdict(inside, today),
        "missing": balance(inside, before=today).missing,
        "operations": operations_of(inside, chosen, period),
        "ways": _ways(chosen, period),
    }


def operations_of(days: list[Day], chosen: Whose, period: Period) -> list[tuple[str, str, str]]:
    """Each operation with its time and its part of the whole."""
    found = of_days(days, shares_of([chosen.caseworker.pk], period)[chosen.caseworker.pk])
    names, total = operation_names(), sum(found.values())
    told = ((names.get(code, NO_OPERATION), minutes) for code, minutes in found.items())
    return [(name, minutes_written(minutes), french.percent(percent(minutes, total) or 0)) for name, minutes in told]


def _week(days: list[Day], period: Period, chosen: Whose, today: dt.date, shown: int) -> Week:
    """Its first days: five, or as many as the month’s busiest weekend asks, so that each day keeps its column."""
    missing = balance(days, before=today).missing
    told = f"{said(sum(each.recorded for each in days))} sur {said(sum(each.owed for each in days))}"
    return Week(
        number=days[0].date.isocalendar().week,
        url=chosen.url("week", jour=days[0].date),
        total=told,
        missing=minutes_written(missing) if missing else "",
        cells=[_cell(each, period, chosen, today, caught_up=not missing) for each in days[:shown]],
    )


def _cell(day: Day, period: Period, chosen: Whose, today: dt.date, *, caught_up: bool) -> Cell:
    lacking = day.date < today and day.gap and not caught_up
    planned = len(day.planned)
    return Cell(
        date=day.date,
        inside=day.date in period,
        today=day.date == today,
        total=said(day.recorded) if day.recorded or (day.owed and day.date < today) else "",
        planned=f"{planned} rendez-vous" if planned else "",
        off=off_words(day),
        flag=f"manque {minutes_written(day.gap)}" if lacking else ("chevauchement" if day.overlaps else ""),
        url=chosen.url("week", jour=day.date),
    )


def _verdict(days: list[Day], today: dt.date) -> str:
    told = f"{said(sum(each.recorded for each in days))} sur {said(sum(each.owed for each in days))}"
    missing = balance(days, before=today).missing
    return f"{told}, il manque {minutes_written(missing)}" if missing else told


def _ways(chosen: Whose, period: Period) -> dict[str, str]:
    before, after = period.start - dt.timedelta(1), period.end + dt.timedelta(1)
    return {
        "previous": chosen.url("month", mois=f"{before:%Y-%m}"),
        "next": chosen.url("month", mois=f"{after:%Y-%m}"),
        "now": chosen.url("month"),
        "week": chosen.url("week", jour=max(period.start, min(clock.today(), period.end))),
        "sheets": chosen.url("sheets", mois=f"{period.start:%Y-%m}"),
    }
