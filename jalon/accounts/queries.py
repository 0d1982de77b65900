"""Named lists of the accounts' records."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from jalon.accounts.models import Coverage, Membership  # noqa: F401


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Dated roles."""

    def in_force_on(self, day: dt.date) -> "MembershipQuerySet":
        """Those whose period holds the day, both ends included."""
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day)


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """Communes, specialities and sectors of référents."""

    def in_force_on(self, day: dt.date) -> "CoverageQuerySet":
        """Those whose period holds the day, both ends included."""
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day)
