"""The referrals that wait for a référent: each with the best three and their reasons; the steering team decides."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.models import Caseworker
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.allotment import Candidate, Proposal, queue
from jalon.pathways.allotting import AHEAD, asked, candidates
from jalon.referrals.actions import allot as entrust
from jalon.referrals.models import Referral
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.worktime.holidays import public_holiday

ONE, TICKED, CHOSEN = "prescription", "attribuer", "a_"
LONGEST = 100
"""Referrals on a page: the oldest first; the others follow once these are allotted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A referral, the best for it, and everyone one may choose instead."""

    referral: Referral
    best: list[Proposal]
    others: list[Candidate]
    days: int

    @property
    def first(self) -> Proposal | None:
        """The best one."""
        return self.best[0] if self.best else None


@allowed(Capability.ALLOT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def allot(request: AccountRequest) -> HttpResponse:
    """The whole queue on one page; or one referral, to be changed."""
    if request.method == "POST":
        return _decide(request)
    today, waiting = clock.today(), _waiting(request)
    rows = _rows(waiting[:LONGEST], today)
    if rows:
        record(by=request.user, verb=Verb.READ, target="referrals", key="attribution")
    context = {"rows": rows, "total": len(waiting), "one": ONE in request.GET}
    return render(request, "referrals/allot.html", context)


def _waiting(request: HttpRequest) -> list[Referral]:
    rows = Referral.objects.pending().select_related("participant", "referrer__parent", "caseworker")
    said = request.GET.get(ONE, "")
    if _is_key(said):
        return list(rows.filter(pk=int(said)))
    return list(rows.filter(caseworker=None).order_by("date", "pk"))


def _rows(waiting: list[Referral], today: dt.date) -> list[Row]:
    ahead = (today + dt.timedelta(days) for days in range(AHEAD + 1))
    able = candidates(today, {day for day in ahead if public_holiday(day)})
    found = queue(asked(waiting, today), able, today)
    rows = []
    for each in waiting:
        best = found[each.pk]
        proposed = {proposal.candidate.key for proposal in best}
        others = [candidate for candidate in able if candidate.key not in proposed]
        rows.append(Row(each, best, others, (today - each.date).days))
    return rows


def _decide(request: AccountRequest) -> HttpResponse:
    """Each ticked referral goes to the one chosen; all or nothing. Twice the same changes nothing."""
    chosen = {int(key): request.POST.get(f"{CHOSEN}{key}", "") for key in request.POST.getlist(TICKED) if _is_key(key)}
    rows = Referral.objects.filter(pk__in=chosen).select_related("participant")
    known = Caseworker.objects.in_bulk([int(key) for key in chosen.values() if _is_key(key)])
    keys = [each.participant_id for each in rows]
    try:
        with recording(participants=keys):
            for each in rows:
                entrust(by=request.user, referral=each, caseworker=_one(known, chosen[each.pk]))
    except ValidationError as refused:
        messages.error(request, f"Rien n’est attribué. {' '.join(refused.messages)}")
        return redirect(request.get_full_path())
    messages.success(request, _said(len(keys)))
    return redirect("referrals:allot")


def _one(known: dict[int, Caseworker], key: str) -> Caseworker:
    caseworker = known.get(int(key)) if _is_key(key) else None
    if caseworker is None:
        raise ValidationError("Choisissez un référent pour chaque prescription cochée.")
    return caseworker


def _is_key(said: str) -> bool:
    """Whether it may be a key: a database holds no longer one."""
    return said.isdecimal() and len(said) < 19


def _said(number: int) -> str:
    if number == 0:
        return "Aucune prescription n’était cochée : rien n’a changé."
    many = f"{number} prescriptions attribuées" if number > 1 else "Prescription attribuée"
    return f"{many}. Le référent ouvre maintenant le dossier, et fixe le premier rendez-vous."
