"""The list of participants: the page, what is suggested as one types, the files, the lists that are kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.roster.actions import drop_view, follow_calendar, keep_view
from jalon.roster.models import FileSummary, SavedView
from jalon.roster.queries import FileSummaryQuerySet
from jalon.roster.search import suggested, understand
from jalon.web.access import AccountRequest, allowed
from jalon.web.roster.criteria import WORDS, Criteria
from jalon.web.roster.exports import XLSX_LIMIT, csv_lines, workbook
from jalon.web.roster.filters import Asker
from jalon.web.roster.lines import lines
from jalon.web.roster.listing import Listing
from jalon.web.roster.paging import ordered

SUGGESTED = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _criteria(request: AccountRequest, given: Mapping[str, str] | None = None) -> Criteria:
    follow_calendar()
    return Criteria(Asker(request.user, clock.today()), request.GET if given is None else given)


@allowed(Capability.SEE_NAMES)
@never_cache
@require_GET
def index(request: AccountRequest) -> HttpResponse:
    """The list that the address asks for."""
    return _show(request, _criteria(request))


@allowed(Capability.SEE_NAMES)
@never_cache
@require_GET
def suggestions(request: AccountRequest) -> HttpResponse:
    """The first people meant by what is being typed: a part of a page."""
    criteria = _criteria(request)
    search = understand(criteria.words, criteria.asker.day)
    keys = list(suggested(criteria.everyone, search, SUGGESTED).values_list("pk", flat=True))
    people = FileSummary.objects.filter(pk__in=keys).select_related("participant", "caseworker")
    found = list(lines(people, criteria.asker))
    return render(request, "roster/_suggestions.html", {"lines": found})


@allowed(Capability.SEE_NAMES)
@never_cache
@require_GET
def as_csv(request: AccountRequest) -> StreamingHttpResponse:
    """The list as shown, sent as it is read."""
    criteria = _criteria(request)
    people = _taken_away(criteria)
    _tell(request, Verb.EXPORTED, criteria, "csv")
    answer = StreamingHttpResponse(csv_lines(people, criteria.asker), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name("csv")}"'
    return answer


@allowed(Capability.SEE_NAMES)
@never_cache
@require_GET
def as_xlsx(request: AccountRequest) -> HttpResponse | FileResponse:
    """The list as shown, as a workbook; a list too long for one is led to the other format."""
    criteria = _criteria(request)
    people = _taken_away(criteria)
    if people.order_by()[: XLSX_LIMIT + 1].count() > XLSX_LIMIT:
        messages.warning(request, "Cette liste est trop longue pour un classeur XLSX. Prenez-la en CSV.")
        return redirect(f"{reverse('participants:search')}?{criteria.query()}")
    _tell(request, Verb.EXPORTED, criteria, "xlsx")
    book = workbook(people, criteria.asker)
    return FileResponse(book, as_attachment=True, filename=_file_name("xlsx"), content_type=XLSX)


@allowed(Capability.SEE_NAMES)
@require_POST
def keep(request: AccountRequest) -> HttpResponse:
    """Keep the list under a name; the page again, with what was typed, when it cannot be."""
    criteria = _criteria(request, dict(parse_qsl(request.POST.get("query", ""))))
    name, shared = request.POST.get("name", "").strip(), "shared" in request.POST
    try:
        # Words are names of people: they are not kept.
        keep_view(by=request.user, name=name, query=criteria.query(**{WORDS: ""}), shared=shared)
    except ValidationError as refusal:
        return _show(request, criteria, keeping={"name": name, "shared": shared, "errors": refusal.messages})
    messages.success(request, f"Liste gardée : {name}.")
    return redirect(f"{reverse('participants:search')}?{criteria.query(**{WORDS: ''})}")


@allowed(Capability.SEE_NAMES)
@require_POST
def drop(request: AccountRequest, pk: int) -> HttpResponse:
    """Forget a list of one's own."""
    view = get_object_or_404(SavedView.objects.offered_to(request.user), pk=pk)
    drop_view(by=request.user, view=view)
    messages.success(request, f"Liste oubliée : {view.name}.")
    return redirect("participants:search")


def _show(request: AccountRequest, criteria: Criteria, keeping: dict[str, Any] | None = None) -> HttpResponse:
    listing = Listing(criteria)
    if listing.lines:
        _tell(request, Verb.READ, criteria, "page")
    form = keeping or {"name": "", "shared": False, "errors": []}
    return render(request, "roster/index.html", {"list": listing, "criteria": criteria, "keeping": form})


def _taken_away(criteria: Criteria) -> FileSummaryQuerySet:
    """The list in its order; without the right to export, the files that one may open and no other."""
    people, user = criteria.found.people, criteria.asker.user
    if not may(user, Capability.IMPORT_EXPORT):
        people = people & FileSummary.objects.openable_by(user)
    return ordered(people, criteria.sort)


def _tell(request: AccountRequest, verb: Verb, criteria: Criteria, form: str) -> None:
    """What list was read or taken away; words are names of people, which the journal does not need."""
    after = {"forme": form, "filtres": criteria.query(**{WORDS: ""}), "recherche": bool(criteria.words)}
    record(by=request.user, verb=verb, target=FileSummary._meta.label_lower, after=after)


def _file_name(kind: str) -> str:
    return f"participants-{clock.today().isoformat()}.{kind}"
