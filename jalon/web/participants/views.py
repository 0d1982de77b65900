"""Finding a person, and the person's file."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants import sensitive
from jalon.web.participants.contacts import contact_page
from jalon.web.participants.records import FileRecord
from jalon.web.participants.search import find


@allowed(Capability.SEE_NAMES)
@require_GET
def search(request: AccountRequest) -> HttpResponse:
    """Those whose name begins with the words, or whose file has that number."""
    words = request.GET.get("q", "").strip()
    found, more = find(request.user, words, clock.today()) if words else ([], False)
    return render(request, "participants/search.html", {"words": words, "found": found, "more": more})


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def file(request: AccountRequest, code: str) -> HttpResponse:
    """The file of a participant; each opening is written in the journal."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    _tell(request, participant)
    shown_until = sensitive.shown_until(request.session, code)
    page = contact_page(participant, request.GET.get("avant", ""))
    told = FileRecord(participant, clock.today(), shown=shown_until is not None)
    return render(request, "participants/file.html", {"file": told, "page": page, "shown_until": shown_until})


@allowed(*FILE_RIGHTS)
@require_POST
def reveal(request: AccountRequest, code: str) -> HttpResponse:
    """Show what is sensitive for five minutes; written in the journal of the file."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    with transaction.atomic():
        _tell(request, participant, reason="données sensibles affichées cinq minutes")
        sensitive.show(request.session, code)
    return redirect("participants:file", code=code)


def _tell(request: AccountRequest, participant: Participant, reason: str = "") -> None:
    record(
        by=request.user,
        verb=Verb.READ,
        target="people.participant",
        key=str(participant.pk),
        file=participant.code,
        reason=reason,
    )
