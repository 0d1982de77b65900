"""The names found in the letters of a period: where, whose, and why they may be published."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core.folding import folded
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.people.models import Participant
from jalon.reports.models import AcceptedName
from jalon.reports.names.actions import accept_name, refuse_name
from jalon.reports.names.found import Found, found
from jalon.reports.names.texts import texts_of
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures.ways import Ways

SOME = 5
"""Bearers told; beyond, their number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name as the page tells it. `accepted`: whoever let it pass, None when consent did or nobody."""

    found: Found
    bearers: list[Participant]
    accepted: AcceptedName | None

    @property
    def others(self) -> int:
        """Bearers that the line does not name."""
        return len(self.found.people) - len(self.bearers)


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_safe
def index(request: AccountRequest, period: Period) -> HttpResponse:
    """Every name found, place by place."""
    return _show(request, period)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def accept(request: AccountRequest, period: Period) -> HttpResponse:
    """Let a name pass; the page again when no reason is given."""
    words, reason = request.POST.get("words", ""), request.POST.get("reason", "")
    try:
        accept_name(by=request.user, period=Window(period).name, words=words, reason=reason)
    except ValidationError:
        return _show(request, period, wrong=words, reason=reason)
    messages.success(request, f"« {words} » peut paraître dans cette lettre.")
    return redirect("stories:names", period=Window(period).name)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def refuse(request: AccountRequest, period: Period) -> HttpResponse:
    """Hold a name up again."""
    words = request.POST.get("words", "")
    if refuse_name(by=request.user, period=Window(period).name, words=words):
        messages.success(request, f"« {words} » retient de nouveau la lettre.")
    return redirect("stories:names", period=Window(period).name)


def _show(request: AccountRequest, period: Period, wrong: str = "", reason: str = "") -> HttpResponse:
    name = Window(period).name
    lines = _lines(found(texts_of(name), name), name)
    context = {
        "places": [(place, list(group)) for place, group in groupby(lines, lambda line: line.found.place)],
        "waiting": sum(line.found.blocks for line in lines),
        "may_accept": may(request.user, Capability.PUBLISH_LETTERS),
        "ways": Ways(period, None),
        "period": name,
        "wrong": wrong,
        "reason": reason,
    }
    return render(request, "stories/names.html", context)


def _lines(names: list[Found], period: str) -> list[Line]:
    """With whose names they may be. Two queries."""
    if not names:
        return []
    known = Participant.objects.in_bulk({key for name in names for key in name.people[:SOME]})
    said = {
        folded(each.words): each for each in AcceptedName.objects.filter(period=period).select_related("accepted_by")
    }
    return [
        Line(name, [known[key] for key in name.people[:SOME] if key in known], said.get(folded(name.words)))
        for name in names
    ]
