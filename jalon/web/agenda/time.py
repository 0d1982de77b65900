"""Other work: added from the week in two gestures, changed, taken away, put back."""

import datetime as dt
import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.agenda.enums import TimeKind
from jalon.agenda.models import TimeEntry
from jalon.agenda.permissions import AGENDA_RIGHTS, check_may_open_agenda
from jalon.agenda.time_actions import add_time, change_time, remove_time
from jalon.core import french
from jalon.core.hours import minutes_written
from jalon.programme.models import Operation
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.acts import carried_out
from jalon.web.agenda.forms import TimeForm
from jalon.web.agenda.week import week_context
from jalon.web.agenda.whose import Whose, agenda_of, day_asked, whose
from jalon.web.recording.acts import Done
from jalon.worktime.sheets import signed_month

REMOVED = "removed_time"
"""In the session: the last time taken away, as it was."""
MINUTES = re.compile(r"[0-9]{1,3}")
FIELDS = ("date", "time", "minutes", "kind", "words")


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AccountRequest) -> HttpResponse:
    """The week with its form: a gap gives the day, the hour and the length; the kind is the button that saves."""
    chosen = whose(request)
    if chosen is None:
        return redirect("agenda:week")
    day = day_asked(request)
    form = TimeForm(request.POST or None, caseworker=chosen.caseworker, initial={"date": day, **_asked(request)})

    def act(said: dict[str, Any]) -> Done:
        entry = add_time(by=request.user, caseworker=chosen.caseworker, **said)
        undo = reverse("agenda:remove_time", args=[entry.pk])
        return Done(_added(entry), undo=undo, url=chosen.url("week", jour=entry.date))

    return carried_out(request, form, act) or _shown(request, chosen, day, form, "Noter un temps")


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """The same form, filled; it also takes the time away."""
    entry = _entry(request, pk)
    chosen = agenda_of(request, entry.caseworker)
    initial = {name: getattr(entry, name) for name in (*FIELDS, "operation")}
    form = TimeForm(request.POST or None, caseworker=entry.caseworker, initial=initial)

    def act(said: dict[str, Any]) -> Done:
        changed = change_time(by=request.user, entry=entry, **said)
        words = f"Temps changé.{_signed(entry)}" if changed else "Rien n’a changé."
        return Done(words, url=chosen.url("week", jour=entry.date))

    day = entry.date
    return carried_out(request, form, act) or _shown(request, chosen, day, form, "Changer ce temps", entry=entry)


@allowed(*AGENDA_RIGHTS)
@require_POST
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a time away; *Annuler* puts it back."""
    entry = _entry(request, pk)
    chosen = agenda_of(request, entry.caseworker)
    request.session[REMOVED] = _kept(entry)
    length = minutes_written(entry.minutes)
    said = f"{entry.get_kind_display()}, {length}, le {french.long_day(entry.date)} : c’est retiré."
    url = chosen.url("week", jour=entry.date)
    remove_time(by=request.user, entry=entry)
    messages.success(request, Done(said, undo=reverse("agenda:restore_time")).message())
    return redirect(url)


@allowed(*AGENDA_RIGHTS)
@require_POST
def restore(request: AccountRequest) -> HttpResponse:
    """Put back the last time taken away during this session."""
    kept = request.session.pop(REMOVED, None)
    if kept is None:
        messages.error(request, "Il n’y a rien à remettre : ce temps l’a déjà été.")
        return redirect("agenda:week")
    check_may_open_agenda(request.user, kept["caseworker"])
    entry = _put_back(request, kept)
    messages.success(request, f"{entry.get_kind_display()} : remis à sa place.")
    return redirect(agenda_of(request, entry.caseworker).url("week", jour=entry.date))


def _asked(request: AccountRequest) -> dict[str, Any]:
    """What the address proposes, when it makes sense."""
    minutes, hour = request.GET.get("minutes", ""), request.GET.get("heure", "")
    found: dict[str, Any] = {"minutes": int(minutes)} if MINUTES.fullmatch(minutes) else {}
    try:
        return {**found, "time": dt.time.fromisoformat(hour)}
    except ValueError:
        return found


def _entry(request: AccountRequest, pk: int) -> TimeEntry:
    entry = get_object_or_404(TimeEntry.objects.select_related("caseworker", "operation"), pk=pk)
    check_may_open_agenda(request.user, entry.caseworker_id)
    return entry


def _shown(
    request: AccountRequest, chosen: Whose, day: dt.date, form: TimeForm, title: str, entry: TimeEntry | None = None
) -> HttpResponse:
    panel = {"form": form, "panel": title, "entry": entry, "back": chosen.url("week", jour=day)}
    context = {**week_context(request, chosen, day), **panel}
    return render(request, "agenda/week.html", context, status=422 if form.errors else 200)


def _added(entry: TimeEntry) -> str:
    when = f"{french.weekday(entry.date)} {french.long_day(entry.date)}"
    return f"{TimeKind(entry.kind).label}, {minutes_written(entry.minutes)}, le {when} : c’est noté.{_signed(entry)}"


def _signed(entry: TimeEntry) -> str:
    """What a signed sheet asks for after a change."""
    if not signed_month(entry.caseworker_id, entry.date):
        return ""
    return f" La fiche {french.of(french.month(entry.date))} est signée : établissez-en une version corrigée."


def _kept(entry: TimeEntry) -> dict[str, Any]:
    return {
        "caseworker": entry.caseworker_id,
        "date": entry.date.isoformat(),
        "time": entry.time and entry.time.isoformat(),
        "minutes": entry.minutes,
        "kind": entry.kind,
        "words": entry.words,
        "operation": entry.operation_id,
    }


def _put_back(request: AccountRequest, kept: dict[str, Any]) -> TimeEntry:
    entry = TimeEntry(caseworker_id=kept["caseworker"])
    operation = Operation.objects.filter(pk=kept["operation"]).first()
    said = {
        "date": dt.date.fromisoformat(kept["date"]),
        "time": kept["time"] and dt.time.fromisoformat(kept["time"]),
        "kind": TimeKind(kept["kind"]),
        "minutes": kept["minutes"],
        "words": kept["words"],
    }
    try:
        return add_time(by=request.user, caseworker=entry.caseworker, operation=operation, **said)
    except ValidationError:
        return add_time(by=request.user, caseworker=entry.caseworker, **said)
