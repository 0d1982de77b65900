"""Roles of the people who use Jalon, and what each role may do."""

from django.db import models


class Role(models.TextChoices):
    COORDINATOR = "coordinator", "Coordinatrice"
    PROJECT_OFFICER = "project_officer", "Chargée de projet"
    ASSISTANT = "assistant", "Assistante"
    CASEWORKER = "caseworker", "Référent de parcours"
    HOST_MANAGER = "host_manager", "Responsable de structure porteuse"
    ADMIN = "admin", "Administrateur technique"


class CoverageKind(models.TextChoices):
    """What a référent is chosen for when a referral is allotted."""

    COMMUNE = "commune", "Commune"
    SPECIALITY = "specialite", "Spécialité"
    SECTOR = "secteur", "Secteur d’activité"
