"""Codes of the pathway: the values are those of the exchange format."""

from django.db import models


class InterviewKind(models.TextChoices):
    MEETING = "entretien", "Entretien"
    PHONE = "telephone", "Téléphone"
    EMAIL = "courriel", "Courriel"
    LETTER = "courrier", "Courrier"
    WORKSHOP = "atelier", "Atelier"
    OTHER = "autre", "Autre contact"


class Lack(models.TextChoices):
    """What a month's file may lack."""

    CASEWORKER = "referent", "Référent"
    SITUATION = "situation", "Situation à l’entrée"
    REFERRAL = "prescription", "Prescription"
    INTERVIEW = "entretien", "Entretien du mois"
    PRESENCE = "presence", "Présence"
    SIGNATURE = "signature", "Signature"
    CONTRACT = "contrat", "Contrat de travail"
    ANSWER = "suite", "Suite de la prescription"
