"""The kinds of alerts. The first five are those that outside tools recompute (exchange format, « Alerts »)."""

from django.db import models


class AlertKind(models.TextChoices):
    NO_CONTACT = "no_contact", "Aucun contact"
    NO_INTERVIEW = "no_interview", "Pas d’entretien ce mois-ci"
    NO_STEP = "no_step", "Pas d’étape depuis trois mois"
    MAX_DURATION = "max_duration", "30 mois"
    EXTENSION_ENDING = "extension_ending", "Prolongation qui finit"
    SUSPENSION_TOO_LONG = "suspension_too_long", "Veille de plus de deux mois"
    NO_CALL = "no_call", "Pas d’appel entre deux entretiens"
    REVIEW_DUE = "review_due", "Bilan à tenir"
    SUSPENSION_ENDING = "suspension_ending", "Veille près de deux mois"
    FILE_INCOMPLETE = "file_incomplete", "Compte rendu à compléter"
    SIGNATURE_MISSING = "signature_missing", "Signature manquante"
    FIRST_APPOINTMENT = "first_appointment", "Premier rendez-vous à fixer"
    APPOINTMENT_TO_CONFIRM = "appointment_to_confirm", "Premier rendez-vous à confirmer"
    FIRST_MISSED = "first_missed", "Premier rendez-vous manqué"
    CONTRACT_ENDING = "contract_ending", "Contrat qui finit"
    SIX_MONTHS = "six_months", "Six mois dans l’emploi"
    HIRE_FOLLOW_UP = "hire_follow_up", "Suivi après l’embauche"
    DOCUMENT_MISSING = "document_missing", "Pièce manquante ou expirée"
    CHARTER_MISSING = "charter_missing", "Charte d’engagement à signer"
    RSA_CONTRACT = "rsa_contract", "Contrat d’engagement RSA"
    PARTNER_POINT = "partner_point", "Point trimestriel"
    MEETING_DECISION = "meeting_decision", "Décision de réunion à suivre"
    ABSENCES = "absences", "Absences répétées"
    EXIT_TO_VALIDATE = "exit_to_validate", "Sortie à valider"


CONTRACT = (
    *(AlertKind.NO_CONTACT, AlertKind.NO_INTERVIEW, AlertKind.NO_STEP),
    *(AlertKind.MAX_DURATION, AlertKind.SUSPENSION_TOO_LONG),
)
"""The kinds that the exchange format defines."""


class Family(models.TextChoices):
    """What pages filter alerts by."""

    CONTACT = "contact", "Contact"
    FIRST = "accueil", "Premiers rendez-vous"
    FILE = "dossier", "Dossier et signature"
    REVIEW = "bilan", "Bilan et 30 mois"
    CONTRACT = "contrat", "Contrat et sortie"
    STEP = "etape", "Étape et veille"
    PARTNERS = "partenaires", "Partenaires et réunion"


FAMILIES: dict[Family, tuple[AlertKind, ...]] = {
    Family.CONTACT: (AlertKind.NO_CONTACT, AlertKind.NO_INTERVIEW, AlertKind.NO_CALL, AlertKind.ABSENCES),
    Family.FIRST: (AlertKind.FIRST_APPOINTMENT, AlertKind.APPOINTMENT_TO_CONFIRM, AlertKind.FIRST_MISSED),
    Family.FILE: (
        *(AlertKind.FILE_INCOMPLETE, AlertKind.SIGNATURE_MISSING),
        *(AlertKind.DOCUMENT_MISSING, AlertKind.CHARTER_MISSING),
    ),
    Family.REVIEW: (AlertKind.REVIEW_DUE, AlertKind.MAX_DURATION, AlertKind.EXTENSION_ENDING),
    Family.CONTRACT: (
        *(AlertKind.CONTRACT_ENDING, AlertKind.SIX_MONTHS),
        *(AlertKind.HIRE_FOLLOW_UP, AlertKind.EXIT_TO_VALIDATE),
    ),
    Family.STEP: (AlertKind.NO_STEP, AlertKind.SUSPENSION_TOO_LONG, AlertKind.SUSPENSION_ENDING),
    Family.PARTNERS: (AlertKind.RSA_CONTRACT, AlertKind.PARTNER_POINT, AlertKind.MEETING_DECISION),
}
"""Each kind is in one family."""


def family_of(kind: AlertKind) -> Family:
    """The family of a kind."""
    return next(family for family, kinds in FAMILIES.items() if kind in kinds)


class Ground(models.TextChoices):
    """Why a person is on the sheet of a monthly meeting, in its order."""

    RECALLED = "rappel", "Décision à suivre"
    DIFFICULTY = "difficulte", "En difficulté"
    NO_STEP = "sans_etape", "Sans étape depuis trois mois"
    MARK = "echeance", "Échéance"
    ADDED = "ajout", "Ajoutée à l’ordre du jour"
