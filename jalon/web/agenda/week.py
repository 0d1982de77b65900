"""The week: what is planned, what was done, what is missing."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.agenda.permissions import AGENDA_RIGHTS
from jalon.core import clock, french
from jalon.core.hours import minutes_written
from jalon.core.periods import Period
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.reading import openings_of, reader_of
from jalon.web.agenda.rows import said, shown
from jalon.web.agenda.welcome import welcomes
from jalon.web.agenda.whose import SATURDAY, Whose, day_asked, monday_of, whose
from jalon.worktime.queries import days_of
from jalon.worktime.rules import Balance, Day, balance


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_GET
def week(request: AccountRequest) -> HttpResponse:
    """A week of one’s own agenda, or of another’s for the team."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    return render(request, "agenda/week.html", week_context(request, chosen, day_asked(request)))


def week_context(request: AccountRequest, chosen: Whose, day: dt.date) -> dict[str, Any]:
    """What the page of a week shows. Fourteen queries at most, whatever it holds."""
    monday = monday_of(day)
    period = Period(monday, monday + dt.timedelta(6))
    days = days_of([chosen.caseworker.pk], period)[chosen.caseworker.pk]
    reader = reader_of(request, chosen, days)
    told = [shown(each, reader) for each in days if each.date.weekday() < SATURDAY or each.done or each.planned]
    return {
        "whose": chosen,
        "form": None,
        "days": told,
        "title": title(monday),
        "number": monday.isocalendar().week,
        "verdict": verdict(days, clock.today()),
        "missing": balance(days, before=clock.today()).missing,
        "welcomes": welcomes(days, openings_of(chosen.caseworker.pk, period)),
        "ways": ways(chosen, monday),
        "empty": not any(each.rows for each in told),
    }


def title(monday: dt.date) -> str:
    """Semaine du 11 au 15 décembre 2017."""
    friday = monday + dt.timedelta(4)
    if monday.month == friday.month:
        first = "1er" if monday.day == 1 else str(monday.day)
    else:
        first = french.long_day(monday) if monday.year != friday.year else french.long_day(monday).rsplit(" ", 1)[0]
    return f"Semaine du {first} au {french.long_day(friday)}"


def verdict(days: list[Day], today: dt.date) -> str:
    """How the week stands, in a sentence."""
    whole = Balance(sum(each.owed for each in days), sum(each.recorded for each in days))
    told = f"{said(whole.recorded)} sur {said(whole.owed)}"
    past = balance(days, before=today)
    if past.missing:
        return f"{told}, il manque {minutes_written(past.missing)}"
    over = days[-1].date < today and past.over
    return f"{told}, {minutes_written(past.over)} de plus" if over else told


def ways(chosen: Whose, monday: dt.date) -> dict[str, str]:
    """Where one goes from a week."""
    return {
        "previous": chosen.url("week", jour=monday - dt.timedelta(7)),
        "next": chosen.url("week", jour=monday + dt.timedelta(7)),
        "now": chosen.url("week"),
        "month": chosen.url("month", mois=f"{monday:%Y-%m}"),
        "add": chosen.url(
            "add_time", jour=monday if monday > clock.today() else min(clock.today(), monday + dt.timedelta(4))
        ),
        "leave": chosen.url("leave"),
        "openings": chosen.url("openings"),
        "feed": chosen.url("feed"),
        "sheets": chosen.url("sheets"),
    }
