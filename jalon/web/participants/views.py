"""A person’s file and its journal."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jalon.accounts.roles import Capability
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants import sensitive
from jalon.web.participants.context import file_context, tell_reading
from jalon.web.participants.journal import BEFORE as OLDER_ACTS
from jalon.web.participants.journal import KIND as ACTS
from jalon.web.participants.journal import journal_page


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def file(request: AccountRequest, code: str) -> HttpResponse:
    """The file of a participant; each opening is written in the journal."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    tell_reading(request, participant)
    return render(request, "participants/file.html", file_context(request, participant))


@allowed(Capability.READ_JOURNAL)
@never_cache
@require_GET
def journal(request: AccountRequest, code: str) -> HttpResponse:
    """Who read the file, who changed what; reading it is an act of that journal too."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    page = journal_page(code, request.GET.get(ACTS, ""), request.GET.get(OLDER_ACTS, ""))
    tell_reading(request, participant, reason="journal du dossier")
    return render(request, "participants/journal.html", {"participant": participant, "page": page})


@allowed(*FILE_RIGHTS)
@require_POST
def reveal(request: AccountRequest, code: str) -> HttpResponse:
    """Show what is sensitive for five minutes; written in the journal of the file."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    with transaction.atomic():
        tell_reading(request, participant, reason="données sensibles affichées cinq minutes")
        sensitive.show(request.session, code)
    return redirect("participants:file", code=code)
