"""Whose agenda is shown, and the addresses that stay with them."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import caseworkers_of
from jalon.agenda.permissions import agendas_of, check_may_open_agenda
from jalon.core import clock
from jalon.web.access import AccountRequest

REFERENT, DAY, MONTH = "referent", "jour", "mois"
SATURDAY = 5
YEARS = range(1990, 2101)
"""Those of the agenda: an address that asks for another one asks for nothing."""


@dataclass(frozen=True, slots=True)
class Whose:
    """A référent, and those whom one may choose instead; `kept`: what the address says besides."""

    caseworker: Caseworker
    own: bool
    choices: tuple[Caseworker, ...]
    kept: tuple[tuple[str, str], ...] = ()

    def url(self, page: str, *args: object, **said: object) -> str:
        """A page of this agenda; the référent is named when it is not one's own."""
        named = {} if self.own else {REFERENT: self.caseworker.code}
        query = urlencode({**named, **{name: value for name, value in said.items() if value not in (None, "")}})
        return reverse(f"agenda:{page}", args=args) + (f"?{query}" if query else "")


def whose(request: AccountRequest) -> Whose | None:
    """The référent of the address, else one’s own, else the first; None for who may open none.

    404 for a code that is none, PermissionDenied for another’s agenda.
    """
    if code := request.GET.get(REFERENT, ""):
        return agenda_of(request, get_object_or_404(Caseworker, code=code))
    own = caseworkers_of(request.user)
    wanted = min(agendas_of(request.user), key=lambda each: each.pk not in own, default=None)
    return agenda_of(request, wanted) if wanted else None


def agenda_of(request: AccountRequest, caseworker: Caseworker) -> Whose:
    """The agenda of this référent; PermissionDenied when it may not be opened."""
    check_may_open_agenda(request.user, caseworker.pk)
    own = caseworkers_of(request.user)[:1] == [caseworker.pk]
    kept = tuple((name, request.GET[name]) for name in (DAY, MONTH) if name in request.GET)
    return Whose(caseworker, own, tuple(agendas_of(request.user)), kept)


def day_asked(request: AccountRequest) -> dt.date:
    """The day of the address, else today; at the weekend, the Monday that comes."""
    try:
        asked = dt.date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        asked = None
    if asked and asked.year in YEARS:
        return asked
    today = clock.today()
    return today if today.weekday() < SATURDAY else monday_of(today) + dt.timedelta(7)


def monday_of(day: dt.date) -> dt.date:
    """The first day of its week."""
    return day - dt.timedelta(day.weekday())
