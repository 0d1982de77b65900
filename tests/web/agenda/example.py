"""What the agenda of Nadia holds, for the tests of its pages."""

import datetime as dt
from decimal import Decimal

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.agenda.enums import LeaveKind, TimeKind, Weekday
from jalon.agenda.feeds import digest
from jalon.agenda.models import Feed, Leave, Opening, TimeEntry
from jalon.core import clock
from jalon.documents.rules import fingerprint
from jalon.organisations.models import Organisation
from jalon.worktime.content import text
from jalon.worktime.models import TimeSheet
from jalon.worktime.sheets import content_now

TIME, LEAVE, OPENING, FEED, SHEET = 910, 911, 912, 913, 914
SECRET = "un-secret-de-calendrier"  # noqa: S105
OPENED = dt.date(2015, 3, 1)
"""The only month during which the host of Lise employed Nadia: no figure of 2017 hangs on it."""


def agenda(nadia: Caseworker, users: dict[str, User]) -> None:
    """A time, a leave, a half-day of welcome, a calendar, and the sheet of a month, which waits for her."""
    host = Organisation.objects.get(code="porteur")
    FtePeriod.objects.create(caseworker=nadia, host=host, fte=Decimal(1), start=OPENED, end=dt.date(2015, 3, 31))
    spoken = dt.date(2015, 3, 2)
    entry = {"caseworker": nadia, "kind": TimeKind.TEAM, "minutes": 420, "recorded_on": spoken}
    TimeEntry.objects.create(pk=TIME, date=spoken, time=dt.time(9), **entry)
    Leave.objects.create(pk=LEAVE, caseworker=nadia, kind=LeaveKind.SICK, start=OPENED, end=OPENED)
    Opening.objects.create(
        pk=OPENING,
        caseworker=nadia,
        weekday=Weekday.THURSDAY,
        start=dt.time(9),
        end=dt.time(12),
        valid_from=OPENED,
        valid_to=dt.date(2015, 3, 31),
    )
    Feed.objects.create(pk=FEED, user=users["nadia"], caseworker=nadia, digest=digest(SECRET), made_at=clock.now())
    said = {**content_now(nadia, OPENED), "reason": "pour l’exemple"}
    TimeSheet.objects.create(
        pk=SHEET,
        caseworker=nadia,
        month=OPENED,
        content=said,
        sha256=fingerprint(text(said, version=1, why="")),
        made_at=clock.now(),
        made_by=users["nadia"],
    )
