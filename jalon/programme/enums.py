"""How the time spent on a funded operation is justified."""

from django.db import models


class Justification(models.TextChoices):
    FIXED_SHARE = "part_fixe", "Part fixe, par lettre de mission"
    TIME_SHEET = "fiche_temps", "Fiches de temps mensuelles"
