"""The referral of a person that waits: who sent them and why, the attempts to reach them, what may come of it."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.undoing import last_write
from jalon.core import clock
from jalon.core.french import of
from jalon.pathways.actions.entries import decline_entry
from jalon.pathways.models import EntryDraft
from jalon.pathways.permissions import RECORDING
from jalon.people.actions import change_identity
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.referrals.actions import check_identity, record_attempt, reopen, undo_attempt
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral
from jalon.referrals.rules import seeking
from jalon.web.access import AccountRequest, allowed
from jalon.web.entries.forms import AttemptForm, DeclineForm, WhoForm
from jalon.web.recording.acts import Done, check_may_record, day_of, file_to_record, recorded, shown, undone

PAGE = ["GET", "HEAD", "POST"]
WHO = ("last_name", "first_name", "birth_date", "phone", "sex", "email", "france_travail_id")
NONE_WAITS = "Aucune prescription de cette personne n’attend : elle a déjà abouti."


@allowed(*RECORDING)
@never_cache
@require_safe
def referral(request: AccountRequest, code: str) -> HttpResponse:
    """The referral that waits, or the last one with what came of it."""
    participant = file_to_record(request, code)
    return render(request, "entries/referral.html", {**referral_context(request, participant), "form": None})


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def attempt(request: AccountRequest, code: str) -> HttpResponse:
    """Note that one tried to reach the person."""
    participant = file_to_record(request, code)
    if (held := waiting(participant)) is None:
        return nothing_waits(request, participant)
    initial = {"date": day_of(request), "means": Means.PHONE}
    form = AttemptForm(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> Done:
        made = record_attempt(by=request.user, referral=held, caseworker=_caseworker(request, held), **said)
        number = held.attempts.count()
        outcome = "personne jointe" if made.reached else "personne pas jointe"
        told = f"Tentative {number} enregistrée, {outcome}."
        return Done(told, undo=reverse("entries:undo_attempt", args=[made.pk]), url=_page(request, participant))

    return recorded(request, participant, form, act) or _beside(
        request, participant, form, "Noter une tentative", "Enregistrer la tentative"
    )


@allowed(*RECORDING)
@require_POST
def undo_an_attempt(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back an attempt that one has just noted."""
    made = get_object_or_404(Attempt.objects.select_related("referral__participant"), pk=pk)
    participant = made.referral.participant
    check_may_record(request, participant)

    def act() -> str:
        undo_attempt(by=request.user, attempt=made)
        return "Tentative effacée."

    return undone(request, participant, act)


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def decline(request: AccountRequest, code: str) -> HttpResponse:
    """The person does not enter: the reason, told to who sent them."""
    participant = file_to_record(request, code)
    if (held := waiting(participant)) is None:
        return nothing_waits(request, participant)
    form = DeclineForm(request.POST or None, initial={"on": day_of(request)})

    def act(said: dict[str, Any]) -> Done:
        decline_entry(by=request.user, referral=held, **said)
        told = f"Non-entrée {of(str(participant))} enregistrée. Le prescripteur la lira dans sa liste du mois."
        url = reverse("referrals:index")
        return Done(told, undo=reverse("entries:reopen", args=[held.pk]), url=url)

    return recorded(request, participant, form, act) or _beside(
        request, participant, form, "Non-entrée", "Enregistrer la non-entrée"
    )


