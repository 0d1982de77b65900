"""Named lists of appointments."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from jalon.agenda.models import Appointment  # noqa: F401


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments, by their day and by what became of them. Who may read them is the file's right."""

    def to_come(self, today: dt.date) -> "AppointmentQuerySet":
        """Of the day or later, and still standing; the next one first."""
        return self.filter(outcome="", date__gte=today).order_by("date", "time")

    def past(self, today: dt.date) -> "AppointmentQuerySet":
        """Before the day; the latest first."""
        return self.filter(date__lt=today).order_by("-date", "-time")
