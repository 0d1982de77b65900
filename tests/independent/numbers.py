"""The contract's numbers and its way of rounding, written a second time on purpose."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Protocol:
    """“These numbers belong to the protocol, not to the code”."""

    start: dt.date
    end: dt.date
    entries_per_fte: int = 56
    active_file_per_fte: int = 70
    positive_share_of_entries: Fraction = Fraction(1, 2)
    partner_referrals_a_year: int = 800


PROTOCOLS = (
    Protocol(dt.date(2016, 1, 1), dt.date(2020, 12, 31)),
    Protocol(dt.date(2021, 1, 1), dt.date(2026, 12, 31)),
)
CATEGORIES = ("france_travail", "departement", "mission_locale", "operateur", "commune", "social", "autre")
GROUPS = ("emploi", "formation_non_qualifiante", "formation_qualifiante", "mobilisation")
NON_ENTRY_REASONS = (
    "absent",
    "annulation",
    "autre_accompagnement",
    "comportement",
    "deja_accompagne",
    "demenagement",
    "emploi_formation",
    "fle",
    "maternite",
    "administratif",
    "familial",
    "refus",
    "sante",
)
POSITIVE_REASONS = ("emploi", "emploi_aide", "formation_qualifiante")
OTHER_REASONS = (
    "non_respect",
    "plus_30_mois",
    "sante",
    "autre_accompagnement",
    "demenagement",
    "demande",
    "indisponible",
    "maternite",
    "administratif",
    "retraite",
    "deces",
    "autre",
)
NEUTRAL_REASONS = ("demenagement", "deces", "retraite", "maternite", "sante")


def protocol_on(day: dt.date) -> Protocol | None:
    """“the protocol in force on the period's last day (`null` if none)”."""
    for protocol in PROTOCOLS:
        if protocol.start <= day <= protocol.end:
            return protocol
    return None


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    below = value.numerator // value.denominator
    return below + 1 if value - below >= Fraction(1, 2) else below


def percentage(part: int, whole: int | Fraction | None) -> int | None:
    """“whole, rounded half up … `null` where the denominator is zero” (or where there is no target)."""
    if not whole:
        return None
    return half_up(Fraction(part) * 100 / whole)


def mean(values: list[int]) -> int | None:
    """“means likewise”."""
    if not values:
        return None
    return half_up(Fraction(sum(values), len(values)))
