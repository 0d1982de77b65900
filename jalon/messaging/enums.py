"""Codes of what is sent."""

from django.db import models


class Purpose(models.TextChoices):
    """Why a message leaves."""

    LETTER = "lettre", "Lettre"
    TRIAL = "essai", "Envoi d’essai"
    REMINDER = "rappel", "Rappel"
    DIGEST = "resume", "Résumé du matin"
    PEOPLE = "participants", "Message à des participants"


class Fate(models.TextChoices):
    """What became of a message to one person."""

    WAITING = "attente", "à envoyer"
    SENT = "remis", "remis au serveur"
    REFUSED = "refuse", "refusé"
    BOUNCED = "revenu", "revenu"
    UNCERTAIN = "incertain", "incertain"


class Channel(models.TextChoices):
    """How a notice reaches a person."""

    EMAIL = "courriel", "courriel"
    SMS = "sms", "SMS"


class NoticePurpose(models.TextChoices):
    CONFIRMATION = "confirmation", "confirmation"
    REMINDER = "rappel", "rappel"
    CANCELLATION = "annulation", "annulation"
