"""Monthly meetings: planned, prepared, decided person by person, closed, printed; decisions carried out."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.accounts.permissions import REFUSAL, caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.french import long_day
from jalon.core.periods import add_months
from jalon.pathways.actions.meetings import carry_out, close_meeting, decide, plan_meeting
from jalon.pathways.models import CaseDecision, CaseMeeting, Pathway
from jalon.pathways.permissions import RECORDING
from jalon.web.access import AccountRequest, allowed
from jalon.web.meetings.forms import DecisionForm, PlanForm
from jalon.web.meetings.minutes import minutes_pdf
from jalon.web.meetings.sheet import Line, grounds_of, lines_of, owners
from jalon.web.recording.acts import TWICE, Done, check_may_record, done_at_once, file_to_record, go
from jalon.web.recording.once import AlreadyDone, once

PAST = 25
METHODS = ["GET", "HEAD", "POST"]


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def index(request: AccountRequest) -> HttpResponse:
    """The meetings to come and the last ones; one more is planned here."""
    runs, today = may(request.user, Capability.RUN_MEETINGS), clock.today()
    form = PlanForm(request.POST or None, team=_team(today)) if runs else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(REFUSAL)
        if form.is_valid() and (done := _planned(request, form)):
            return done
    held = _visible(request).select_related("caseworker", "officer")
    waiting = Count("decisions", filter=Q(decisions__done_on=None) & ~Q(decisions__words=""))
    held = held.annotate(decided=Count("decisions", filter=~Q(decisions__words="")), waiting=waiting)
    context = {
        "form": form,
        "back": "",
        "to_come": held.filter(closed_at=None).order_by("date", "caseworker"),
        "past": held.exclude(closed_at=None).order_by("-date", "caseworker")[:PAST],
    }
    return render(request, "meetings/index.html", context, status=422 if form and form.errors else 200)


def _planned(request: AccountRequest, form: PlanForm) -> HttpResponse | None:
    try:
        with transaction.atomic(), once(form.cleaned_data["once"]) as submission:
            made = plan_meeting(by=request.user, **form.said)
            submission.answer = reverse("meetings:sheet", args=[made.pk])
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return None
    messages.success(request, f"Réunion prévue le {long_day(made.date)} avec {made.caseworker}. Voici sa feuille.")
    return go(request, submission.answer)


@allowed(*RECORDING)
@never_cache
@require_safe
def sheet(request: AccountRequest, pk: int) -> HttpResponse:
    """The sheet of a meeting, prepared; to be filled by who runs it."""
    meeting = _meeting(request, pk)
    return _shown(request, meeting, {})


@allowed(Capability.RUN_MEETINGS)
@require_POST
def decision(request: AccountRequest, pk: int, pathway: int) -> HttpResponse:
    """Write what is decided for a person; the sheet again, at that person."""
    meeting = _meeting(request, pk)
    held = get_object_or_404(Pathway.objects.select_related("participant"), pk=pathway)
    line = next((each for each in lines_of(meeting, clock.today()) if each.pathway.pk == pathway), None)
    line = line or Line(held, [], None, None, 0)
    form = _form(meeting, line, request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                current = CaseDecision.objects.select_for_update().filter(meeting=meeting, pathway=held).first()
                said = form.settle(_stored(current), who=_who(current))
                decide(by=request.user, meeting=meeting, pathway=held, grounds=grounds_of(line.reasons), **said)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Décision enregistrée pour {held.participant}.")
            return go(request, f"{reverse('meetings:sheet', args=[pk])}#personne-{pathway}")
    return _shown(request, meeting, {pathway: form})


@allowed(*RECORDING)
@require_POST
def done(request: AccountRequest, pk: int) -> HttpResponse:
    """A decision is done (`fait`: oui), or is not after all."""
    held = get_object_or_404(CaseDecision.objects.select_related("pathway__participant", "meeting"), pk=pk)
    participant = held.pathway.participant
    check_may_record(request, participant)
    said = request.POST.get("fait", "oui") == "oui"

    def act() -> Done:
        carry_out(by=request.user, decision=held, done=said)
        words = "Décision notée comme faite." if said else "La décision reste à suivre."
        return Done(f"{words} {participant}.", url=_own(request))

    return done_at_once(request, participant, act)


def _own(request: AccountRequest) -> str:
    """Back to the sheet it was said on."""
    key = request.POST.get("page", "")
    return reverse("meetings:sheet", args=[int(key)]) if key.isdecimal() and len(key) < 10 else ""


@allowed(*RECORDING)
@never_cache
@require_safe
def of_person(request: AccountRequest, code: str) -> HttpResponse:
    """The decisions of a person, the latest first; each is one click from done."""
    participant = file_to_record(request, code)
    held = CaseDecision.objects.filter(pathway__participant=participant).exclude(words="")
    found = held.select_related("meeting__caseworker", "owner").order_by("-meeting__date", "-pk")
    return render(request, "meetings/person.html", {"participant": participant, "decisions": found})


@allowed(Capability.RUN_MEETINGS)
@require_POST
def close(request: AccountRequest, pk: int) -> HttpResponse:
    """What was decided is settled; the next meeting is proposed a month later."""
    meeting = _meeting(request, pk)
    try:
        close_meeting(by=request.user, meeting=meeting)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "Réunion close. Les décisions seront rappelées à la prochaine.")
    return redirect("meetings:sheet", pk=pk)


@allowed(*RECORDING)
@never_cache
@require_safe
def pdf(request: AccountRequest, pk: int) -> HttpResponse:
    """The sheet, or the minutes once it is closed, as a PDF."""
    meeting = _meeting(request, pk)
    _tell(request, meeting)
    answer = HttpResponse(
        minutes_pdf(meeting, lines_of(meeting, clock.today()), clock.today()), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="reunion-{meeting.date}.pdf"'
    return answer


def _shown(request: AccountRequest, meeting: CaseMeeting, forms: dict[int, DecisionForm]) -> HttpResponse:
    today = clock.today()
    fills = may(request.user, Capability.RUN_MEETINGS) and meeting.closed_at is None
    people = owners(meeting, today) if fills else []
    proposed = _proposed(meeting, people) if fills else {}
    lines = lines_of(meeting, today)
    if fills:
        lines = [
            replace(each, form=forms.get(each.pathway.pk) or _form(meeting, each, people=people, proposed=proposed))
            for each in lines
        ]
    _tell(request, meeting)
    context = {"meeting": meeting, "lines": lines, "fills": fills, "refused": bool(forms), "back": ""}
    return render(request, "meetings/sheet.html", context, status=422 if forms else 200)


def _form(
    meeting: CaseMeeting, line: Line, data: Any = None, *, people: Any = None, proposed: dict[str, Any] | None = None
) -> DecisionForm:
    held = people if people is not None else owners(meeting, clock.today())
    stored = _stored(line.decision)
    form = DecisionForm(data, owners=held, stored=stored, auto_id=f"id_{line.pathway.pk}_%s")
    if data is None and not line.settled:
        form.initial = {**form.initial, **(proposed or {})}
    form.action = reverse("meetings:decision", args=[meeting.pk, line.pathway.pk])
    return form


def _proposed(meeting: CaseMeeting, people: Any) -> dict[str, Any]:
    """The référent, for the eve of the next meeting."""
    own = set(Caseworker.objects.filter(pk=meeting.caseworker_id).values_list("memberships__user", flat=True))
    owner = next((each.pk for each in people if each.pk in own), None)
    return {"owner": owner, "due_on": add_months(meeting.date, 1) - dt.timedelta(1)}


def _stored(held: CaseDecision | None) -> dict[str, Any]:
    if held is None:
        return {"words": "", "owner": None, "due_on": None}
    return {"words": held.words, "owner": held.owner, "due_on": held.due_on}


def _who(held: CaseDecision | None) -> str:
    return "Quelqu’un d’autre" if held else ""


def _visible(request: AccountRequest) -> QuerySet[CaseMeeting]:
    """All of them for the team, those of oneself for a référent."""
    if may(request.user, Capability.OPEN_ANY_FILE):
        return CaseMeeting.objects.all()
    return CaseMeeting.objects.filter(caseworker__in=caseworkers_of(request.user))


def _meeting(request: AccountRequest, pk: int) -> CaseMeeting:
    found = get_object_or_404(CaseMeeting.objects.select_related("caseworker", "officer"), pk=pk)
    if not _visible(request).filter(pk=pk).exists():
        raise PermissionDenied("Cette réunion est celle d’un autre référent.")
    return found


def _tell(request: AccountRequest, meeting: CaseMeeting) -> None:
    record(
        by=request.user, verb=Verb.READ, target="pathways.casemeeting", key=str(meeting.pk), reason="feuille de réunion"
    )


def _team(day: dt.date) -> QuerySet[Caseworker]:
    working = FtePeriod.objects.filter(start__lte=day).exclude(end__lt=day).values("caseworker")
    return Caseworker.objects.filter(pk__in=working).order_by("last_name", "first_name")
