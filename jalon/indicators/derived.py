"""Targets and rates: figures without files of their own; each opens onto its formula.

Their numbers belong to the protocol in force on the period's last day (none in force: no value).
"""

from decimal import Decimal
from fractions import Fraction

from jalon.core.rounding import share
from jalon.indicators import measures as m
from jalon.indicators.kinds import Derived, Unit

PROTOCOL = "protocole en vigueur le dernier jour de la période"

FTE = Derived(
    code="fte",
    label="Équivalents temps plein de référents",
    definition="La somme des temps de travail des référents en poste le dernier jour de la période.",
    formula="somme des ETP en vigueur le dernier jour",
    unit=Unit.FTE,
    source=m.LETTER,
    needs=("fte_in_force",),
    calculation="{fte_in_force}",
    compute=lambda fte: fte,
)
TARGET_ENTRIES = Derived(
    code="target_entries_annual",
    label="Objectif annuel d’entrées",
    definition="Le nombre d’entrées attendu dans l’année pour les référents en poste.",
    formula="entrées par ETP × ETP, arrondi",
    unit=Unit.ENTRIES,
    source=PROTOCOL,
    needs=("entries_per_fte", "fte"),
    calculation="{entries_per_fte} × {fte}",
    compute=lambda each, fte: each * fte,
)
TARGET_ENTRIES_TO_DATE = Derived(
    code="target_entries_to_date",
    label="Objectif d’entrées à date",
    definition="Les entrées attendues pour les mois écoulés.",
    formula="objectif annuel d’entrées × mois ÷ 12, arrondi",
    unit=Unit.ENTRIES,
    source=PROTOCOL,
    needs=("target_entries_annual", "months"),
    calculation="{target_entries_annual} × {months} ÷ 12",
    compute=lambda annual, months: Fraction(annual * months, 12),
)
TARGET_PCT = Derived(
    code="target_pct_to_date",
    label="Part de l’objectif d’entrées à date",
    definition="Les entrées depuis janvier, rapportées à l’objectif des mois écoulés.",
    formula="entrées depuis janvier ÷ (objectif annuel × mois ÷ 12)",
    unit=Unit.PERCENT,
    source=PROTOCOL,
    needs=("entries_cumulative", "target_entries_annual", "months"),
    calculation="{entries_cumulative} ÷ ({target_entries_annual} × {months} ÷ 12)",
    compute=lambda entries, target, months: share(entries, Fraction(target * months, 12)),
)
ACTIVE_FILE_TARGET = Derived(
    code="active_file_target",
    label="Objectif de file active",
    definition="Le nombre de parcours ouverts attendu pour les référents en poste.",
    formula="file active par ETP × ETP, arrondi",
    unit=Unit.PATHWAYS,
    source=PROTOCOL,
    needs=("active_file_per_fte", "fte"),
    calculation="{active_file_per_fte} × {fte}",
    compute=lambda each, fte: each * fte,
)
ACTIVE_FILE_PCT = Derived(
    code="active_file_pct",
    label="Part de l’objectif de file active",
    definition="La file active, rapportée à son objectif.",
    formula="file active ÷ objectif de file active",
    unit=Unit.PERCENT,
    source=PROTOCOL,
    needs=("active_file_real", "active_file_target"),
    calculation="{active_file_real} ÷ {active_file_target}",
    compute=share,
)
PARTNER_TARGET = Derived(
    code="partner_target_to_date",
    label="Objectif de prescriptions de France Travail et du Département à date",
    definition="Les prescriptions attendues de ces deux partenaires pour les mois écoulés.",
    formula="objectif annuel × mois ÷ 12, arrondi",
    unit=Unit.REFERRALS,
    source=PROTOCOL,
    needs=("partner_referrals", "months"),
    calculation="{partner_referrals} × {months} ÷ 12",
    compute=lambda annual, months: Fraction(annual * months, 12),
)
PARTNER_PCT = Derived(
    code="partner_referrals_pct",
    label="Part de l’objectif de prescriptions de France Travail et du Département à date",
    definition="Les prescriptions de ces deux partenaires, rapportées à ce que l’on en attend pour les mois écoulés.",
    formula="leurs prescriptions depuis janvier ÷ (objectif annuel × mois ÷ 12)",
    unit=Unit.PERCENT,
    source=PROTOCOL,
    needs=("partner_referrals_to_date", "partner_referrals", "months"),
    calculation="{partner_referrals_to_date} ÷ ({partner_referrals} × {months} ÷ 12)",
    compute=lambda found, annual, months: share(found, Fraction(annual * months, 12)),
)
PARTNER_ENTRIES_TARGET = Derived(
    code="partner_entries_target_to_date",
    label="Objectif d’entrées venues de France Travail et du Département à date",
    definition="Les entrées attendues de ces deux partenaires pour les mois écoulés.",
    formula="objectif annuel × mois ÷ 12, arrondi",
    unit=Unit.ENTRIES,
    source=PROTOCOL,
    needs=("partner_entries", "months"),
    calculation="{partner_entries} × {months} ÷ 12",
    compute=lambda annual, months: Fraction(annual * months, 12),
)
PARTNER_ENTRIES_PCT = Derived(
    code="partner_entries_pct",
    label="Part de l’objectif d’entrées venues de France Travail et du Département à date",
    definition="Les entrées venues de ces deux partenaires, rapportées à ce que l’on en attend pour les mois écoulés.",
    formula="leurs entrées depuis janvier ÷ (objectif annuel × mois ÷ 12)",
    unit=Unit.PERCENT,
    source=PROTOCOL,
    needs=("partner_entries_to_date", "partner_entries", "months"),
    calculation="{partner_entries_to_date} ÷ ({partner_entries} × {months} ÷ 12)",
    compute=lambda found, annual, months: share(found, Fraction(annual * months, 12)),
)
TARGET_POSITIVE = Derived(
    code="target_positive_annual",
    label="Objectif annuel de sorties positives",
    definition="Le nombre de sorties positives attendu dans l’année.",
    formula="objectif annuel d’entrées × part visée, arrondi",
    unit=Unit.EXITS,
    source=PROTOCOL,
    needs=("target_entries_annual", "positive_share"),
    calculation="{target_entries_annual} × {positive_share}",
    compute=lambda entries, part: entries * Decimal(part),
)
TARGET_POSITIVE_TO_DATE = Derived(
    code="target_positive_to_date",
    label="Objectif de sorties positives à date",
    definition="Les sorties positives attendues pour les mois écoulés.",
    formula="objectif annuel de sorties positives × mois ÷ 12, arrondi",
    unit=Unit.EXITS,
    source=PROTOCOL,
    needs=("target_positive_annual", "months"),
    calculation="{target_positive_annual} × {months} ÷ 12",
    compute=lambda annual, months: Fraction(annual * months, 12),
)
POSITIVE_PCT_TO_DATE = Derived(
    code="positive_pct_to_date",
    label="Part de l’objectif de sorties positives à date",
    definition="Les sorties positives depuis janvier, rapportées à l’objectif des mois écoulés.",
    formula="sorties positives depuis janvier ÷ (objectif annuel × mois ÷ 12)",
    unit=Unit.PERCENT,
    source=PROTOCOL,
    needs=("positive_cumulative", "target_positive_annual", "months"),
    calculation="{positive_cumulative} ÷ ({target_positive_annual} × {months} ÷ 12)",
    compute=lambda positive, target, months: share(positive, Fraction(target * months, 12)),
)
POSITIVE_PCT = Derived(
    code="positive_pct",
    label="Taux de sorties positives",
    definition="La part des sorties positives parmi toutes les sorties depuis janvier.",
    formula="sorties positives ÷ toutes les sorties",
    unit=Unit.PERCENT,
    source=m.LETTER,
    needs=("positive_cumulative", "exits_cumulative"),
    calculation="{positive_cumulative} ÷ {exits_cumulative}",
    compute=share,
)
POSITIVE_PCT_EXCLUDING_NEUTRAL = Derived(
    code="positive_pct_excluding_neutral",
    label="Taux de sorties positives hors sorties neutres",
    definition="La part des sorties positives parmi les sorties depuis janvier, "
    "sans les déménagements, décès, retraites, maternités et raisons de santé.",
    formula="sorties positives ÷ (toutes les sorties − sorties neutres)",
    unit=Unit.PERCENT,
    source=m.LETTER,
    needs=("positive_cumulative", "exits_cumulative", "neutral_cumulative"),
    calculation="{positive_cumulative} ÷ ({exits_cumulative} − {neutral_cumulative})",
    compute=lambda positive, exits, neutral: share(positive, exits - neutral),
)
