"""Named lists of addressees and of messages."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from jalon.messaging.enums import Fate

if TYPE_CHECKING:
    from jalon.messaging.models import Delivery, Notice, Subscriber  # noqa: F401

FATES = {
    Fate.BOUNCED: Q(bounced_at__isnull=False),
    Fate.SENT: Q(sent_at__isnull=False, bounced_at=None),
    Fate.REFUSED: Q(refused_at__isnull=False, bounced_at=None),
    Fate.UNCERTAIN: Q(claimed_at__isnull=False, sent_at=None, refused_at=None, bounced_at=None),
    Fate.WAITING: Q(claimed_at=None),
}
"""Each message is in one of them. While a process works, the one it holds is among the uncertain."""


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Those who are on lists."""

    def willing(self) -> "SubscriberQuerySet":
        """Those who have not said no."""
        return self.filter(unsubscribed_at=None)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Messages, each to one person."""

    def of(self, fate: Fate) -> "DeliveryQuerySet":
        """Those that had this fate."""
        return self.filter(FATES[fate])

    def counts(self) -> dict[Fate, int]:
        """How many had each fate. One query."""
        found = self.order_by().aggregate(**{fate.value: Count("pk", filter=asked) for fate, asked in FATES.items()})
        return {fate: found[fate.value] for fate in Fate}

    def counts_by_mailing(self) -> dict[int, dict[Fate, int]]:
        """As `counts`, for each mailing. One query."""
        numbers = [Count("pk", filter=FATES[fate]) for fate in Fate]
        rows = self.order_by().values("mailing").annotate(**dict(zip(Fate.values, numbers, strict=True)))
        return {
            mailing: dict(zip(Fate, found, strict=True))
            for mailing, *found in rows.values_list("mailing", *Fate.values)
        }


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Short messages about one thing."""

    def to_send(self) -> "NoticeQuerySet":
        """Those that nobody claimed and that still serve."""
        return self.filter(claimed_at=None, dropped_at=None)

    def about(self, reference: str) -> "NoticeQuerySet":
        """Those of one thing, the latest first."""
        return self.filter(reference=reference).order_by("-asked_at", "-pk")
