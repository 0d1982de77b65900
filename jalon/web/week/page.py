"""« Ma semaine »: the home page of a référent. To record, who comes today, what to settle, the portfolio."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from jalon.accounts.permissions import caseworkers_of
from jalon.agenda.models import Appointment, Opening
from jalon.alerts.compose import standing
from jalon.core import clock
from jalon.pathways.models import Cover
from jalon.roster.actions import follow_calendar
from jalon.roster.models import FileSummary
from jalon.web.access import AccountRequest
from jalon.web.alerts.lines import inbox
from jalon.web.alerts.overview import of_desk
from jalon.web.navigation import doors_for
from jalon.web.recording.bar import BUTTONS, OTHERS
from jalon.web.week.day import ORIGIN, moments
from jalon.web.week.days import day_shown, week_of, week_shown
from jalon.web.week.portfolio import portfolio
from jalon.web.week.relays import relays_of, with_expected
from jalon.web.week.strip import strip
from jalon.worktime.queries import days_of
from jalon.worktime.rules import Day


def week(request: AccountRequest) -> HttpResponse:
    """As many queries whatever the number of people and of alerts."""
    own, today = caseworkers_of(request.user), clock.today()
    follow_calendar()
    shown = day_shown(request.GET.get("jour", ""), today)
    relays = relays_of(own, today)
    names = {each.absent_id: f"relais de {each.absent}" for each in relays}
    everyone = [*own, *names]
    days = days_of(everyone, week_shown(shown))
    tiles = [_day(days, place, own, relays) for place in range(7)]
    openings = Opening.objects.filter(caseworker__in=own)
    alerts = standing(today, everyone)
    mine = [alert for key in everyone for alert in of_desk(alerts, key)]
    expected = _expected(everyone, today)
    context: dict[str, Any] = {
        "shown": shown,
        "is_today": shown == today,
        "number": shown.isocalendar().week,
        "before": shown - dt.timedelta(7),
        "after": shown + dt.timedelta(7),
        "holiday": tiles[shown.weekday()].holiday,
        "tiles": strip(tiles, openings, shown, today),
        "relays": relays,
        "moments": moments(tiles[shown.weekday()], everyone, clock.now(), names),
        "inbox": inbox(mine, today, week_of(today).end, request.GET, expected=expected, origin=ORIGIN, relays=names),
        "portfolio": portfolio(own, today),
        "own": True,
        "doors": [door for door in doors_for(request.user) if not door.in_header],
        **_bar(request, today),
    }
    return render(request, "week/index.html", context)


def _day(days: dict[int, list[Day]], place: int, own: list[int], relays: list[Cover]) -> Day:
    """A day of the week, with what was expected of whom one stands in for that day."""
    mine = _together([days[key][place] for key in own])
    return with_expected(mine, [days[each.absent_id][place] for each in relays if each.start <= mine.date <= each.end])


def _together(days: list[Day]) -> Day:
    """Who stands for two référents has one day; their time is told by the agenda, each apart."""
    first, *others = days
    if not others:
        return first
    return Day(
        first.date,
        sum(each.due or 0 for each in days),
        sum(each.owed for each in days),
        sum(each.recorded for each in days),
        first.holiday,
        frozenset.intersection(*(each.away for each in days)),
        tuple(each for day in days for each in day.done),
        tuple(each for day in days for each in day.planned),
    )


def _expected(caseworkers: list[int], day: dt.date) -> dict[int, dt.time]:
    """Who comes on the day, and when."""
    held = Appointment.objects.filter(caseworker__in=caseworkers, date=day, outcome="").order_by("-time")
    return dict(held.values_list("participant", "time"))


def _bar(request: AccountRequest, day: dt.date) -> dict[str, Any]:
    """The people one may record for, and the acts."""
    mine = FileSummary.objects.openable_by(request.user).filter(exit__gt=day).select_related("participant", "commune")
    people = [(str(each.participant), str(each.commune) if each.commune else "") for each in mine]
    return {"people": people, "buttons": BUTTONS, "others": OTHERS}
