"""Where a person stands with the PLIE on a day."""

from django.db import models


class Status(models.TextChoices):
    """One a person a day; who is suspended is still in the file active."""

    PATHWAY = "parcours", "En parcours"
    SUSPENDED = "veille", "En veille"
    PENDING = "attente", "Prescription en attente"
    EXITED = "sortie", "Sortie"
    DECLINED = "non-entree", "Non-entrée"
    UNREFERRED = "sans", "Sans prescription"
