"""The closed letter: who and when, what has changed since, the letter itself as it was, and its documents."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.reports.closing import queries
from jalon.reports.models import Closing
from jalon.web.access import AccountRequest, allowed
from jalon.web.closing import documents
from jalon.web.closing.page import ClosedPage, Work
from jalon.web.closing.reach import letter_for, letters_for

FIGURES = (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES)
SHOWN = 60


@allowed(*FIGURES)
@never_cache
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """The closed periods, the latest first."""
    found = [closing for closing in queries.done()[:SHOWN] if letters_for(request.user, closing).exists()]
    return render(request, "closing/index.html", {"closings": found})


@allowed(*FIGURES)
@never_cache
@require_safe
def one(request: AccountRequest, key: UUID) -> HttpResponse:
    """A closing: how far it is, or the letter that it froze."""
    closing = _found(key)
    may_publish = may(request.user, Capability.PUBLISH_LETTERS)
    if not closing.closed_at:
        if not may_publish:
            raise Http404("Cette lettre n’est pas arrêtée.")
        return render(request, "closing/work.html", {"work": Work(closing)})
    letter = letter_for(request.user, closing, request.GET)
    others = list(letters_for(request.user, closing))
    page = ClosedPage(request.user, closing, letter, others)
    return render(request, "closing/closed.html", {"page": page, "may_publish": may_publish})


@allowed(*FIGURES)
@never_cache
@require_safe
def document(request: AccountRequest, key: UUID, format: str) -> HttpResponse:
    """A closed letter as a file: the very PDF that was frozen, the same numbers for a spreadsheet or a program."""
    write = documents.FORMATS.get(format)
    if write is None:
        raise Http404("Ce format n’existe pas.")
    letter = letter_for(request.user, _found(key), request.GET)
    content, media_type = write(letter)
    name = documents.name_of(letter, format)
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _found(key: UUID) -> Closing:
    return get_object_or_404(Closing.objects.select_related("by"), key=key)
