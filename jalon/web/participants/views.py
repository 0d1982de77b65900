"""A person’s file and its journal."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants import sensitive
from jalon.web.participants.journal import BEFORE as OLDER_ACTS
from jalon.web.participants.journal import KIND as ACTS
from jalon.web.participants.journal import journal_page
from jalon.web.participants.records import FileRecord
from jalon.web.participants.timeline import BEFORE, KIND, timeline


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def file(request: AccountRequest, code: str) -> HttpResponse:
    """The file of a participant; each opening is written in the journal."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    _tell(request, participant)
    shown_until = sensitive.shown_until(request.session, code)
    shown, today = shown_until is not None, clock.today()
    said = request.GET
    memory = timeline(participant, today, shown=shown, kind=said.get(KIND, ""), mark=said.get(BEFORE, ""))
    context = {
        "file": FileRecord(participant, today, shown=shown),
        "memory": memory,
        "shown_until": shown_until,
        "may_read_journal": may(request.user, Capability.READ_JOURNAL),
    }
    return render(request, "participants/file.html", context)


@allowed(Capability.READ_JOURNAL)
@never_cache
@require_GET
def journal(request: AccountRequest, code: str) -> HttpResponse:
    """Who read the file, who changed what; reading it is an act of that journal too."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    page = journal_page(code, request.GET.get(ACTS, ""), request.GET.get(OLDER_ACTS, ""))
    _tell(request, participant, reason="journal du dossier")
    return render(request, "participants/journal.html", {"participant": participant, "page": page})


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
