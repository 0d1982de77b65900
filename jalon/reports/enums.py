"""Codes of what is published."""

from django.db import models


class Audience(models.TextChoices):
    """Whom a version (*version*) of the letter is for, and so whose files it counts."""

    WHOLE = "ensemble", "Tout le PLIE"
    CASEWORKER = "referent", "Un référent"
    HOST = "porteur", "Une structure porteuse"
    COMMUNE = "commune", "Une commune"
    FUNDER = "financeur", "Un financeur"
    REFERRER = "prescripteur", "Un prescripteur, agences comprises"
    AGENCY = "agence", "Une agence de prescripteur"


class BlockCode(models.TextChoices):
    """The blocks of the letter, in their usual order; those of page 2 come from `STEPS` on."""

    ESSENTIAL = "essentiel", "L’essentiel"
    TRENDS = "tendances", "Entrées et file active, mois par mois"
    REFERRERS = "prescripteurs", "Prescripteurs"
    NON_ENTRIES = "non_entrees", "Non-entrées"
    STORY = "retour", "Retour sur une action"
    STEPS = "etapes", "Étapes"
    EXITS = "sorties", "Sorties"
