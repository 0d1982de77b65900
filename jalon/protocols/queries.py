"""Which protocol governs what, and in which group a step label is offered on a day."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

if TYPE_CHECKING:
    from jalon.protocols.models import Protocol


class ProtocolQuerySet(models.QuerySet[Any]):
    """Protocols; no two of them share a day."""

    def in_force_on(self, day: dt.date) -> "Protocol | None":
        """The protocol of the day, both ends included; None outside all."""
        found: Protocol | None = self.filter(start__lte=day, end__gte=day).first()
        return found

    def for_entry(self, day: dt.date) -> "Protocol | None":
        """The protocol a pathway entered on the day belongs to; before the first one, the first.

        None after the last one, or in a gap. Source: exchange format, the letter.
        """
        first: Protocol | None = self.order_by("start").first()
        return first if first and day < first.start else self.in_force_on(day)


class StepLabelQuerySet(models.QuerySet[Any]):
    """Names of steps."""

    def classified_on(self, day: dt.date) -> Self:
        """With `classification`, the group offered for a step that starts on the day (None: not classified yet)."""
        valid = self.model._meta.get_field("classifications").related_model.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), label=OuterRef("pk")
        )
        latest = valid.order_by(F("valid_from").desc(nulls_last=True)).values("classification")[:1]
        return self.annotate(classification=Subquery(latest))
