"""Codes about people: the values are those of the exchange format."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "F", "Femme"
    MALE = "H", "Homme"


class ConsentKind(models.TextChoices):
    """What a person may allow to publish."""

    IMAGE = "image", "son image"
    WORDS = "paroles", "ses paroles et son nom"


class DocumentKind(models.TextChoices):
    """The papers of a file; those of `EXPIRING` ask until when they are valid."""

    IDENTITY = "identite", "Pièce d’identité"
    RESIDENCE = "sejour", "Titre de séjour"
    WORK_PERMIT = "autorisation_travail", "Autorisation de travail"
    RSA = "rsa", "Attestation RSA"
    JOB_SEEKER = "demandeur_emploi", "Attestation de demandeur d’emploi"
    ADDRESS = "domicile", "Justificatif de domicile"
    CV = "cv", "CV"
    CHARTER = "charte", "Charte d’engagement"
    ENGAGEMENT = "contrat_engagement", "Contrat d’engagement RSA"
    CONTRACT = "contrat", "Contrat de travail"
    PAYSLIP = "bulletin", "Bulletin de salaire"
    CERTIFICATE = "attestation", "Attestation, certificat ou diplôme"
    IMMERSION = "pmsmp", "Convention de PMSMP"
    ATTENDANCE = "emargement", "Feuille d’émargement signée"
    LETTER = "courrier", "Courrier envoyé ou reçu"
    OTHER = "autre", "Autre pièce"


EXPIRING = (DocumentKind.IDENTITY, DocumentKind.RESIDENCE, DocumentKind.WORK_PERMIT, DocumentKind.RSA)


class TieKind(models.TextChoices):
    REFERRER = "prescripteur", "Conseiller qui l’a orientée"
    SOCIAL_WORKER = "travailleur_social", "Travailleur social"
    RSA_REFERENT = "referent_rsa", "Référent RSA"
    EMPLOYER = "employeur", "Employeur ou tuteur"
    OTHER = "autre", "Autre interlocuteur"
