"""Named lists of people."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability

if TYPE_CHECKING:
    from jalon.people.models import Consent, Participant  # noqa: F401


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """People known to the PLIE."""

    def visible_to(self, user: Visitor) -> "ParticipantQuerySet":
        """Whose name, référent and status a list may show to this account today."""
        return self.all() if may(user, Capability.SEE_NAMES) else self.none()


class ConsentQuerySet(models.QuerySet["Consent"]):
    """What people allow to publish."""

    def in_force_on(self, day: dt.date) -> "ConsentQuerySet":
        """Given by the day, and not taken back: on the day of its withdrawal, a consent is worth nothing any more."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), given_on__lte=day)
