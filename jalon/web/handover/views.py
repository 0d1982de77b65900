"""Handing over for a while: the covers, and the page of each, to print."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import REFUSAL, caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.cover import end_cover, instruct, set_cover
from jalon.pathways.models import Cover
from jalon.pathways.permissions import RECORDING
from jalon.web.access import AccountRequest, allowed
from jalon.web.handover.due import due_during, people_of
from jalon.web.handover.forms import CoverForm, InstructionsForm
from jalon.web.recording.acts import TWICE, go
from jalon.web.recording.once import AlreadyDone, once

METHODS = ["GET", "HEAD", "POST"]


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def index(request: AccountRequest) -> HttpResponse:
    """The covers that run or are to come, and a new one."""
    form = CoverForm(request.POST or None, own=_speaks_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic(), once(form.cleaned_data["once"]) as submission:
                made = set_cover(by=request.user, **form.said)
                submission.answer = reverse("handover:cover", args=[made.pk])
        except AlreadyDone as before:
            messages.success(request, TWICE)
            return go(request, before.answer)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            until = f"du {day(made.start)} au {day(made.end)}"
            said = f"{made.replacement} ouvrira les dossiers de {made.absent} {until}. Écrivez ce qu’il faut savoir."
            messages.success(request, said)
            return go(request, submission.answer)
    covers = [(cover, _may_read(request, cover), _may_change(request, cover)) for cover in _shown_to(request)]
    may_allot = may(request.user, Capability.ALLOT)
    context = {"form": form, "covers": covers, "may_allot": may_allot, "back": reverse("home:index")}
    return render(request, "handover/index.html", context, status=422 if form.errors else 200)


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def cover(request: AccountRequest, pk: int) -> HttpResponse:
    """Who, what comes due, what to know of each person; to print."""
    held = get_object_or_404(Cover.objects.select_related("absent", "replacement"), pk=pk)
    if not _may_read(request, held):
        raise PermissionDenied(REFUSAL)
    people = people_of(held, clock.today())
    form = InstructionsForm(request.POST or None, cover=held, people=people)
    may_change = _may_change(request, held)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied(REFUSAL)
        if form.is_valid():
            words, said = form.cleaned_data["words"], form.by_person
            count = instruct(by=request.user, cover=held, words=words, said=said)
            changed = f"{count} consigne{'s' if count > 1 else ''} changée{'s' if count > 1 else ''}." if count else ""
            messages.success(request, f"Consignes enregistrées. {changed}".strip())
            return go(request, reverse("handover:cover", args=[pk]))
    _tell_reading(request, held, len(people))
    context: dict[str, Any] = {
        "cover": held,
        "due": due_during(held, people, clock.today()),
        "form": form,
        "may_change": may_change,
        "people": people,
        "back": reverse("handover:index"),
    }
    return render(request, "handover/cover.html", context, status=422 if form.errors else 200)


@allowed(*RECORDING)
@require_POST
def end(request: AccountRequest, pk: int) -> HttpResponse:
    """End a cover at once."""
    held = get_object_or_404(Cover.objects.select_related("absent", "replacement"), pk=pk)
    if not _may_change(request, held):
        raise PermissionDenied(REFUSAL)
    try:
        messages.success(request, end_cover(by=request.user, cover=held))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("handover:index")


def _speaks_for(request: AccountRequest) -> list[Caseworker] | None:
    """Whose absence this account may announce: its own, or anyone's (None) for the team."""
    if may(request.user, Capability.RECORD_ANY):
        return None
    return list(Caseworker.objects.filter(pk__in=caseworkers_of(request.user)))


def _shown_to(request: AccountRequest) -> list[Cover]:
    found = Cover.objects.filter(end__gte=clock.today()).select_related("absent", "replacement")
    if may(request.user, Capability.RECORD_ANY):
        return list(found)
    own = caseworkers_of(request.user)
    return [each for each in found if each.absent_id in own or each.replacement_id in own]


def _may_change(request: AccountRequest, held: Cover) -> bool:
    return may(request.user, Capability.RECORD_ANY) or held.absent_id in caseworkers_of(request.user)


def _may_read(request: AccountRequest, held: Cover) -> bool:
    """Whoever may change it; the replacement from the first day to the last, as the files."""
    runs = held.start <= clock.today() <= held.end
    return _may_change(request, held) or (runs and held.replacement_id in caseworkers_of(request.user))


def _tell_reading(request: AccountRequest, held: Cover, count: int) -> None:
    if request.method == "GET":
        said = {"personnes": count}
        record(by=request.user, verb=Verb.READ, target=Cover._meta.label_lower, key=str(held.pk), after=said)
