"""Named lists of referrals: what became of them."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from jalon.core.periods import Period

if TYPE_CHECKING:
    from jalon.referrals.models import Referral  # noqa: F401

PENDING = Q(entered_on=None, declined_on=None)
ENTERED = Q(entered_on__isnull=False)
DECLINED = Q(declined_on__isnull=False)


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals, by where they come from and by what became of them."""

    def pending(self) -> "ReferralQuerySet":
        """Neither entered nor declined."""
        return self.filter(PENDING)

    def entrusted(self) -> "ReferralQuerySet":
        """Pending, and allotted to a référent."""
        return self.pending().filter(caseworker__isnull=False)

    def written_during(self, period: Period) -> "ReferralQuerySet":
        """Dated in the period, both ends included."""
        return self.filter(date__gte=period.start, date__lte=period.end)

    def sent_by(self, organisations: Collection[int]) -> "ReferralQuerySet":
        """From one of these organisations."""
        return self.filter(referrer__in=organisations)
