"""The first appointments to set: who waits, since when, and the next free hours of their référent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment
from jalon.agenda.slots import Slot
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.permissions import RECORDING
from jalon.referrals.models import Referral
from jalon.web.access import AccountRequest, allowed
from jalon.web.appointments.free import free_hours

PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """Someone to call: their referral, and the hours to propose."""

    referral: Referral
    slots: list[Slot]
    days: int


@allowed(*RECORDING)
@never_cache
@require_safe
def page(request: AccountRequest) -> HttpResponse:
    """The oldest first, 25 by 25."""
    found = _waiting(request)
    after = _place(request.GET.get("apres", ""))
    if after:
        found = found.filter(Q(date__gt=after[0]) | Q(date=after[0], pk__gt=after[1]))
    held = list(found.order_by("date", "pk")[: PAGE + 1])
    shown, today = held[:PAGE], clock.today()
    free = free_hours({each.caseworker_id for each in shown if each.caseworker_id}, AppointmentKind.FIRST)
    lines = [Line(each, free.get(each.caseworker_id or 0, []), (today - each.date).days) for each in shown]
    if shown:
        record(by=request.user, verb=Verb.READ, target="referrals.referral", reason="premiers rendez-vous à fixer")
    context = {
        "lines": lines,
        "next_url": f"?apres={shown[-1].date}.{shown[-1].pk}" if len(held) > PAGE else "",
        "first_url": "?" if after else "",
        "total": _waiting(request).count(),
        "may_allot": may(request.user, Capability.ALLOT),
    }
    return render(request, "appointments/queue.html", context)


def _place(mark: str) -> tuple[dt.date, int] | None:
    """Where the page before ended, as the address says it (2017-10-02.123); None for the first page."""
    day, _, key = mark.partition(".")
    try:
        return (dt.date.fromisoformat(day), int(key)) if key.isdecimal() and len(key) < 10 else None
    except ValueError:
        return None


def _waiting(request: AccountRequest) -> QuerySet[Referral]:
    """The pending referrals that one may open, without a first appointment that stands or was kept."""
    since = Appointment.objects.filter(
        participant=OuterRef("participant"),
        kind=AppointmentKind.FIRST,
        date__gte=OuterRef("date"),
        outcome__in=("", "tenu"),
    )
    found = Referral.objects.pending().filter(~Exists(since), date__lte=clock.today())
    if not may(request.user, Capability.RECORD_ANY):
        found = found.filter(caseworker__in=caseworkers_of(request.user))
    return found.select_related("participant", "referrer", "caseworker")
