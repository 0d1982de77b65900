"""Codes of organisations: the values are those of the exchange format."""

from django.db import models


class OrganisationKind(models.TextChoices):
    """The parts an organisation may play, several at once."""

    REFERRER = "prescripteur", "Prescripteur"
    HOST = "porteur", "Structure porteuse"
    PROVIDER = "prestataire", "Prestataire d’action"
    EMPLOYER = "employeur", "Employeur"
    FUNDER = "financeur", "Financeur"


class ReferrerCategory(models.TextChoices):
    """The categories of referrers of the letters, in their order."""

    FRANCE_TRAVAIL = "france_travail", "France Travail"
    DEPARTEMENT = "departement", "Conseil départemental"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    OPERATOR = "operateur", "Opérateurs (IAE, ETTI, clauses)"
    COMMUNE = "commune", "Services emploi des communes"
    SOCIAL = "social", "Services sociaux, associations, SPIP"
    OTHER = "autre", "Autres prescripteurs"
