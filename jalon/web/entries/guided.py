"""The page that prepares an entry, section by section, saved as one goes; then the validation, by who decides."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.french import clock_time, day
from jalon.pathways.actions.entries import Overtaken, open_draft, save_section, validate_entry
from jalon.pathways.models import EntryDraft
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from jalon.web.access import AccountRequest, allowed
from jalon.web.entries.page import EntryPage
from jalon.web.entries.referral import PAGE, nothing_waits, waiting
from jalon.web.entries.sections import SECTIONS, Raw, Section
from jalon.web.recording.acts import Done, file_to_record, recorded
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm

SECTION, VERSION = "rubrique", "version"
GROUND = "other_ground"
CONFLICT = 409


class ValidateForm(RecordForm):
    """The day of the decision."""

    validated_on = DayField(label="Entrée validée le")


@allowed(*RECORDING)
@never_cache
@require_http_methods(PAGE)
def entry(request: AccountRequest, code: str) -> HttpResponse:
    """The sections; a POST saves one of them, asked by a button or by the script as one types."""
    participant = file_to_record(request, code)
    held = waiting(participant)
    if held is None:
        return nothing_waits(request, participant)
    try:
        page = _page(request, held)
        return _save(request, participant, page) if request.method == "POST" else _shown(request, participant, page)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("entries:referral", code=code)


@allowed(Capability.ALLOT)
@never_cache
@require_http_methods(PAGE)
def enter(request: AccountRequest, code: str) -> HttpResponse:
    """Validate: the pathway opens, all its records written at once."""
    participant = file_to_record(request, code)
    held = waiting(participant)
    if held is None:
        return nothing_waits(request, participant)
    form = ValidateForm(request.POST or None, initial={"validated_on": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        pathway = validate_entry(by=request.user, referral=held, said=page.said(said["validated_on"]))
        told = f"{participant} entre en parcours le {day(pathway.entry_date)}, avec {held.caseworker}."
        following = (("Faire signer la charte", "documents:sign_charter"), ("Coter les freins", "guidance:rate"))
        then = tuple((words, reverse(name, args=[code])) for words, name in following)
        return Done(told, then=then, url=reverse("participants:file", args=[code]))

    try:
        page = _page(request, held)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("entries:referral", code=code)
    return recorded(request, participant, form, act) or _shown(request, participant, page, validation=form)


@allowed(*RECORDING)
@never_cache
@require_safe
def drafts(request: AccountRequest) -> HttpResponse:
    """The entries in preparation: one's own, all of them for the team."""
    rows = EntryDraft.objects.select_related("referral__participant", "referral__caseworker", "updated_by")
    if not may(request.user, Capability.OPEN_ANY_FILE):
        rows = rows.filter(referral__caseworker__in=caseworkers_of(request.user))
    found = list(rows.order_by("updated_at", "pk"))
    if found:
        record(by=request.user, verb=Verb.READ, target="pathways.entrydraft")
    return render(request, "entries/drafts.html", {"drafts": found, "total": len(SECTIONS)})


def _page(request: AccountRequest, held: Referral) -> EntryPage:
    draft = EntryDraft.objects.filter(referral=held).first()
    return EntryPage(held, draft, may_decide=may(request.user, Capability.ALLOT))


def _save(request: AccountRequest, participant: Participant, page: EntryPage) -> HttpResponse:
    name, version = request.POST.get(SECTION, ""), request.POST.get(VERSION, "")
    try:
        section = page.section(name)
    except KeyError:
        raise Http404 from None
    values = _typed(request, page, section)
    try:
        draft = open_draft(by=request.user, referral=page.referral)
        known = int(version) if version.isdecimal() and len(version) < 10 else 0
        save_section(by=request.user, draft=draft, section=name, values=values, version=known)
    except Overtaken as other:
        return _overtaken(request, participant, page, name, values, other)
    saved = _page(request, page.referral)
    if _by_script(request):
        return JsonResponse(_told(request, participant, saved, name))
    messages.success(request, f"Rubrique « {section.title} » enregistrée.")
    return redirect(f"{reverse('entries:entry', args=[participant.code])}#{name}")


def _typed(request: AccountRequest, page: EntryPage, section: Section) -> Raw:
    """What was posted of the section; the ground that the team decided stays, whoever saves the rest."""
    posted = {name: request.POST.get(name, "")[:5_000] for name in section.fields}
    stored = page.values(section.name).get(GROUND, "") if section.name == "eligibilite" else ""
    return {**posted, GROUND: stored} if stored and GROUND not in posted else posted


def _overtaken(
    request: AccountRequest, participant: Participant, page: EntryPage, name: str, values: Raw, other: Overtaken
) -> HttpResponse:
    """Both versions: theirs told, one's own in the fields; saving again is a choice."""
    if _by_script(request):
        words = f"{other.by} a enregistré cette rubrique entre-temps. Enregistrez pour voir les deux versions."
        return JsonResponse({"said": words}, status=CONFLICT)
    theirs = page.section(name)
    page.sections = {**page.sections, name: {"version": other.version, "by": other.by, "values": values}}
    mine = EntryPage(page.referral, page.draft, may_decide=page.may_decide)
    mine.sections = page.sections
    return _shown(request, participant, mine, conflict=(name, other.by, _differences(theirs, values)))


def _differences(theirs: Section, mine: Raw) -> list[tuple[str, str]]:
    """What they wrote, where it differs, in words."""
    told = []
    for name, value in theirs.typed.items():
        if value != mine.get(name, ""):
            field = theirs.fields[name]
            choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
            told.append((str(field.label), str({str(key): words for key, words in choices}.get(value, value) or "–")))
    return told


def _by_script(request: AccountRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _told(request: AccountRequest, participant: Participant, page: EntryPage, name: str) -> dict[str, Any]:
    """What the script writes again: when it was saved, the verdict, what is still to come."""
    context = _context(request, participant, page)
    parts = {"verdict": "entries/_verdict.html", "validation": "entries/_validation.html"}
    if name == "situation":
        # The criteria asked depend on what is known.
        parts["criteres"] = "entries/_criteria.html"
    return {
        "version": page.version(name),
        "said": f"Enregistré à {clock_time(clock.now())}.",
        "parts": {part: render_to_string(template, context, request) for part, template in parts.items()},
    }


def _context(request: AccountRequest, participant: Participant, page: EntryPage) -> dict[str, Any]:
    return {
        "participant": participant,
        "referral": page.referral,
        "page": page,
        "may_decide": page.may_decide,
        "validation": ValidateForm(initial={"validated_on": page.today}),
        "conflict": None,
    }


def _shown(request: AccountRequest, participant: Participant, page: EntryPage, **more: Any) -> HttpResponse:
    context = {**_context(request, participant, page), **more}
    refused = context["conflict"] or context["validation"].errors
    return render(request, "entries/entry.html", context, status=422 if refused else 200)
