"""What an appointment is for, and what became of it."""

from django.db import models


class AppointmentKind(models.TextChoices):
    FIRST = "premier", "Premier rendez-vous"
    FOLLOW_UP = "suivi", "Rendez-vous de suivi"
    REVIEW = "point_etape", "Point d’étape"
    OTHER = "autre", "Autre rendez-vous"


class Outcome(models.TextChoices):
    KEPT = "tenu", "tenu"
    MISSED = "manque", "manqué"
    EXCUSED = "excuse", "excusé"
    MOVED = "deplace", "déplacé"


GIVEN_UP = (Outcome.EXCUSED, Outcome.MOVED)
"""Its hour is free again."""
EXPECTED = (Outcome.KEPT, Outcome.MISSED)
"""Told once the day has come."""


class Invitation(models.TextChoices):
    """How a person was told of an appointment."""

    HANDED = "remise", "remise en main propre"
    PHONE = "telephone", "téléphone"
    LETTER = "courrier", "courrier"
    EMAIL = "courriel", "courriel"
    SMS = "sms", "SMS"


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"


class TimeKind(models.TextChoices):
    """Work that is not an act on a file."""

    TEAM = "equipe", "Réunion d’équipe"
    SITUATION = "situation", "Réunion de situation"
    PARTNER = "partenaire", "Partenaires"
    COMPANY = "entreprise", "Entreprises"
    TRAINING = "formation", "Formation du référent"
    TRAVEL = "deplacement", "Déplacement"
    DESK = "administratif", "Travail administratif"
    OTHER = "autre", "Autre travail"


class LeaveKind(models.TextChoices):
    PAID = "conges", "Congés"
    REST = "rtt", "RTT ou récupération"
    SICK = "maladie", "Arrêt de travail"
    OTHER = "autre", "Autre absence"
