"""How something is signed, and by whom."""

from django.db import models


class Capacity(models.TextChoices):
    PARTICIPANT = "participant", "La personne"
    CASEWORKER = "referent", "Le référent"
    SUPERIOR = "superieur", "Le supérieur"
    OTHER = "autre", "Un tiers"


class Method(models.TextChoices):
    DRAWN = "dessinee", "dessinée à l’écran"
    SCANNED = "papier", "sur papier, numérisée"
