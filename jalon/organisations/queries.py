"""Questions about partners."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from jalon.organisations.models import OrganisationRole


class OrganisationRoleQuerySet(models.QuerySet["OrganisationRole"]):
    def in_force_on(self, day: dt.date) -> "OrganisationRoleQuerySet":
        """Roles held on a day, both ends included."""
        return self.filter(Q(start=None) | Q(start__lte=day), Q(end=None) | Q(end__gte=day))