@allowed(*RECORDING)
@require_POST
def undo_decline(request: AccountRequest, pk: int) -> HttpResponse:
    """The person waits again."""
    held = get_object_or_404(Referral.objects.select_related("participant"), pk=pk)
    participant = held.participant
    if held.caseworker_id not in caseworkers_of(request.user):
        check_may_record(request, participant)

    def act() -> str:
        reopen(by=request.user, referral=held)
        return "Non-entrée annulée : la personne attend de nouveau. Un rendez-vous annulé se fixe à nouveau."

    return undone(request, participant, act)


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def identity(request: AccountRequest, code: str) -> HttpResponse:
    """Who the person is, corrected; and checked."""
    participant = file_to_record(request, code)
    held = waiting(participant)
    form = WhoForm(request.POST or None, stored={name: getattr(participant, name) for name in WHO})
    if held is None or held.identity_checked_on:
        del form.fields["checked"]

    def act(said: dict[str, Any]) -> Done:
        checked = said.pop("checked", False)
        stored = Participant.objects.select_for_update().get(pk=participant.pk)
        last = last_write(stored, stored.code)
        said = form.settle({name: getattr(stored, name) for name in WHO}, who=last.actor if last else "Quelqu’un")
        said.pop("checked", None)
        change_identity(by=request.user, participant=stored, **said)
        if checked and held:
            check_identity(by=request.user, referral=held)
        return Done(f"Identité {of(str(stored))} enregistrée.")

    return recorded(request, participant, form, act) or _beside(
        request, participant, form, "Identité", "Enregistrer l’identité"
    )


def referral_context(request: AccountRequest, participant: Participant) -> dict[str, Any]:
    """What the page tells of the referral that waits, or of the last one; in a constant number of queries."""
    related = ("referrer__parent", "agent", "caseworker", "reason")
    rows = participant.referrals.select_related(*related)
    held = waiting(participant, rows) or rows.order_by("-date", "-pk").first()
    protocol = Protocol.objects.for_entry(clock.today())
    context: dict[str, Any] = {
        "participant": participant,
        "referral": held,
        "attempts": [],
        "seeking": None,
        "appointments": [],
        "draft": None,
        "systematic": bool(protocol and protocol.systematic_entry),
        "may_allot": may(request.user, Capability.ALLOT),
        "waits": held is not None and not (held.entered_on or held.declined_on),
    }
    return {**context, **(_told(held, context["systematic"] is True) if held else {})}


def _told(held: Referral, systematic: bool) -> dict[str, Any]:
    attempts = list(held.attempts.select_related("caseworker").order_by("date", "time", "pk"))
    firsts = Appointment.objects.filter(
        participant=held.participant_id, kind=AppointmentKind.FIRST, date__gte=held.date
    ).select_related("caseworker")
    appointments = list(firsts.order_by("-date", "-time"))
    reached = max((each.date for each in attempts if each.reached), default=held.date)
    missed = sum(each.outcome == Outcome.MISSED and each.date >= reached for each in appointments)
    return {
        "attempts": list(enumerate(attempts, 1))[::-1],
        "seeking": seeking([each.reached for each in attempts], missed, systematic=systematic),
        "appointments": appointments,
        "draft": EntryDraft.objects.filter(referral=held).first(),
    }


def waiting(participant: Participant, rows: Any = None) -> Referral | None:
    """The referral that waits; of several, one that a référent received, then the oldest."""
    rows = participant.referrals.all() if rows is None else rows
    order = (F("caseworker").asc(nulls_last=True), "date", "pk")
    found: Referral | None = rows.filter(entered_on=None, declined_on=None).order_by(*order).first()
    return found


def nothing_waits(request: AccountRequest, participant: Participant) -> HttpResponse:
    """To the file, told that no referral waits."""
    messages.error(request, NONE_WAITS)
    return redirect("participants:file", code=participant.code)


def _beside(request: AccountRequest, participant: Participant, form: Any, title: str, verb: str) -> HttpResponse:
    """The form in its panel, beside the referral."""
    said = {**referral_context(request, participant), "title": title, "verb": verb}
    return shown(request, "entries/referral.html", participant, form, said)


def _page(request: AccountRequest, participant: Participant) -> str:
    """Back to the referral, but to the week for who comes from it ("")."""
    return "" if request.GET.get("retour") else reverse("entries:referral", args=[participant.code])


def _caseworker(request: AccountRequest, held: Referral) -> Caseworker | None:
    """Who tried: the account's référent, or the one who received the referral."""
    own = list(Caseworker.objects.filter(pk__in=caseworkers_of(request.user)).order_by("pk"))
    return next((each for each in own if each == held.caseworker), None) or next(iter(own), held.caseworker)
