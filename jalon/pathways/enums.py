"""Codes of the pathway: the values are those of the exchange format."""

from django.db import models


class InterviewKind(models.TextChoices):
    MEETING = "entretien", "Entretien"
    PHONE = "telephone", "Téléphone"
    EMAIL = "courriel", "Courriel"
    LETTER = "courrier", "Courrier"
    WORKSHOP = "atelier", "Atelier"
    OTHER = "autre", "Autre contact"
