"""Codes about people: the values are those of the exchange format."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "F", "Femme"
    MALE = "H", "Homme"


class ConsentKind(models.TextChoices):
    """What a person may allow to publish."""

    IMAGE = "image", "son image"
    WORDS = "paroles", "ses paroles et son nom"
