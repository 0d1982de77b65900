"""Every figure that counts records, said once. Source of the rules: exchange format, "The letter as JSON"."""

from django.db.models import Exists, F, OuterRef, Q

from jalon.indicators import conditions as c
from jalon.indicators.expressions import DaysBetween
from jalon.indicators.kinds import Count, Mean, Moment, Subject, Unit
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.organisations.models import Organisation
from jalon.pathways.models import Step, Suspension

LETTER = "La lettre mensuelle du PLIE, telle qu’elle se publiait en 2017."
PARTNERS = (ReferrerCategory.FRANCE_TRAVAIL, ReferrerCategory.DEPARTEMENT)
"""The two partners whose protocol counts the referrals and entries it expects."""


def _late(window: Window, date: str, recorded: str) -> Q:
    """Dated before the month, recorded within it."""
    return Q(**{f"{date}__lt": window.start}) & c.between(recorded, window.period)


def _partners() -> list[int]:
    """The organisations of these two partners, agencies included. One query."""
    return [pk for pk, category in Organisation.objects.order_by().categories().items() if category in PARTNERS]


ENTRIES = Count(
    code="entries_cumulative",
    label="Entrées depuis janvier",
    definition="Les parcours dont la date d’entrée est entre le 1er janvier et la fin de la période.",
    formula="parcours dont l’entrée est du 1er janvier au dernier jour de la période",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: c.entered(w.to_date, w),
    moment=Moment.ENTRY,
)
ENTRIES_MONTH = Count(
    code="entries_month",
    label="Entrées du mois",
    definition="Les parcours dont la date d’entrée est dans la période.",
    formula="parcours dont l’entrée est du premier au dernier jour de la période",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(entry_date__gte=w.start),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
ENTRIES_LATE = Count(
    code="entries_late",
    label="Entrées saisies en retard",
    definition="Les entrées d’un mois passé de la même année, saisies pendant le mois : "
    "elles expliquent l’écart entre le cumul et la somme des mois.",
    formula="parcours entrés depuis le 1er janvier et avant le mois, dont la saisie est dans le mois",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: _late(w, "entry_date", "recorded_on"),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
ENTRIES_LATE_LAST_YEAR = Count(
    code="entries_late_last_year",
    label="Entrées de l’année passée saisies en retard",
    definition="Les entrées datées d’avant le 1er janvier, saisies pendant le mois.",
    formula="parcours entrés avant le 1er janvier, dont la saisie est dans le mois",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(entry_date__lt=w.to_date.start) & c.between("recorded_on", w.period) & c.known(w),
    moment=Moment.ENTRY,
)
ACCOMPANIED = Count(
    code="accompanied_to_date",
    label="Personnes accompagnées",
    definition="Les personnes, comptées une fois, qui ont été en parcours au moins un jour depuis le 1er janvier.",
    formula="personnes distinctes dont un parcours a commencé avant la fin de la période "
    "et ne s’est pas terminé avant le 1er janvier",
    unit=Unit.PEOPLE,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(entry_date__lte=w.end) & c.known(w) & c.in_pathway_from(w.to_date.start, w),
    moment=Moment.END,
    people=True,
)
ACTIVE_FILE = Count(
    code="active_file_real",
    label="File active",
    definition="Les parcours ouverts à la fin du dernier jour de la période ; une sortie ce jour-là est déjà partie.",
    formula="parcours entrés au plus tard le dernier jour et non sortis à la fin de ce jour",
    unit=Unit.PATHWAYS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: c.not_left_by(w.end, w),
    moment=Moment.END,
    part_of=ACCOMPANIED,
)
STEPS_OPEN = Count(
    code="steps_open",
    label="Étapes ouvertes",
    definition="Les étapes des personnes de la file active, ouvertes le dernier jour de la période.",
    formula="étapes ouvertes le dernier jour, dont le parcours est dans la file active",
    unit=Unit.STEPS,
    source=LETTER,
    subject=Subject.STEP,
    condition=lambda w: c.open_during(c.on(w.end)) & c.known(w) & c.active_on(w.end, w, "pathway__"),
    moment=Moment.END,
)
PEOPLE_ON_A_STEP = Count(
    code="people_on_a_step",
    label="Personnes en étape",
    definition="Les personnes de la file active qui ont au moins une étape ouverte le dernier jour de la période.",
    formula="personnes distinctes de la file active dont une étape est ouverte le dernier jour",
    unit=Unit.PEOPLE,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: (
        c.active_on(w.end, w)
        & Q(Exists(Step.objects.filter(c.open_during(c.on(w.end)), c.known(w), pathway=OuterRef("pk"))))
    ),
    moment=Moment.END,
    people=True,
    people_of=STEPS_OPEN,
)
SUSPENDED = Count(
    code="in_veille",
    label="Personnes en veille",
    definition="Les personnes de la file active momentanément indisponibles le dernier jour de la période.",
    formula="personnes distinctes de la file active dont une veille couvre le dernier jour",
    unit=Unit.PEOPLE,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: (
        c.active_on(w.end, w) & Q(Exists(Suspension.objects.filter(c.open_during(c.on(w.end)), pathway=OuterRef("pk"))))
    ),
    moment=Moment.END,
    people=True,
    apart=True,
)
STEPS = Count(
    code="steps",
    label="Étapes de la période",
    definition="Les étapes qui ont au moins un jour dans la période, chacune comptée une fois ; "
    "une étape s’arrête à la sortie de son parcours.",
    formula="étapes commencées avant la fin de la période, ni terminées ni coupées par la sortie avant son début",
    unit=Unit.STEPS,
    source=LETTER,
    subject=Subject.STEP,
    condition=lambda w: (
        c.open_during(w.period)
        & c.known(w)
        & c.known(w, "pathway__known_on")
        & c.in_pathway_from(w.start, w, "pathway__")
    ),
    moment=Moment.END,
)
EXITS = Count(
    code="exits_cumulative",
    label="Sorties depuis janvier",
    definition="Les parcours dont la date de sortie est entre le 1er janvier et la fin de la période.",
    formula="parcours dont la sortie est du 1er janvier au dernier jour de la période",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: c.left(w.to_date, w),
    moment=Moment.EXIT,
)
POSITIVE_EXITS_MONTH = Count(
    code="positive_month",
    label="Sorties positives du mois",
    definition="Les sorties de la période dont le motif est positif : emploi, emploi aidé, formation qualifiante.",
    formula="parcours dont la sortie est dans la période et le motif positif",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(exit_date__gte=w.start, exit_reason__positive=True),
    moment=Moment.EXIT,
    part_of=EXITS,
)
POSITIVE_EXITS = Count(
    code="positive_cumulative",
    label="Sorties positives depuis janvier",
    definition="Les sorties depuis le 1er janvier dont le motif est positif.",
    formula="parcours sortis depuis le 1er janvier par un motif positif",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(exit_reason__positive=True),
    moment=Moment.EXIT,
    part_of=EXITS,
)
OTHER_EXITS = Count(
    code="other_cumulative",
    label="Autres sorties depuis janvier",
    definition="Les sorties depuis le 1er janvier dont le motif n’est pas positif.",
    formula="parcours sortis depuis le 1er janvier par un motif qui n’est pas positif",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(exit_reason__positive=False),
    moment=Moment.EXIT,
    part_of=EXITS,
)
NEUTRAL_EXITS = Count(
    code="neutral_cumulative",
    label="Sorties neutres depuis janvier",
    definition="Les sorties que les lettres retirent du second taux : déménagement, décès, retraite, maternité, santé.",
    formula="parcours sortis depuis le 1er janvier par un motif neutre",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(exit_reason__neutral=True),
    moment=Moment.EXIT,
    part_of=EXITS,
)
NON_NEUTRAL_EXITS = Count(
    code="non_neutral_cumulative",
    label="Sorties depuis janvier, hors sorties neutres",
    definition="Les sorties depuis le 1er janvier dont le motif n’est pas neutre : la base du second taux.",
    formula="parcours sortis depuis le 1er janvier par un motif qui n’est pas neutre",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(exit_reason__neutral=False),
    moment=Moment.EXIT,
    part_of=EXITS,
)
EXITS_LATE = Count(
    code="exits_late",
    label="Sorties saisies en retard",
    definition="Les sorties d’un mois passé de la même année, saisies pendant le mois.",
    formula="parcours sortis depuis le 1er janvier et avant le mois, dont la sortie est saisie dans le mois",
    unit=Unit.EXITS,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: _late(w, "exit_date", "exit_recorded_on"),
    moment=Moment.EXIT,
    part_of=EXITS,
)
REFERRALS = Count(
    code="referrals",
    label="Prescriptions depuis janvier",
    definition="Les prescriptions écrites depuis le 1er janvier, quelle qu’en soit l’issue.",
    formula="prescriptions datées du 1er janvier au dernier jour de la période",
    unit=Unit.REFERRALS,
    source=LETTER,
    subject=Subject.REFERRAL,
    condition=lambda w: c.between("date", w.to_date) & c.known(w),
    moment=Moment.REFERRAL,
)
NON_ENTRIES = Count(
    code="non_entries_cumulative",
    label="Non-entrées depuis janvier",
    definition="Les prescriptions terminées sans entrée depuis le 1er janvier, à la date de la non-entrée.",
    formula="prescriptions dont la non-entrée est du 1er janvier au dernier jour de la période",
    unit=Unit.NON_ENTRIES,
    source=LETTER,
    subject=Subject.REFERRAL,
    condition=lambda w: c.between("declined_on", w.to_date) & c.known(w, "declined_known_on"),
    moment=Moment.NON_ENTRY,
)
PARTNER_REFERRALS = Count(
    code="partner_referrals_to_date",
    label="Prescriptions de France Travail et du Département depuis janvier",
    definition="Les prescriptions écrites depuis le 1er janvier par ces deux partenaires, agences comprises.",
    formula="prescriptions depuis le 1er janvier dont le prescripteur est de ces deux catégories",
    unit=Unit.REFERRALS,
    source=LETTER,
    subject=Subject.REFERRAL,
    condition=lambda w: Q(referrer__in=_partners()),
    moment=Moment.REFERRAL,
    part_of=REFERRALS,
)
PARTNER_ENTRIES = Count(
    code="partner_entries_to_date",
    label="Entrées venues de France Travail et du Département depuis janvier",
    definition="Les entrées depuis le 1er janvier qui suivent une prescription de ces deux partenaires.",
    formula="entrées depuis le 1er janvier dont le prescripteur est de ces deux catégories",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(referral__referrer__in=_partners()),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
REFERRED_ENTRIES_MONTH = Count(
    code="referred_entries_month",
    label="Entrées du mois qui suivent une prescription",
    definition="Les entrées de la période dont la prescription est connue : la base de la préaffectation.",
    formula="entrées de la période rattachées à une prescription",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(entry_date__gte=w.start, referral__isnull=False),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
REFERRED_ENTRIES = Count(
    code="referred_entries",
    label="Entrées depuis janvier qui suivent une prescription",
    definition="Les entrées depuis le 1er janvier dont la prescription est connue.",
    formula="entrées depuis le 1er janvier rattachées à une prescription",
    unit=Unit.ENTRIES,
    source=LETTER,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(referral__isnull=False),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)


def _days_to_entry() -> DaysBetween:
    return DaysBetween(F("entry_date"), F("referral__date"))


PREAFFECTATION_MONTH = Mean(
    code="preaffectation_month",
    label="Préaffectation du mois",
    definition="Le nombre de jours entre la prescription et l’entrée, en moyenne sur les entrées de la période.",
    formula="somme des jours de la prescription à l’entrée ÷ nombre de ces entrées",
    unit=Unit.DAYS,
    source=LETTER,
    over=REFERRED_ENTRIES_MONTH,
    each=_days_to_entry,
)
PREAFFECTATION = Mean(
    code="preaffectation_year_to_date",
    label="Préaffectation depuis janvier",
    definition="Le nombre de jours entre la prescription et l’entrée, en moyenne depuis le 1er janvier.",
    formula="somme des jours de la prescription à l’entrée ÷ nombre de ces entrées",
    unit=Unit.DAYS,
    source=LETTER,
    over=REFERRED_ENTRIES,
    each=_days_to_entry,
)
