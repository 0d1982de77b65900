"""The week of a référent, as the pages of attendance read it."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import REFUSAL, caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.core import clock, french
from jalon.pathways.missing import FACE_TO_FACE
from jalon.pathways.models import Interview, Pathway
from jalon.web.access import AccountRequest

WEEK, CASEWORKER = "semaine", "referent"


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    start: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Week":
        """The one of a day."""
        return cls(day - dt.timedelta(days=day.weekday()))

    @property
    def end(self) -> dt.date:
        """Its Sunday."""
        return self.start + dt.timedelta(days=6)

    @property
    def name(self) -> str:
        """« 2017-W50 », as addresses write it."""
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def said(self) -> str:
        """« du 11 au 17 décembre 2017 »."""
        first = french.long_day(self.start).rsplit(" ", 1)[0] if self.start.year == self.end.year else None
        if self.start.month == self.end.month:
            first = "1er" if self.start.day == 1 else str(self.start.day)
        return f"du {first or french.long_day(self.start)} au {french.long_day(self.end)}"

    def moved(self, weeks: int) -> "Week":
        """Some weeks later, or earlier."""
        return Week(self.start + dt.timedelta(weeks=weeks))


def asked_week(request: AccountRequest) -> Week:
    """The one of the address; else that of today, which on a Saturday or a Sunday is the one that ends."""
    try:
        return Week(dt.date.fromisoformat(f"{request.GET.get(WEEK, '')}-1"))
    except ValueError:
        return Week.of(clock.today())


def asked_caseworker(request: AccountRequest) -> Caseworker | None:
    """Whose week: one’s own for a référent; the team chooses. PermissionDenied for a colleague’s."""
    code, own = request.GET.get(CASEWORKER, ""), caseworkers_of(request.user)
    if not code:
        return Caseworker.objects.filter(pk__in=own).first()
    found = Caseworker.objects.filter(code=code).first()
    if found and not may(request.user, Capability.RECORD_ANY) and found.pk not in own:
        raise PermissionDenied(REFUSAL)
    return found


def interviews_of(request: AccountRequest, caseworker: Caseworker, week: Week) -> QuerySet[Interview]:
    """The face-to-face interviews that a référent held in a week, in files that this account may open."""
    held = Interview.objects.filter(
        ~Q(present=False), caseworker=caseworker, kind__in=FACE_TO_FACE, date__range=(week.start, week.end)
    )
    mine = held.filter(pathway__in=Pathway.objects.openable_by(request.user).order_by().values("pk"))
    related = ("pathway__participant", "caseworker", "appointment", "signature__image")
    return mine.select_related(*related).order_by("date", "time", "pk")


def query(week: Week, caseworker: Caseworker | None) -> str:
    """The end of an address for the same week and référent."""
    return "?" + urlencode({WEEK: week.name, **({CASEWORKER: caseworker.code} if caseworker else {})})
