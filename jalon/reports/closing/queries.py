"""The closings there are."""

from django.db.models import QuerySet

from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter, Closing, Edition


def done(period: str = "") -> QuerySet[Closing]:
    """The periods that are closed (one alone when named), the latest version first."""
    found = Closing.objects.filter(closed_at__isnull=False).select_related("by")
    return found.filter(period=period) if period else found


def latest(period: str) -> Closing | None:
    """The last version of a closed period; None when it is not closed."""
    return done(period).first()


def next_number(period: str) -> int:
    """The number that a new version of this period would have."""
    last = latest(period)
    return last.number + 1 if last else 1


def under_way(period: str) -> Closing | None:
    """The closing of this period that has not come to an end."""
    found = Closing.objects.filter(period=period, closed_at=None, stopped_at=None, trouble="")
    return found.select_related("by").first()


def versions() -> list[Edition]:
    """The versions of the letter that are closed together: those not retired, the whole PLIE first."""
    found = Edition.objects.filter(retired_on=None).select_related("caseworker", "organisation", "commune")
    return sorted(found, key=lambda edition: (edition.audience != Audience.WHOLE, edition.name))


def letters(closing: Closing) -> QuerySet[ClosedLetter]:
    """The letters of a closing, without what weighs: their sheet, their data, their document."""
    found = closing.letters.select_related("edition", "closing__by").order_by("pk")
    return found.defer("sheet", "data", "definitions", "pdf")
