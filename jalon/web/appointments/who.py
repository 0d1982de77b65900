"""With whom an appointment is: the référent of the person, and who else may receive them."""

import datetime as dt

from django.db.models import QuerySet

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.agenda.enums import AppointmentKind
from jalon.core.periods import Period
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from jalon.web.access import AccountRequest


def usual(participant: Participant, day: dt.date) -> int | None:
    """The key of who follows the person, or of who received their referral; None when nobody does. Two queries."""
    held = Pathway.objects.filter(participant=participant).open_on(day).with_caseworker_on(day)
    found: int | None = held.values_list("caseworker_on_day", flat=True).first()
    if found:
        return found
    referral = Referral.objects.pending().filter(participant=participant, caseworker__isnull=False)
    return referral.order_by("-date").values_list("caseworker", flat=True).first()


def offered(request: AccountRequest, participant: Participant, day: dt.date) -> QuerySet[Caseworker]:
    """Whom the form proposes: all those who work on the day for the team, else oneself and the usual one."""
    if may(request.user, Capability.RECORD_ANY):
        return Caseworker.objects.filter(pk__in=_working(day)).order_by("last_name", "first_name")
    keys = [*caseworkers_of(request.user), usual(participant, day)]
    return Caseworker.objects.filter(pk__in=[key for key in keys if key])


def _working(day: dt.date) -> QuerySet[FtePeriod, int]:
    held = FtePeriod.objects.filter(start__lte=day).exclude(end__lt=day)
    return held.order_by().values_list("caseworker", flat=True)


def kind_for(participant: Participant, day: dt.date) -> AppointmentKind:
    """A first appointment for someone who has no pathway."""
    followed = Pathway.objects.filter(participant=participant).open_on(day).exists()
    return AppointmentKind.FOLLOW_UP if followed else AppointmentKind.FIRST


def next_days(day: dt.date, number: int) -> Period:
    """The days in which hours are looked for: from the next one."""
    return Period(day + dt.timedelta(1), day + dt.timedelta(number))
