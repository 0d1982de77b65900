"""Codes of the pathway: the values are those of the exchange format."""

from enum import StrEnum

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


class Judged(models.TextChoices):
    """What the *charte de saisie* looks at."""

    ENTRY = "entree", "Entrée"
    MONTH = "mois", "Suivi du mois"
    CONTACT = "contact", "Contact"
    STEP = "etape", "Étape"
    EXIT = "sortie", "Sortie"


class Gap(StrEnum):
    """What an act lacks to be complete, in the words of pages and lists."""

    PRESENCE = "la venue"
    MINUTES = "la durée"
    NOTE = "le compte rendu"
    SIGNATURE = "la signature"
    CONTACT = "un contact"
    INTERVIEW = "un entretien"
    CONTRACT = "le contrat"
    HOURS = "les heures par semaine"
    ORGANISATION = "l’organisme"
    END = "la fin"
    REFERRAL = "la prescription"
    COMMUNE = "la commune"
    LEVEL = "le niveau de formation"
    DISTRICT = "le quartier, ou hors de tout quartier"
    RSA = "le RSA, oui ou non"
    JOB_SEEKER = "demandeur d’emploi, oui ou non"
    DATES = "les trois dates"
    PROOFS = "une preuve d’éligibilité"
    CHARTER = "la charte"
    ASSESSMENT = "le premier diagnostic"
    BARRIERS = "la cotation des freins"
    EVIDENCE = "la preuve"
    JOB = "l’étape d’emploi avec son contrat"


class Place(models.TextChoices):
    OFFICE = "bureau", "Bureau"
    HOME = "domicile", "Domicile"
    EMPLOYER = "employeur", "Chez l’employeur"
    PARTNER = "partenaire", "Chez un partenaire"
    REMOTE = "distance", "À distance"
    OUTSIDE = "exterieur", "Ailleurs"


class StepOutcome(models.TextChoices):
    COMPLETED = "menee", "menée à son terme"
    VALIDATED = "validee", "validée par un titre ou un diplôme"
    HIRED = "embauche", "suivie d’une embauche"
    STOPPED = "arretee", "arrêtée avant son terme"
    NOT_STARTED = "sans_suite", "jamais commencée"


class ImmersionObject(models.TextChoices):
    """The three of the law (Code du travail, L5135-1)."""

    DISCOVER = "decouvrir", "Découvrir un métier ou un secteur d’activité"
    CONFIRM = "confirmer", "Confirmer un projet professionnel"
    RECRUIT = "recruter", "Initier une démarche de recrutement"


class RatingMoment(models.TextChoices):
    """When barriers are rated."""

    ENTRY = "entree", "à l’entrée"
    REVIEW = "point", "au point d’étape"
    EXIT = "sortie", "à la sortie"
    OTHER = "autre", "en cours de parcours"


class Term(models.TextChoices):
    SHORT = "court", "à court terme"
    MIDDLE = "moyen", "à moyen terme"


class GoalOutcome(models.TextChoices):
    REACHED = "atteint", "atteint"
    MISSED = "manque", "pas atteint"
    DROPPED = "abandonne", "abandonné"


class Skill(models.TextChoices):
    """What people are positioned on: the six domains of the *socle*, French, mobility (domain notes §3)."""

    FRENCH_BASICS = "socle_francais", "Communiquer en français"
    MATHS = "socle_calcul", "Calculer, raisonner"
    COMPUTING = "socle_numerique", "Se servir du numérique"
    TEAMWORK = "socle_equipe", "Travailler en équipe"
    AUTONOMY = "socle_autonomie", "Travailler en autonomie"
    LEARNING = "socle_apprendre", "Apprendre à apprendre"
    FRENCH = "francais", "Niveau de français"
    MOBILITY = "mobilite", "Mobilité"


class AbsenceStage(models.TextChoices):
    """From an absence to a decision, in this order (domain notes §3)."""

    CALL = "appel", "Appel"
    CONVOCATION = "convocation", "Convocation"
    WARNING = "avertissement", "Lettre d’avertissement"
    REPLY = "reponse", "Réponse de la personne"
    DECISION = "decision", "Décision"


class Partner(models.TextChoices):
    """With whom a pathway is looked at every quarter."""

    DEPARTMENT = "departement", "Département"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
