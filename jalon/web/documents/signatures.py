"""The proof of a signature: what was signed, by whom, when, and whether it is intact."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.documents.reading import verify
from jalon.pathways.actions.signatures import UNDONE_WITHIN, recorded_at, take_back
from jalon.pathways.permissions import FILE_RIGHTS, RECORDING, check_may_open_file
from jalon.pathways.signables import Signable, What
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.serving import served
from jalon.web.documents.signing import signable_or_404
from jalon.web.recording.acts import check_may_record


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def proof(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """The signed text, the signature, and what a control looks for; each reading is written in the journal."""
    held = _read(request, what, pk)
    signature = held.signature
    context = {
        "held": held,
        "signature": signature,
        "signed_on": timezone.localtime(signature.signed_at).date() if signature else None,
        "lines": signature.text.splitlines() if signature else [],
        "faults": verify(signature) if signature else [],
        "may_take_back": signature is not None and may(request.user, *RECORDING) and _is_recent(request, held),
    }
    return render(request, "documents/proof.html", context)


@allowed(*FILE_RIGHTS)
@require_safe
def image(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """The stroke, or the sheet scanned back."""
    held = _read(request, what, pk)
    if held.signature is None:
        raise Http404
    return served(request, held.signature.image)


@allowed(*RECORDING)
@require_POST
def undo(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """Take back a signature put by mistake, the same day."""
    held = signable_or_404(what, pk)
    check_may_record(request, held.participant)
    try:
        with recording(participants=[held.participant.pk]):
            take_back(by=request.user, what=What(what), key=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"{held.about} : la signature est retirée. Il reste à faire signer.")
    return redirect("documents:sign", what=what, pk=pk)


def _read(request: AccountRequest, what: str, pk: int) -> Signable:
    held = signable_or_404(what, pk)
    check_may_open_file(request.user, held.participant)
    if request.method == "GET":
        code, target, key = held.participant.code, "documents.signature", str(held.key)
        record(by=request.user, verb=Verb.READ, target=target, key=key, file=code, reason=f"signature : {held.about}")
    return held


def _is_recent(request: AccountRequest, held: Signable) -> bool:
    signature = held.signature
    if signature is None or signature.recorded_by_id != request.user.pk:
        return False
    return clock.now() <= recorded_at(signature) + UNDONE_WITHIN
