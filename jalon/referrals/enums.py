"""How one tries to reach someone."""

from django.db import models


class Means(models.TextChoices):
    PHONE = "telephone", "téléphone"
    SMS = "sms", "SMS"
    EMAIL = "courriel", "courriel"
    LETTER = "courrier", "courrier"
    VISIT = "visite", "visite à domicile"
    PARTNER = "partenaire", "un partenaire"
