"""Having something signed: the text shown whole, then drawn on the screen, or the printed sheet given back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.core import clock
from jalon.core.french import NO_BREAK
from jalon.core.uploads import limited_to
from jalon.documents.actions import store_file
from jalon.documents.content import LIMIT
from jalon.documents.enums import Method
from jalon.pathways.actions.signatures import put_signature
from jalon.pathways.models import Interview, Pathway, Review
from jalon.pathways.permissions import RECORDING
from jalon.pathways.signables import Signable, What, interviews_to_sign, signable
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.depositing import file_of, hold_file
from jalon.web.documents.forms import DrawnForm, SheetForm, SignerForm, holder
from jalon.web.recording.acts import Done, back, file_to_record, origin, recorded, shown

ONE = "entretien"
"""Which of the interviews to sign comes first, by its key."""
MOST_SHOWN = 12


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def interviews(request: AccountRequest, code: str) -> HttpResponse:
    """The interviews of a person that lack a signature, one after the other."""
    participant = file_to_record(request, code)
    waiting = list(interviews_to_sign(Pathway.objects.filter(participant=participant)))
    if not waiting:
        return shown(request, "documents/nothing_to_sign.html", participant, SignerForm())
    first = _asked(request, waiting)
    others = [each for each in waiting if each.pk != first.pk]
    # The address keeps its ?retour=semaine from one interview to the next.
    return _sign(request, participant, signable(What.INTERVIEW, first.pk), others)


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def charter(request: AccountRequest, code: str) -> HttpResponse:
    """The charter of the last pathway of a person."""
    participant = file_to_record(request, code)
    pathway = participant.pathways.latest_on(clock.today()).first()
    if pathway is None:
        return shown(request, "documents/nothing_to_sign.html", participant, SignerForm())
    return _one(request, participant, signable(What.CHARTER, pathway.pk))


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def one(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """One thing to sign; its proof, once it is signed."""
    held = signable_or_404(what, pk)
    return _one(request, file_to_record(request, held.participant.code), held)


def signable_or_404(what: str, pk: int) -> Signable:
    """What an address names."""
    try:
        return signable(What(what), pk)
    except (ValueError, ObjectDoesNotExist):
        raise Http404 from None


def _one(request: AccountRequest, participant: Participant, held: Signable) -> HttpResponse:
    if held.is_signed and request.method != "POST":
        return redirect("documents:signature", what=held.what, pk=held.key)
    return _sign(request, participant, held, [])


def _asked(request: AccountRequest, waiting: Sequence[Interview]) -> Interview:
    """The one that the form or the address names; else the oldest."""
    asked = request.POST.get(ONE) or request.GET.get(ONE, "")
    return next((each for each in waiting if str(each.pk) == asked), waiting[0])


def _sign(
    request: AccountRequest, participant: Participant, held: Signable, others: Sequence[Interview]
) -> HttpResponse:
    drawn, sheet = _forms(request, held)
    form = sheet if request.POST.get("by") == Method.SCANNED else drawn

    def act(said: dict[str, Any]) -> Done:
        image, at = _image(request, form, participant.code)
        signature = put_signature(
            by=request.user,
            what=held.what,
            key=held.key,
            seen=said["seen"],
            signer=said["signer"],
            method=Method.SCANNED if form is sheet else Method.DRAWN,
            image=image,
            at=at,
        )
        proof = reverse("documents:signature", args=[held.what, held.key])
        undo = reverse("documents:take_back", args=[held.what, held.key])
        left = f" Encore {len(others)} à signer." if others else ""
        said_so = f"{held.about}{NO_BREAK}: signature de {signature.signer} enregistrée.{left}"
        return Done(said_so, undo=undo, then=(("Voir la preuve", proof),), url=_next(request, held, others))

    if done := recorded(request, participant, form, act):
        return done
    if form is sheet:
        hold_file(request, sheet, participant.code)
    context = {
        "held": held,
        "drawn": drawn,
        "sheet": sheet,
        "others": others[:MOST_SHOWN],
        "rank": 1,
        "total": 1 + len(others),
        "lines": held.text.splitlines(),
    }
    return shown(request, "documents/sign.html", participant, form, context)


def _next(request: AccountRequest, held: Signable, others: Sequence[Interview]) -> str:
    """The next interview to sign, as one came; a review, which two people sign; back where one came from otherwise."""
    participant = held.participant
    if isinstance(held.record, Review) and not origin(request):
        return reverse("guidance:review", args=[held.key])
    if not others:
        return back(request, participant)
    asked = request.GET.copy()
    asked.pop(ONE, None)
    address = reverse("documents:sign_interview", args=[participant.code])
    return f"{address}?{asked.urlencode()}" if asked else address


def _forms(request: AccountRequest, held: Signable) -> tuple[DrawnForm, SheetForm]:
    """Both ways of signing; the one that was used holds what was typed."""
    day = held.record.date if isinstance(held.record, Interview) else clock.today()
    initial = {"signer": held.signer, "seen": held.seen, "signed_on": day}
    by_sheet = request.POST.get("by") == Method.SCANNED
    own = holder(request.user, f"{held.what}:{held.key}")
    drawn = DrawnForm(None if by_sheet else request.POST or None, initial=initial, prefix="trait")
    said = request.POST if by_sheet and request.method == "POST" else None
    sheet = SheetForm(said, files=request.FILES if said else None, initial=initial, holder=own, prefix="feuille")
    return drawn, sheet


def _image(request: AccountRequest, form: SignerForm, code: str) -> tuple[Any, dt.datetime | None]:
    """What bears the signature, kept; and when it was signed, if it was not now."""
    if isinstance(form, SheetForm):
        return file_of(request, form, code), moment(form.cleaned_data["signed_on"])
    content = form.cleaned_data["image"]
    return store_file(by=request.user, name="signature.png", content=content, file=code), None


def moment(day: dt.date) -> dt.datetime | None:
    """When a sheet of that day was signed: at noon, the hour is not known; None for today."""
    if day == clock.today():
        return None
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
