"""Codes of the protocols' lists: the values are those of the exchange format."""

from django.db import models


class Classification(models.TextChoices):
    """The four groups of steps of the published letters, in their order."""

    JOB = "emploi", "Emploi"
    NON_QUALIFYING = "formation_non_qualifiante", "Formation non qualifiante"
    QUALIFYING = "formation_qualifiante", "Formation qualifiante"
    MOBILISATION = (
        "mobilisation",
        "Dispositif de mobilisation vers l’emploi et mise en situation professionnelle",
    )


class EntryDateBasis(models.TextChoices):
    """Which of the three dates of an entry counts as the entry's date."""

    FIRST_APPOINTMENT = "first_appointment", "Premier rendez-vous honoré"
    CHARTER = "charter", "Signature de la charte"
    VALIDATED = "validated", "Validation de l’entrée"
