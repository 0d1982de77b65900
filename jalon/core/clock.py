"""The one clock: every rule, page and command that needs the day asks here."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """The current day in Paris, or the day fixed by JALON_TODAY."""
    fixed: dt.date | None = settings.JALON_TODAY
    return fixed or timezone.localdate()


def now() -> dt.datetime:
    """The current instant, time zone aware; under JALON_TODAY, that day at the real time of day."""
    instant = timezone.now()
    fixed: dt.date | None = settings.JALON_TODAY
    if fixed is None:
        return instant
    return timezone.localtime(instant).replace(year=fixed.year, month=fixed.month, day=fixed.day)
