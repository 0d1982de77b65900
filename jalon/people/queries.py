"""Named lists of people."""

from typing import TYPE_CHECKING

from django.db import models

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability

if TYPE_CHECKING:
    from jalon.people.models import Participant  # noqa: F401


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """People known to the PLIE."""

    def visible_to(self, user: Visitor) -> "ParticipantQuerySet":
        """Whose name, référent and status a list may show to this account today."""
        return self.all() if may(user, Capability.SEE_NAMES) else self.none()
