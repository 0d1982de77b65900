"""Referrals: who waits and since when, who entered, who did not and why; by referrer and agency."""

from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.permissions import check_may, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.pathways.permissions import RECORDING
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures import spreadsheet
from jalon.web.referrals.listing import Listing

TARGET = "referrals"


@allowed(Capability.SEE_NAMES)
@never_cache
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """A list and the table of referrers; a list that names people is written in the journal."""
    listing = Listing(request.GET, request.user)
    context = {
        "listing": listing,
        "may_export": may(request.user, Capability.IMPORT_EXPORT),
        "may_record": may(request.user, *RECORDING),
        "may_allot": may(request.user, Capability.ALLOT),
    }
    response = render(request, "referrals/index.html", context)
    if listing.lines:
        record(by=request.user, verb=Verb.READ, target=TARGET, key=listing.journal_key)
    return response


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_safe
def export(request: AccountRequest) -> StreamingHttpResponse:
    """The same list, every line, as a spreadsheet reads it; written in the journal."""
    check_may(request.user, Capability.SEE_NAMES)
    listing = Listing(request.GET, request.user)
    record(by=request.user, verb=Verb.EXPORTED, target=TARGET, key=listing.journal_key)
    lines = (spreadsheet.row(listing.columns, line) for line in listing.every_line())
    return StreamingHttpResponse(
        chain([spreadsheet.heading(listing.columns)], lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="prescriptions-{listing.state.value}.csv"'},
    )
