"""Alerts of everyone, by référent, for the SA; and the acts on an alert: put it off, bring it back."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalon.accounts.models import Caseworker
from jalon.accounts.roles import Capability
from jalon.alerts.actions import bring_back, put_off
from jalon.alerts.compose import standing
from jalon.alerts.enums import Family
from jalon.alerts.models import PutOff
from jalon.core import clock
from jalon.core.duties import said
from jalon.pathways.duties.facts import ContactFact
from jalon.pathways.duties.papers import WEEK, lacking
from jalon.pathways.models import Interview
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.alerts.forms import PutOffForm
from jalon.web.alerts.lines import inbox
from jalon.web.alerts.overview import TEAM, of_desk, overview
from jalon.web.recording.acts import Done, check_may_record, file_to_record, origin, recorded, shown, undone
from jalon.web.recording.acts import back as came_from
from jalon.web.week.days import week_of


@allowed(Capability.SEE_ALERTS_OF_ALL)
@never_cache
@require_GET
def index(request: AccountRequest) -> HttpResponse:
    """How many people each référent has something to settle for, by family; who has the most late comes first."""
    day = clock.today()
    found = standing(day)
    context = {"desks": overview(found, day), "families": list(Family)}
    return render(request, "alerts/index.html", context)


@allowed(Capability.SEE_ALERTS_OF_ALL)
@never_cache
@require_GET
def caseworker(request: AccountRequest, code: str) -> HttpResponse:
    """The inbox of a référent, as they see it."""
    found = get_object_or_404(Caseworker, code=code)
    return _desk(request, str(found), found.pk)


@allowed(Capability.SEE_ALERTS_OF_ALL)
@never_cache
@require_GET
def team(request: AccountRequest) -> HttpResponse:
    """What the SA itself is to settle: exits to validate, decisions, people whom nobody follows."""
    return _desk(request, TEAM, None)


def _desk(request: AccountRequest, name: str, key: int | None) -> HttpResponse:
    day = clock.today()
    alerts = of_desk(standing(day, None if key is None else [key]), key)
    page = inbox(alerts, day, week_of(day).end, request.GET)
    return render(request, "alerts/desk.html", {"name": name, "inbox": page, "own": False})


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: AccountRequest, code: str) -> HttpResponse:
    """Put alerts of a person off to a day, with a reason."""
    participant = file_to_record(request, code)
    held = [each for each in standing(clock.today(), participants=[participant.pk]) if each.shown]
    form = PutOffForm(request.POST or None, held, request.GET.getlist("alerte"))

    def act(told: dict[str, Any]) -> Done:
        made = [
            put_off(
                by=request.user,
                participant=participant,
                kind=alert.kind,
                since=alert.due.since,
                until=told["until"],
                reason=told["reason"],
            )
            for alert in form.chosen
        ]
        undo = reverse("alerts:bring_back", args=[participant.code])
        keys = "&".join(f"report={each.pk}" for each in made)
        many = "s reportées" if len(made) > 1 else " reportée"
        back_on = said(told["until"], clock.today())
        return Done(f"Alerte{many}{_for(participant)} jusqu’au {back_on}.", undo=f"{undo}?{keys}")

    if done := recorded(request, participant, form, act):
        return done
    return shown(request, "alerts/later.html", participant, form, {"none": not held})


@allowed(*RECORDING)
@require_POST
def back(request: AccountRequest, code: str) -> HttpResponse:
    """Bring alerts of a person back (`?report=`, keys); those that are back already are passed over."""
    participant = get_object_or_404(Participant, code=code)
    check_may_record(request, participant)
    asked = [key for key in request.GET.getlist("report") if key.isdecimal() and len(key) < 19]

    def act() -> str:
        held = list(PutOff.objects.filter(participant=participant, pk__in=asked).select_related("participant"))
        for each in held:
            bring_back(by=request.user, put_off=each)
        if not held:
            return f"Rien n’est reporté{_for(participant)}."
        return f"L’alerte est de nouveau là{_for(participant)}."

    return undone(request, participant, act)


@allowed(*RECORDING)
@never_cache
@require_GET
def complete(request: AccountRequest, code: str) -> HttpResponse:
    """On to the oldest contact of a person that lacks something; to the file when none does any more."""
    participant = get_object_or_404(Participant, code=code)
    check_may_record(request, participant)
    late = clock.today() - dt.timedelta(WEEK)
    typed = Interview.objects.filter(pathway__participant=participant, recorded_on__isnull=False, date__lt=late)
    for contact in typed.annotate(notes=Count("note_versions", filter=~Q(note_versions__text=""))).order_by("date"):
        if lacking(ContactFact(contact.date, contact.kind, contact.present, contact.minutes, bool(contact.notes))):
            came = origin(request)
            return redirect(reverse("recording:note", args=[contact.pk]) + (f"?{came}" if came else ""))
    return redirect(came_from(request, participant))


def _for(participant: Participant) -> str:
    return f" pour {participant}"
