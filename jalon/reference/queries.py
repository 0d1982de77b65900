"""Questions asked to the nomenclatures: what was valid on a day, where a point lies."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from jalon.reference.enums import DistrictKind
from jalon.reference.geometry import contains

if TYPE_CHECKING:
    from jalon.reference.models import District


def valid_on(day: dt.date, prefix: str = "") -> Q:
    """The condition that a row is valid on `day`, both ends included; `prefix` follows a relation (`members__`)."""
    start, end = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{start: None}) | Q(**{f"{start}__lte": day})) & (Q(**{end: None}) | Q(**{f"{end}__gte": day}))


class ValidityQuerySet(models.QuerySet[Any]):
    """Rows that carry dates of validity."""

    def valid_on(self, day: dt.date) -> Self:
        """Those valid on the day, both ends included."""
        return self.filter(valid_on(day))


class CommuneQuerySet(ValidityQuerySet):
    """Communes, past and present."""

    def in_perimeter(self, code: str, day: dt.date) -> Self:
        """Those that belonged to the perimeter on the day."""
        return self.filter(valid_on(day, "memberships__"), memberships__perimeter=code)


class DistrictQuerySet(ValidityQuerySet):
    """Priority and watched districts."""

    def priority(self) -> Self:
        """The QPV alone: a watched district is never counted among them."""
        return self.filter(kind=DistrictKind.PRIORITY)

    def at(self, longitude: float, latitude: float, day: dt.date) -> "District | None":
        """The district, valid on the day, whose boundary holds the point (degrees, WGS 84); None outside all.

        Only districts with a published boundary can be found; a QPV comes before a watched district.
        """
        candidates = self.valid_on(day).filter(boundary__isnull=False).select_related("boundary")
        for district in candidates.order_by("kind", "code"):
            if contains(district.boundary.coordinates, longitude, latitude):
                found: District = district
                return found
        return None
