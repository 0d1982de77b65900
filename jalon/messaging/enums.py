"""Codes of what is sent."""

from django.db import models


class Purpose(models.TextChoices):
    """Why a message leaves."""

    LETTER = "lettre", "Lettre"
    TRIAL = "essai", "Envoi d’essai"
    REMINDER = "rappel", "Rappel"
