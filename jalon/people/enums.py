"""Codes about people: the values are those of the exchange format."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "F", "Femme"
    MALE = "H", "Homme"
