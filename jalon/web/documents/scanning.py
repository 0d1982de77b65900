"""A sheet signed by hand, given back: one file signs all the interviews it covers."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.core import clock
from jalon.core.uploads import limited_to
from jalon.documents.content import LIMIT
from jalon.pathways.actions.signatures import sign_by_sheet
from jalon.pathways.models import Interview, Pathway
from jalon.pathways.permissions import RECORDING
from jalon.pathways.signables import TO_SIGN, interviews_to_sign, of_interviews
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.depositing import file_of, hold_file
from jalon.web.documents.forms import ScanForm, holder
from jalon.web.documents.signing import moment
from jalon.web.documents.waiting import MOST, followed_by
from jalon.web.documents.weeks import WEEK, asked_caseworker, asked_week, interviews_of
from jalon.web.recording.acts import TWICE, go
from jalon.web.recording.once import AlreadyDone, once

PERSON = "dossier"


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def scan(request: AccountRequest) -> HttpResponse:
    """Deposit the sheet, tick what it signs."""
    offered = _offered(request)
    form = _form(request, offered)
    if request.method == "POST" and form.is_valid() and (done := _carried_out(request, form, offered)):
        return done
    hold_file(request, form, "")
    context = {"form": form, "offered": offered, "most": MOST, "back": _back(request)}
    return render(request, "documents/scan.html", context, status=422 if form.errors else 200)


def _offered(request: AccountRequest) -> Sequence[Interview]:
    """The interviews without a signature: of a person, of a week, or of all that a référent follows."""
    if code := request.GET.get(PERSON, ""):
        found = interviews_to_sign(Pathway.objects.openable_by(request.user).filter(participant__code=code))
    elif (caseworker := asked_caseworker(request)) and request.GET.get(WEEK):
        found = interviews_of(request, caseworker, asked_week(request)).filter(TO_SIGN)
    else:
        found = interviews_to_sign(followed_by(request, caseworker))
    return list(found.order_by("-date", "time", "pk")[:MOST])


def _form(request: AccountRequest, offered: Sequence[Interview]) -> ScanForm:
    named = zip(offered, of_interviews(offered), strict=True)
    return ScanForm(
        request.POST or None,
        files=request.FILES or None,
        initial={"signed_on": clock.today()},
        holder=holder(request.user, "feuille"),
        choices=[(each.pk, f"{held.about}, {each.pathway.participant}") for each, held in named],
    )


def _carried_out(request: AccountRequest, form: ScanForm, offered: Sequence[Interview]) -> HttpResponse | None:
    ticked = [each for each in offered if each.pk in form.cleaned_data["interviews"]]
    people = {each.pathway.participant_id: each.pathway.participant.code for each in ticked}
    try:
        with recording(participants=people), once(form.cleaned_data["once"]) as submission:
            image = file_of(request, form, next(iter(people.values())) if len(people) == 1 else "")
            at = moment(form.cleaned_data["signed_on"])
            made = sign_by_sheet(by=request.user, interviews=[each.pk for each in ticked], image=image, at=at)
            submission.answer = _back(request)
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return None
    said = "1 entretien signé" if len(made) == 1 else f"{len(made)} entretiens signés"
    messages.success(request, f"Feuille déposée : {said}.")
    return go(request, submission.answer)


def _back(request: AccountRequest) -> str:
    if code := request.GET.get(PERSON, ""):
        return reverse("participants:file", args=[code])
    kept = {name: value for name in (WEEK, "referent") if (value := request.GET.get(name))}
    return reverse("documents:attendance") + (f"?{urlencode(kept)}" if kept else "")
