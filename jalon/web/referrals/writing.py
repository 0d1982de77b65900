"""A referral that the team writes: who, sent by whom, why; those who are known already are shown while one types."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import clock, french
from jalon.core.days import Unreadable, day_said
from jalon.core.models import Submission
from jalon.organisations.actions import agent_named
from jalon.pathways.permissions import RECORDING, may_open_file
from jalon.people.actions import add_situation, create_participant
from jalon.people.models import Participant
from jalon.referrals.actions import cancel_referral, write_referral
from jalon.referrals.models import Referral
from jalon.roster.alike import alike as alike_people
from jalon.roster.models import FileSummary
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants.context import tell_reading
from jalon.web.recording.acts import TWICE, Done, go
from jalon.web.recording.once import AlreadyDone, once
from jalon.web.referrals.writing_forms import MORE_PERSON, PERSON, NewReferralForm
from jalon.web.roster.filters import Asker
from jalon.web.roster.lines import lines

CHOOSE, KNOWN, RELEASE = "choisir", "personne", "liberer"
CHOOSE_ONE = "Cette personne est peut-être déjà connue : choisissez-la, ou cochez que c’est une autre."
OPENED = "Cette personne a un parcours ouvert : voyez son référent avant d’écrire une prescription."
WAITING = "Une prescription de cette personne attend déjà, depuis le {day}."
Found = list[tuple[Any, tuple[str, ...]]]


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AccountRequest) -> HttpResponse:
    """One page; the person chosen among those who are known is not typed again."""
    typed, known = request.POST, _known(request)
    if request.method != "POST" or CHOOSE in typed or RELEASE in typed:
        initial = {"date": clock.today(), **{name: value for name, value in typed.items() if name != "once"}}
        return _shown(request, NewReferralForm(known=known, initial=initial), known, [])
    form = NewReferralForm(typed, known=known)
    if not form.is_valid():
        return _shown(request, form, known, [] if known else _alike(request))
    # Sent twice, the form would find the person that it has just written.
    said = form.cleaned_data
    asked = known is None and not said["anew"] and not Submission.objects.filter(pk=said["once"]).exists()
    if asked and (found := _alike(request)):
        form.add_error("anew", CHOOSE_ONE)
        return _shown(request, form, known, found)
    return _write(request, form, known)


@allowed(*RECORDING)
@never_cache
@require_POST
def alike(request: AccountRequest) -> HttpResponse:
    """Those who may be the person being typed: a part of the page. Posted, so that no address keeps a name."""
    return render(request, "referrals/_alike.html", {"alike": _alike(request), "form": NewReferralForm()})


@allowed(*RECORDING)
@require_POST
def cancel(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo a referral that one has just written."""
    referral = get_object_or_404(Referral.objects.select_related("participant"), pk=pk)
    key = referral.participant_id
    try:
        with recording(participants=[key]):
            cancel_referral(by=request.user, referral=referral)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("referrals:index")
    kept = Participant.objects.filter(pk=key).exists()
    messages.success(request, f"Prescription effacée{'' if kept else ', et la fiche de la personne avec elle'}.")
    return redirect("referrals:index")


def _known(request: AccountRequest) -> Participant | None:
    """The person chosen, by key in the form, by number of file in the address."""
    said = request.POST.get(CHOOSE, request.POST.get(KNOWN, ""))
    if RELEASE in request.POST:
        return None
    if said.isdecimal() and len(said) < 19:
        return Participant.objects.filter(pk=int(said)).first()
    return Participant.objects.filter(code=request.GET.get(KNOWN, "")).first() if request.method != "POST" else None


def _alike(request: AccountRequest) -> Found:
    """Each as a list may show them to this account, with why."""
    last_name, first_name, born, phone = (request.POST.get(name, "")[:300] for name in PERSON)
    try:
        birth_date = day_said(born, clock.today()) if born.strip() else None
    except Unreadable:
        birth_date = None
    found = alike_people(last_name, first_name, birth_date, phone)
    asker = Asker(request.user, clock.today())
    shown = lines((each.summary for each in found), asker)
    return [(line, each.why) for line, each in zip(shown, found, strict=True)]


def _write(request: AccountRequest, form: NewReferralForm, known: Participant | None) -> HttpResponse:
    keys: list[int] = []
    try:
        with recording(participants=keys), once(form.cleaned_data["once"]) as submission:
            referral = _written(request, form.said, known)
            keys.append(referral.participant_id)
            done = _told(request, referral)
            submission.answer = done.url
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return _shown(request, form, known, [])
    messages.success(request, done.message())
    return go(request, done.url)


def _written(request: AccountRequest, said: dict[str, Any], known: Participant | None) -> Referral:
    by, referrer, name = request.user, said["referrer"], said["agent"].strip()
    person = known or create_participant(by=by, **{field: said[field] for field in (*PERSON, *MORE_PERSON[:2])})
    if not known and said["commune"]:
        add_situation(by=by, participant=person, date=said["date"], commune=said["commune"])
    agent = agent_named(by=by, organisation=referrer, name=name) if name and referrer else None
    sent = {field: said[field] for field in ("date", "referrer", "received_on", "why", "known_situation")}
    return write_referral(by=by, participant=person, agent=agent, **sent)


def _told(request: AccountRequest, referral: Referral) -> Done:
    """What was written, what follows; the page of the referral for who may open it."""
    person = referral.participant
    opens = may_open_file(request.user, person)
    url = reverse("entries:referral", args=[person.code]) if opens else reverse("referrals:index")
    then = (("Attribuer", reverse("referrals:allot")),) if may(request.user, Capability.ALLOT) else ()
    follows = "Elle attend d’être attribuée à un référent."
    undo = reverse("referrals:cancel", args=[referral.pk])
    return Done(f"Prescription {french.of(str(person))} enregistrée. {follows}", undo=undo, then=then, url=url)


def _shown(request: AccountRequest, form: NewReferralForm, known: Participant | None, found: Found) -> HttpResponse:
    context = {"form": form, "alike": found, "known": known, "line": None, "warnings": [], "former": []}
    if known:
        context |= _about(request, known)
    return render(request, "referrals/new.html", context, status=422 if form.errors else 200)


def _about(request: AccountRequest, known: Participant) -> dict[str, Any]:
    """What the account may read of the person; their identity and pathways when it may open the file."""
    summary = FileSummary.objects.select_related("participant", "caseworker").get(pk=known.pk)
    (line,) = lines([summary], Asker(request.user, clock.today()))
    warnings = [OPENED] if line.in_pathway else []
    warnings += [
        WAITING.format(day=french.day(each.date)) for each in known.referrals.filter(entered_on=None, declined_on=None)
    ]
    if not line.openable:
        return {"line": line, "warnings": warnings}
    tell_reading(request, known, "nouvelle prescription")
    return {"line": line, "warnings": warnings, "former": list(known.pathways.order_by("-entry_date"))}
