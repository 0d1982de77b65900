"""Questions about partners."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from jalon.organisations.models import Organisation, OrganisationRole  # noqa: F401


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def categories(self) -> dict[int, str | None]:
        """The referrer category of each: its own, or else that of the organisation it is an agency of. One query."""
        rows = {pk: (parent, category) for pk, parent, category in self.values_list("pk", "parent", "category")}
        return {pk: _category(pk, rows) for pk in rows}

    def heads(self) -> dict[int, int]:
        """The organisation that each is an agency of, from parent to parent; itself without a parent. One query."""
        parents = dict(self.values_list("pk", "parent"))
        return {pk: _head(pk, parents) for pk in parents}


def _head(pk: int, parents: dict[int, int | None]) -> int:
    seen = [pk]
    while (parent := parents.get(seen[-1])) is not None and parent not in seen:
        seen.append(parent)
    # Agencies of one another have no head: the first of them stands for all.
    return min(seen[seen.index(parent) :]) if parent in seen else seen[-1]


def _category(pk: int, rows: dict[int, tuple[int | None, str]]) -> str | None:
    seen: set[int] = set()
    at: int | None = pk
    while at in rows and at not in seen:  # a folder may hold agencies of one another
        seen.add(at)
        at, category = rows[at]
        if category:
            return category
    return None


class OrganisationRoleQuerySet(models.QuerySet["OrganisationRole"]):
    def in_force_on(self, day: dt.date) -> "OrganisationRoleQuerySet":
        """Roles held on a day, both ends included."""
        return self.filter(Q(start=None) | Q(start__lte=day), Q(end=None) | Q(end__gte=day))
