"""Where a slice of time comes from, and the two halves of a day."""

from enum import Enum

from django.db import models


class Source(Enum):
    """The record that a slice of time is read from."""

    INTERVIEW = "entretien"
    ATTEMPT = "tentative"
    ENTRY = "temps"
    APPOINTMENT = "rendez-vous"


class Half(models.IntegerChoices):
    MORNING = 0, "matin"
    AFTERNOON = 1, "après-midi"
