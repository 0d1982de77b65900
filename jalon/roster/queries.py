"""Named lists of the roster."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.pathways.standing import standing_for
from jalon.roster.enums import Status
from jalon.roster.rules import NEVER

if TYPE_CHECKING:
    from jalon.roster.models import FileSummary, SavedView  # noqa: F401


def having(status: Status, day: dt.date) -> Q:
    """The condition of a status on a day; as `rules.status`."""
    if status in (Status.PATHWAY, Status.SUSPENDED):
        suspended = Q(suspended_until__gte=day)
        return Q(exit__gt=day) & (suspended if status == Status.SUSPENDED else ~suspended)
    if status == Status.PENDING:
        return Q(pending_since__gt=NEVER, exit__lte=day)
    settled = Q(pending_since=NEVER)
    if status == Status.EXITED:
        return Q(exit__gt=NEVER, exit__lte=day) & settled
    declined = Q(declined_on__gt=NEVER)
    return Q(exit=NEVER) & settled & (declined if status == Status.DECLINED else ~declined)


class FileSummaryQuerySet(models.QuerySet["FileSummary"]):
    """People as they stand."""

    def visible_to(self, user: Visitor) -> "FileSummaryQuerySet":
        """Whose name, référent and status a list may show to this account today."""
        return self.all() if may(user, Capability.SEE_NAMES) else self.none()

    def openable_by(self, user: Visitor) -> "FileSummaryQuerySet":
        """Whose file this account may open today; as `pathways.permissions.openable_among`."""
        if may(user, Capability.OPEN_ANY_FILE):
            return self.all()
        if may(user, Capability.OPEN_OWN_FILES):
            return self.filter(caseworker__in=standing_for(user, clock.today()))
        return self.none()

    def out_of_date(self, day: dt.date) -> "FileSummaryQuerySet":
        """Those that a dated fact has changed since, the calendar alone having moved."""
        return self.filter(Q(holds_until__lt=day) | Q(holds_from__gt=day))


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Lists kept under a name."""

    def offered_to(self, user: Visitor) -> "SavedViewQuerySet":
        """One's own, and those that the team shares."""
        return self.filter(Q(owner=user.pk) | Q(shared=True))
