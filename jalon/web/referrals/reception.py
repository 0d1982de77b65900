"""The half-day when new people are received: who is expected, who came, and what follows, person by person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.agenda.actions import record_outcome
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.audit.undoing import last_write
from jalon.core import clock
from jalon.core.french import of, short_clock
from jalon.pathways.actions.entries import decline_entry, open_draft
from jalon.pathways.models import EntryDraft
from jalon.pathways.permissions import RECORDING, openable_among
from jalon.people.actions import change_identity
from jalon.people.enums import Sex
from jalon.people.models import Participant
from jalon.referrals.actions import check_identity
from jalon.referrals.models import Referral
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import DAY, Done, check_may_record, recorded
from jalon.web.referrals.reception_forms import WHO, ReceiveForm

WHOSE, THEN = "referent", "suite"
ENTER, CAME, MISSED, EXCUSED, DECLINED = "entree", "venue", "absente", "excusee", "non_entree"
OUTCOMES = {MISSED: Outcome.MISSED, EXCUSED: Outcome.EXCUSED}
WORDS = {
    ENTER: "Venue {of_person} notée, entrée à préparer dans la semaine.",
    CAME: "Venue {of_person} notée.",
    MISSED: "Absence {of_person} notée : il reste à la joindre.",
    EXCUSED: "Excuse {of_person} notée : un autre rendez-vous est à fixer.",
    DECLINED: "Venue {of_person} notée, non-entrée enregistrée.",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """Someone expected on the half-day: the appointment, the referral, the form to be filled."""

    appointment: Appointment
    referral: Referral | None
    draft: bool
    form: ReceiveForm | None

    @property
    def e(self) -> str:
        """What agrees with the person: « Venue », « Venu »."""
        return "" if self.appointment.participant.sex == Sex.MALE else "e"

    @property
    def hour(self) -> str:
        """« 9 h 30 »."""
        return short_clock(self.appointment.time)


@allowed(*RECORDING)
@never_cache
@require_safe
def reception(request: AccountRequest) -> HttpResponse:
    """The people expected on a day by a référent, or by all of them for the team."""
    return _shown(request)


@allowed(*RECORDING)
@never_cache
@require_http_methods(["POST"])
def receive(request: AccountRequest, pk: int) -> HttpResponse:
    """Who the person is, whether they came, what follows: at once."""
    rows = Appointment.objects.select_related("participant", "caseworker")
    appointment = get_object_or_404(rows, pk=pk, kind=AppointmentKind.FIRST)
    participant = appointment.participant
    check_may_record(request, participant)
    then = request.POST.get(THEN, CAME)
    form = ReceiveForm(request.POST, stored=_stored(participant), auto_id=f"id_{pk}_%s")

    def act(said: dict[str, Any]) -> Done:
        referral = _receive(request, appointment, form, then)
        undo = reverse("recording:undo_outcome", args=[pk])
        if referral and then == DECLINED:
            undo = reverse("entries:reopen", args=[referral.pk])
        url = f"{reverse('referrals:reception')}?{request.GET.urlencode() or urlencode({DAY: appointment.date})}"
        return Done(WORDS[then].format(of_person=of(str(participant))), undo=undo, url=url)

    if then not in WORDS:
        then = CAME
    return recorded(request, participant, form, act) or _shown(request, {pk: form}, appointment.date)


def _receive(request: AccountRequest, appointment: Appointment, form: ReceiveForm, then: str) -> Referral | None:
    """The referral that waited, if there was one."""
    by = request.user
    stored = Participant.objects.select_for_update().get(pk=appointment.participant_id)
    last = last_write(stored, stored.code)
    said = form.settle(_stored(stored), who=last.actor if last else "Quelqu’un")
    checked, reason = said.pop("checked", False), said.pop("reason", None)
    if then not in OUTCOMES:
        change_identity(by=by, participant=stored, **said)
    referral = _waiting([stored.pk]).get(stored.pk)
    if referral and checked and not referral.identity_checked_on:
        referral = check_identity(by=by, referral=referral)
    record_outcome(by=by, appointment=appointment, outcome=OUTCOMES.get(then, Outcome.KEPT), on=clock.today())
    if then in (ENTER, DECLINED) and referral is None:
        raise ValidationError("Aucune prescription de cette personne n’attend : elle a déjà abouti.")
    if referral and then == ENTER:
        open_draft(by=by, referral=referral)
    if referral and then == DECLINED:
        if reason is None:
            raise ValidationError({"reason": "Choisissez le motif de la non-entrée."})
        decline_entry(by=by, referral=referral, reason=reason)
    return referral


def _shown(
    request: AccountRequest, refused: dict[int, ReceiveForm] | None = None, day: dt.date | None = None
) -> HttpResponse:
    mine = _mine(request)
    firsts = Appointment.objects.filter(kind=AppointmentKind.FIRST).exclude(outcome=Outcome.MOVED)
    firsts = firsts if mine is None else firsts.filter(caseworker__in=mine)
    day = day or _day(request, firsts)
    expected = _expected(request, firsts.filter(date=day), refused or {})
    if expected:
        record(by=request.user, verb=Verb.READ, target="agenda.appointment", key=f"accueil {day}")
    context = {
        "day": day,
        "expected": expected,
        "waiting": sum(each.form is not None for each in expected),
        "before": firsts.filter(date__lt=day).order_by("-date").values_list("date", flat=True).first(),
        "after": firsts.filter(date__gt=day).order_by("date").values_list("date", flat=True).first(),
        "whose": request.GET.get(WHOSE, ""),
        "caseworkers": Caseworker.objects.filter(openings__isnull=False).distinct() if mine is None else (),
        "query": request.GET.urlencode(),
        "to_come": day > clock.today(),
    }
    return render(request, "referrals/reception.html", context, status=422 if refused else 200)


def _expected(request: AccountRequest, rows: Any, refused: dict[int, ReceiveForm]) -> list[Expected]:
    found = list(rows.select_related("participant", "caseworker").order_by("time", "pk"))
    keys = [each.participant_id for each in found]
    openable = openable_among(request.user, keys)
    waiting = _waiting(keys)
    drafts = set(EntryDraft.objects.filter(referral__in=waiting.values()).values_list("referral", flat=True))
    return [
        _one(each, waiting.get(each.participant_id), drafts, refused)
        for each in found
        if each.participant_id in openable
    ]


def _one(
    appointment: Appointment, referral: Referral | None, drafts: set[int], refused: dict[int, ReceiveForm]
) -> Expected:
    form = refused.get(appointment.pk)
    if form is None and not appointment.outcome and appointment.date <= clock.today():
        stored = _stored(appointment.participant)
        form = ReceiveForm(stored=stored, auto_id=f"id_{appointment.pk}_%s")
    if form and referral and referral.identity_checked_on and "checked" in form.fields:
        del form.fields["checked"]
    return Expected(appointment, referral, bool(referral and referral.pk in drafts), form)


def _waiting(people: list[int]) -> dict[int, Referral]:
    """The referral of each of these people that waits: the oldest."""
    rows = Referral.objects.pending().filter(participant__in=people).select_related("referrer", "agent")
    return {each.participant_id: each for each in rows.order_by("-date", "-pk")}


def _stored(participant: Participant) -> dict[str, Any]:
    return {name: getattr(participant, name) for name in WHO}


def _mine(request: AccountRequest) -> list[int] | None:
    """Whose half-day: the account's own; for the team, the one of the address, or everybody's (None)."""
    if not may(request.user, Capability.RECORD_ANY):
        return caseworkers_of(request.user)
    said = request.GET.get(WHOSE, "")
    return list(Caseworker.objects.filter(code=said).values_list("pk", flat=True)) if said else None


def _day(request: HttpRequest, firsts: Any) -> dt.date:
    """The one of the address; else the next day with someone expected, today included; else the last one."""
    today = clock.today()
    try:
        return dt.date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        days = firsts.filter(date__gte=today).order_by("date").values_list("date", flat=True)
        past = firsts.order_by("-date").values_list("date", flat=True)
        return days.first() or past.first() or today
