"""The hours of a month, référent by référent: for the team, and for who employs them; no participant is named."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import clock, french
from jalon.core.hours import minutes_written
from jalon.core.periods import Period
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.month import month_asked
from jalon.web.agenda.rows import said
from jalon.worktime.models import TimeSheet
from jalon.worktime.queries import days_of
from jalon.worktime.rules import Day, balance
from jalon.worktime.sheets import hosts_of


@dataclass(frozen=True, slots=True)
class Line:
    """A référent and their month."""

    name: str
    owed: str
    recorded: str
    missing: str
    away: str
    sheet: str
    url: str


@allowed(Capability.SIGN_TIME_SHEETS, Capability.RECORD_ANY)
@never_cache
@require_GET
def totals(request: AccountRequest) -> HttpResponse:
    """The référents of one’s own organisation, or all of them for the team."""
    period = month_asked(request)
    hosts = None if may(request.user, Capability.RECORD_ANY) else hosts_of(request.user)
    employments = _employments(period, hosts)
    caseworkers = {each.caseworker_id: each.caseworker for each in employments}
    days = days_of(list(caseworkers), period)
    sheets = {each.caseworker_id: each for each in _last_sheets(caseworkers, period)}
    lines = [
        _line(
            caseworker,
            _employed(days[key], [each for each in employments if each.caseworker_id == key]),
            sheets.get(key),
        )
        for key, caseworker in caseworkers.items()
    ]
    before, after = period.start - dt.timedelta(1), period.end + dt.timedelta(1)
    address = reverse("agenda:totals")
    context = {
        "title": french.month(period.start),
        "lines": lines,
        "previous": f"{address}?mois={before:%Y-%m}",
        "next": f"{address}?mois={after:%Y-%m}",
    }
    return render(request, "agenda/totals.html", context)


def _employments(period: Period, hosts: set[int] | None) -> list[FtePeriod]:
    held = FtePeriod.objects.filter(Q(end=None) | Q(end__gte=period.start), start__lte=period.end)
    chosen = held if hosts is None else held.filter(host__in=hosts)
    order = ("caseworker__last_name", "caseworker__first_name", "caseworker__code", "start")
    return list(chosen.select_related("caseworker").order_by(*order))


def _employed(days: Iterable[Day], employments: list[FtePeriod]) -> list[Day]:
    """The days during which this employer employed them."""
    return [day for day in days if any(each.start <= day.date <= (each.end or day.date) for each in employments)]


def _last_sheets(caseworkers: Iterable[int], period: Period) -> Iterable[TimeSheet]:
    """The last version of each, read last."""
    return TimeSheet.objects.filter(caseworker__in=caseworkers, month=period.start).order_by("version")


def _line(caseworker: Caseworker, days: list[Day], sheet: TimeSheet | None) -> Line:
    missing = balance(days, before=clock.today()).missing
    away = sum(1 for day in days if day.away and day.due and not day.holiday)
    return Line(
        name=str(caseworker),
        owed=said(sum(day.owed for day in days)),
        recorded=said(sum(day.recorded for day in days)),
        missing=minutes_written(missing) if missing else "",
        away=f"{away} jour{'s' if away > 1 else ''}" if away else "",
        sheet=state_of(sheet) if sheet else "",
        url=reverse("agenda:sheet", args=[sheet.pk]) if sheet else "",
    )


def state_of(sheet: TimeSheet) -> str:
    """Where a sheet stands, in words."""
    if sheet.superior_signature_id:
        return "signée par les deux"
    return "à signer par le supérieur" if sheet.employee_signature_id else "à signer par le référent"
