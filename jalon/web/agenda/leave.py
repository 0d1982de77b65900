"""Days away, and the half-days of welcome: two lists, each with its form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.agenda.enums import LeaveKind
from jalon.agenda.models import Appointment, Leave, Opening
from jalon.agenda.permissions import AGENDA_RIGHTS
from jalon.agenda.time_actions import add_leave, add_opening, end_opening, remove_leave
from jalon.core import clock, french
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.acts import carried_out
from jalon.web.agenda.forms import LeaveForm, OpeningForm
from jalon.web.agenda.whose import agenda_of, whose
from jalon.web.recording.acts import Done

LISTED = 30
"""Leaves shown, the latest first."""


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leaves(request: AccountRequest) -> HttpResponse:
    """Who is away and when; a form to add some."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    form = LeaveForm(request.POST or None, initial={"kind": LeaveKind.PAID})

    def act(said: dict[str, Any]) -> Done:
        leave = add_leave(by=request.user, caseworker=chosen.caseworker, **said)
        undo = reverse("agenda:remove_leave", args=[leave.pk])
        return Done(_said(leave), undo=undo, url=chosen.url("leave"))

    if done := carried_out(request, form, act):
        return done
    told = Leave.objects.filter(caseworker=chosen.caseworker).order_by("-start")[:LISTED]
    context = {"whose": chosen, "form": form, "leaves": told, "back": chosen.url("week"), "today": clock.today()}
    return render(request, "agenda/leaves.html", context, status=422 if form.errors else 200)


@allowed(*AGENDA_RIGHTS)
@require_POST
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """The days are owed again."""
    leave = get_object_or_404(Leave.objects.select_related("caseworker"), pk=pk)
    chosen = agenda_of(request, leave.caseworker)
    remove_leave(by=request.user, leave=leave)
    messages.success(request, f"Absence {_days(leave)} retirée : ces jours sont de nouveau dus.")
    return redirect(chosen.url("leave"))


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: AccountRequest) -> HttpResponse:
    """The half-days kept free for first appointments; a form to open one."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    form = OpeningForm(request.POST or None, initial={"valid_from": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        opening = add_opening(by=request.user, caseworker=chosen.caseworker, **said)
        words = (
            f"Accueil ouvert chaque {opening.get_weekday_display()} à partir du {french.long_day(opening.valid_from)}."
        )
        return Done(words, url=chosen.url("openings"))

    if done := carried_out(request, form, act):
        return done
    told = Opening.objects.filter(caseworker=chosen.caseworker).order_by("weekday", "start", "valid_from")
    context = {"whose": chosen, "form": form, "openings": told, "back": chosen.url("week"), "today": clock.today()}
    return render(request, "agenda/openings.html", context, status=422 if form.errors else 200)


@allowed(*AGENDA_RIGHTS)
@require_POST
def close(request: AccountRequest, pk: int) -> HttpResponse:
    """Today is its last day."""
    opening = get_object_or_404(Opening.objects.select_related("caseworker"), pk=pk)
    chosen = agenda_of(request, opening.caseworker)
    end_opening(by=request.user, opening=opening, on=clock.today())
    messages.success(request, "Accueil arrêté. Les rendez-vous déjà fixés restent.")
    return redirect(chosen.url("openings"))


def _said(leave: Leave) -> str:
    """What was noted, and what it meets."""
    meeting = Appointment.objects.filter(
        caseworker=leave.caseworker, date__range=(leave.start, leave.end), outcome=""
    ).count()
    follows = f" {meeting} rendez-vous y tombent : déplacez-les." if meeting > 1 else ""
    follows = " Un rendez-vous y tombe : déplacez-le." if meeting == 1 else follows
    return f"Absence {_days(leave)} notée.{follows}"


def _days(leave: Leave) -> str:
    if leave.start == leave.end:
        return f"du {french.long_day(leave.start)}"
    return f"du {french.long_day(leave.start)} au {french.long_day(leave.end)}"
