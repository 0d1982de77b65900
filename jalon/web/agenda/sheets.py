"""Time sheets: those of a référent, one of them, on paper and as a spreadsheet."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jalon.accounts.roles import Capability
from jalon.agenda.permissions import AGENDA_RIGHTS, may_open_agenda
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock, french, periods
from jalon.core.periods import Period
from jalon.reports.timesheets import book, document
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.acts import carried_out
from jalon.web.agenda.month import month_asked
from jalon.web.agenda.sheet_forms import SheetForm
from jalon.web.agenda.totals import state_of
from jalon.web.agenda.whose import Whose, agenda_of, whose
from jalon.web.recording.acts import Done
from jalon.worktime.actions import draw_up
from jalon.worktime.content import Content, differences, hours, needed, totals
from jalon.worktime.models import TimeSheet
from jalon.worktime.queries import shares_of
from jalon.worktime.sheets import awaited, content_now, latest_sheet, may_open_sheet, own_capacity

READERS = (*AGENDA_RIGHTS, Capability.SIGN_TIME_SHEETS)
"""Who may open a sheet: the référent, the team, the superior."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: AccountRequest) -> HttpResponse:
    """A month to draw up, and the sheets already drawn up."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    period = _month(request)
    last = latest_sheet(chosen.caseworker.pk, period.start)
    said = content_now(chosen.caseworker, period.start)
    form = SheetForm(request.POST or None, doubts=bool(said["doubts"]), corrects=last is not None)

    def act(typed: dict[str, Any]) -> Done:
        drawn = draw_up(by=request.user, caseworker=chosen.caseworker, month=period.start, **typed)
        return Done(
            f"Fiche {french.of(french.month(drawn.month))} établie, version {drawn.version}.",
            url=reverse("agenda:sheet", args=[drawn.pk]),
        )

    if done := carried_out(request, form, act):
        return done
    context = {
        "whose": chosen,
        "form": form,
        "title": french.month(period.start),
        "said": said,
        "sums": sums(said),
        "last": last,
        "state": state_of(last) if last else "",
        "changed": differences(last.content, said) if last else [],
        "needed": needed(shares_of([chosen.caseworker.pk], period)[chosen.caseworker.pk]),
        "kept": TimeSheet.objects.filter(caseworker=chosen.caseworker).order_by("-month", "-version"),
        "ways": _ways(chosen, period),
    }
    return render(request, "agenda/sheets.html", context, status=422 if form.errors else 200)


@allowed(*READERS)
@never_cache
@require_safe
def sheet(request: AccountRequest, pk: int) -> HttpResponse:
    """A sheet as it was drawn up, its signatures, and what has changed since."""
    held = sheet_or_refuse(request, pk)
    last = latest_sheet(held.caseworker_id, held.month)
    own = own_capacity(request.user, held)
    waits = awaited(held) if last and last.pk == held.pk else None
    context = {
        "sheet": held,
        "title": f"Fiche {french.of(french.month(held.month))}",
        "operations": held.content["operations"],
        "rows": rows(held.content),
        "sums": sums(held.content),
        "replaced": last if last and last.pk != held.pk else None,
        "changed": differences(held.content, content_now(held.caseworker, held.month)) if last == held else [],
        "state": state_of(held),
        "may_sign": waits is not None and (waits == own or may_open_agenda(request.user, held.caseworker_id)),
        "by_hand": waits == own,
        "back": _back(request, held),
        "may_correct": may_open_agenda(request.user, held.caseworker_id),
    }
    return render(request, "agenda/sheet.html", context)


@allowed(*READERS)
@never_cache
@require_safe
def pdf(request: AccountRequest, pk: int) -> HttpResponse:
    """The sheet on paper, with its signatures or the room for them."""
    held = sheet_or_refuse(request, pk)
    return _file(request, held, document.pdf(held), "pdf", "application/pdf")


@allowed(*READERS)
@never_cache
@require_safe
def xlsx(request: AccountRequest, pk: int) -> HttpResponse:
    """The sheet as a spreadsheet, its totals as formulas."""
    held = sheet_or_refuse(request, pk)
    return _file(request, held, book.xlsx(held), "xlsx", XLSX)


def sheet_or_refuse(request: AccountRequest, pk: int) -> TimeSheet:
    """404, or PermissionDenied."""
    related = ("caseworker", "made_by", "employee_signature__image", "superior_signature__image")
    held = get_object_or_404(TimeSheet.objects.select_related(*related), pk=pk)
    if not may_open_sheet(request.user, held.caseworker_id, held.month):
        raise PermissionDenied("Cette fiche est celle d’un référent d’une autre structure.")
    return held


def sums(said: Content) -> list[tuple[str, str]]:
    """The total of each operation, then that of the month."""
    found = totals(said)
    told = [(each["name"], hours(found[each["code"]])) for each in said["operations"]]
    return [*told, ("Total du mois", hours(sum(found.values())))]


def rows(said: Content) -> list[Mapping[str, Any]]:
    """The days with a cell for each operation, then the total and why less was owed."""
    codes = [each["code"] for each in said["operations"]]
    return [
        {
            "date": dt.date.fromisoformat(day["date"]),
            "cells": [hours(day["minutes"][code]) if day["minutes"].get(code) else "" for code in codes],
            "total": hours(sum(day["minutes"].values())) if day["minutes"] else "",
            "off": day["off"],
        }
        for day in said["days"]
    ]


def _month(request: AccountRequest) -> Period:
    """The month asked, else the last one that is over."""
    if request.GET.get("mois"):
        return month_asked(request)
    before = clock.today().replace(day=1) - dt.timedelta(1)
    return periods.month(before.year, before.month)


def _ways(chosen: Whose, period: Period) -> dict[str, str]:
    before, after = period.start - dt.timedelta(1), period.end + dt.timedelta(1)
    return {
        "previous": chosen.url("sheets", mois=f"{before:%Y-%m}"),
        "next": chosen.url("sheets", mois=f"{after:%Y-%m}"),
        "month": chosen.url("month", mois=f"{period.start:%Y-%m}"),
    }


def _back(request: AccountRequest, held: TimeSheet) -> tuple[str, str]:
    """Where one came from: the référent’s sheets, or the hours of those one employs."""
    month = f"?mois={held.month:%Y-%m}"
    if may_open_agenda(request.user, held.caseworker_id):
        return agenda_of(request, held.caseworker).url("sheets", mois=f"{held.month:%Y-%m}"), "Fiches de temps"
    return reverse("agenda:totals") + month, "Heures des référents"


def _file(request: AccountRequest, held: TimeSheet, content: bytes, ending: str, media_type: str) -> HttpResponse:
    target, key = "worktime.timesheet", str(held.pk)
    record(by=request.user, verb=Verb.EXPORTED, target=target, key=key, reason=f"fiche de temps, {ending}")
    name = f"{slugify(f'fiche-de-temps-{held.caseworker.code}-{held.month:%Y-%m}-v{held.version}')}.{ending}"
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})
