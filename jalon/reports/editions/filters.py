"""Whose files a version of the letter counts: filters for the engine, and words for the reader."""

from jalon.indicators import dimensions as by
from jalon.indicators.engine import Filters
from jalon.reports.enums import Audience
from jalon.reports.models import Edition


def filters_of(edition: Edition) -> Filters:
    """The filters of a version; none for the whole PLIE, or a funder who pays for all of it."""
    match Audience(edition.audience):
        case Audience.CASEWORKER:
            return [(by.CASEWORKER, edition.caseworker_id)]
        case Audience.HOST:
            return [(by.HOST, edition.organisation_id)]
        case Audience.COMMUNE:
            return [(by.COMMUNE, edition.commune_id)]
        case Audience.AGENCY:
            return [(by.REFERRER, edition.organisation_id)]
        case Audience.REFERRER:
            return [(by.REFERRER_WITH_AGENCIES, edition.organisation_id)]
        case Audience.FUNDER if edition.commune_id:
            return [(by.COMMUNE, edition.commune_id)]
    return []


def audience_of(edition: Edition) -> str:
    """Whose files they are, in words; "" for all those of the PLIE."""
    match Audience(edition.audience):
        case Audience.CASEWORKER:
            return f"Parcours suivis par {edition.caseworker}"
        case Audience.HOST:
            return f"Parcours suivis par les référents de {edition.organisation}"
        case Audience.COMMUNE:
            return f"Habitants de {edition.commune}"
        case Audience.AGENCY:
            return f"Personnes orientées par {edition.organisation}"
        case Audience.REFERRER:
            return f"Personnes orientées par {edition.organisation}, agences comprises"
        case Audience.FUNDER if edition.commune_id:
            return f"Habitants de {edition.commune}, pour {edition.organisation}"
    return ""
