"""What an appointment is for, and what became of it."""

from django.db import models


class AppointmentKind(models.TextChoices):
    FIRST = "premier", "Premier rendez-vous"
    FOLLOW_UP = "suivi", "Rendez-vous de suivi"
    REVIEW = "point_etape", "Point d’étape"
    OTHER = "autre", "Autre rendez-vous"


class Outcome(models.TextChoices):
    KEPT = "tenu", "tenu"
    MISSED = "manque", "manqué"
    EXCUSED = "excuse", "excusé"
    MOVED = "deplace", "déplacé"


GIVEN_UP = (Outcome.EXCUSED, Outcome.MOVED)
"""Its hour is free again."""
EXPECTED = (Outcome.KEPT, Outcome.MISSED)
"""Told once the day has come."""
