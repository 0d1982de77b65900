"""Named lists of pathways."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.pathways.standing import standing_for
from jalon.referrals.models import Referral

if TYPE_CHECKING:
    from jalon.pathways.models import Pathway  # noqa: F401


class PathwayQuerySet(models.QuerySet["Pathway"]):
    """Pathways, by what holds on a day."""

    def open_on(self, day: dt.date) -> "PathwayQuerySet":
        """Open at the end of the day: an exit dated that day closes it (exchange format, `active_file_real`)."""
        return self.filter(Q(exit_date=None) | Q(exit_date__gt=day), entry_date__lte=day)

    def latest_on(self, day: dt.date) -> "PathwayQuerySet":
        """The last pathway begun by the day of each person, over or not."""
        later = self.model._base_manager.filter(
            participant=OuterRef("participant"), entry_date__gt=OuterRef("entry_date"), entry_date__lte=day
        )
        return self.filter(~Exists(later), entry_date__lte=day)

    def with_caseworker_on(self, day: dt.date) -> models.QuerySet[Any]:
        """Annotate `caseworker_on_day`: the key of the référent of the latest assignment not after the day.

        An assignment without a start holds since the entry.
        """
        begun = Q(assignments__start=None) | Q(assignments__start__lte=day)
        holding = (
            self.model._base_manager.filter(begun, pk=OuterRef("pk"))
            .order_by(F("assignments__start").desc(nulls_last=True))
            .values("assignments__caseworker")
        )
        return self.annotate(caseworker_on_day=Subquery(holding[:1]))

    def followed_by(self, caseworkers: list[int], day: dt.date) -> models.QuerySet[Any]:
        """The last pathway of the people whom one of these référents follows on the day, or followed to its end."""
        # The index of assignments leads to some hundreds of candidates: without it, every pathway would be examined.
        assigned = self.model._base_manager.filter(assignments__caseworker__in=caseworkers)
        candidates = self.filter(pk__in=assigned.values("pk"))
        return candidates.latest_on(day).with_caseworker_on(day).filter(caseworker_on_day__in=caseworkers)

    def kept_by(self, caseworkers: list[int], day: dt.date) -> models.QuerySet[Any]:
        """As `followed_by`, but those who left and whom a new referral, still pending, entrusts to another."""
        elsewhere = Referral.objects.entrusted().filter(participant=OuterRef("participant"))
        gone = Q(Exists(elsewhere.exclude(caseworker__in=caseworkers)), exit_date__lte=day)
        return self.followed_by(caseworkers, day).exclude(gone)

    def openable_by(self, user: Visitor) -> "PathwayQuerySet":
        """The pathways of the files that this account may open today: any, or those of the people it follows.

        A file is opened whole: the référent of the last pathway reads the earlier ones too, and who followed
        the person only earlier reads nothing any more. A pending referral opens it to the référent who received it;
        who stands in for a référent that day opens what they do.
        """
        if may(user, Capability.OPEN_ANY_FILE):
            return self.all()
        if may(user, Capability.OPEN_OWN_FILES):
            mine = standing_for(user, clock.today())
            kept = PathwayQuerySet(self.model).kept_by(mine, clock.today()).values("participant")
            entrusted = Referral.objects.entrusted().filter(caseworker__in=mine).values("participant")
            return self.filter(Q(participant__in=kept) | Q(participant__in=entrusted))
        return self.none()
