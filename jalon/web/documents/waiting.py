"""What is still to be signed: the interviews of a week, those of before, charters and reviews."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.models import Entry, Pathway, Review
from jalon.pathways.permissions import RECORDING
from jalon.pathways.signables import What, interviews_to_sign
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.weeks import asked_caseworker, asked_week, interviews_of, query

MOST = 60
"""Interviews listed at once, the latest first."""


@dataclass(frozen=True, slots=True)
class Wanting:
    """Someone, and what is to be signed of theirs."""

    person: str
    code: str
    about: str
    url: str


@allowed(*RECORDING)
@never_cache
@require_safe
def attendance(request: AccountRequest) -> HttpResponse:
    """The week of a référent, signed or not; then all that waits for a signature."""
    record(
        by=request.user, verb=Verb.READ, target="pathways.interview", reason=f"émargements, {request.GET.urlencode()}"
    )
    caseworker, week = asked_caseworker(request), asked_week(request)
    followed = followed_by(request, caseworker)
    unsigned = interviews_to_sign(followed).order_by("-date", "time", "pk")
    context = {
        "caseworker": caseworker,
        "choices": _choices(request),
        "week": week,
        "query": query(week, caseworker),
        "before": query(week.moved(-1), caseworker),
        "after": query(week.moved(1), caseworker),
        "held": list(interviews_of(request, caseworker, week)) if caseworker else [],
        "unsigned": list(unsigned[:MOST]),
        "count": unsigned.count(),
        "most": MOST,
        "others": [*_charters(followed), *_reviews(followed)],
    }
    return render(request, "documents/attendance.html", context)


def followed_by(request: AccountRequest, caseworker: Caseworker | None) -> "QuerySet[Pathway]":
    """The open pathways of the people that the référent follows today; nobody’s without a référent."""
    if caseworker is None:
        return Pathway.objects.none()
    today = clock.today()
    return Pathway.objects.openable_by(request.user).open_on(today).followed_by([caseworker.pk], today)


def _choices(request: AccountRequest) -> list[Caseworker]:
    """The référents whose week may be read: all for the team."""
    if may(request.user, Capability.RECORD_ANY):
        return list(Caseworker.objects.all())
    own = caseworkers_of(request.user)
    return list(Caseworker.objects.filter(pk__in=own)) if len(own) > 1 else []


def _charters(pathways: "QuerySet[Pathway]") -> list[Wanting]:
    """Entries prepared here whose charter has neither day nor signature."""
    lacking = Entry.objects.filter(pathway__in=pathways.values("pk"), charter_on=None, charter_signature=None)
    found = lacking.select_related("pathway__participant").order_by("pathway__entry_date")[:MOST]
    return [
        Wanting(str(each.pathway.participant), each.pathway.participant.code, "Charte d’engagement", url)
        for each in found
        for url in [reverse("documents:sign", args=[What.CHARTER, each.pathway_id])]
    ]


def _reviews(pathways: "QuerySet[Pathway]") -> list[Wanting]:
    """Reviews held, that the person has not signed."""
    lacking = Review.objects.filter(pathway__in=pathways.values("pk"), participant_signature=None)
    found = lacking.select_related("pathway__participant").order_by("held_on")[:MOST]
    return [
        Wanting(str(each.pathway.participant), each.pathway.participant.code, f"Bilan des {each.month} mois", url)
        for each in found
        for url in [reverse("documents:sign", args=[What.REVIEW, each.pk])]
    ]
