"""The guide: every topic, found by its words; then one topic. Open to all: it helps at the door too."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.web.access import open_to_all
from jalon.web.help.kept import kept
from jalon.web.help.rights import rights
from jalon.web.help.search import LONGEST, answers
from jalon.web.help.topics import BY_SLUG, TOPICS, Topic

READ: dict[str, Callable[[], Any]] = {"roles": rights, "donnees-personnelles": kept}
"""What some topics read from the program or the database, so that they cannot say otherwise."""


@open_to_all
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All the topics by group, or those that answer the words typed."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    groups = [(group, list(topics)) for group, topics in groupby(TOPICS, lambda topic: topic.group)]
    context = {"asked": asked, "answers": answers(asked) if asked else [], "groups": groups}
    return render(request, "help/index.html", context)


@open_to_all
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic, with the way to its page for those whom that page is open to."""
    shown = BY_SLUG.get(slug)
    if shown is None:
        raise Http404("Cette rubrique n’existe pas.")
    context = {"topic": shown, "leads": _leads(request, shown), "read": READ[slug]() if slug in READ else None}
    return render(request, "help/topic.html", context)


def _leads(request: HttpRequest, shown: Topic) -> bool:
    """Whether the reader may open the page of the topic."""
    if not shown.door or not isinstance(request.user, User):
        return False
    return not shown.any_of or may(request.user, *shown.any_of)
