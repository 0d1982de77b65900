"""What joins the figures of the letter to one another: the terms of the sums that a month is checked by.

Each sum, and where it may not fall right, is in docs/rules/arretes.md.
"""

from django.db.models import Exists, OuterRef, Q

from jalon.indicators import conditions as c
from jalon.indicators.kinds import Count, Moment, Subject, Unit
from jalon.indicators.measures import ACCOMPANIED, ENTRIES, NON_ENTRIES
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway

SOURCE = "L’arrêté du mois : ce qui a été enregistré depuis."


def _stock(window: Window) -> Q:
    return Q(entry_date__lt=window.to_date.start) & c.known(window) & c.in_pathway_from(window.to_date.start, window)


def _earlier(window: Window) -> Exists:
    """Another pathway of the same person, begun before and open at least one day since 1 January."""
    counted = Pathway.objects.filter(c.known(window), c.in_pathway_from(window.to_date.start, window))
    return Exists(counted.filter(participant=OuterRef("participant"), entry_date__lt=OuterRef("entry_date")))


def _referred(window: Window) -> Q:
    return c.between("date", window.to_date) & c.known(window)


def _entered(window: Window) -> Q:
    """A pathway came of it by the end of the period."""
    come = Pathway.objects.filter(c.known(window), referral=OuterRef("pk"), entry_date__lte=window.end)
    return Q(Exists(come))


def _declined(window: Window) -> Q:
    """It had ended without an entry by the end of the period."""
    return Q(declined_on__isnull=False, declined_on__lte=window.end) & c.known(window, "declined_known_on")


STOCK = Count(
    code="stock_january",
    label="Parcours ouverts au 1er janvier",
    definition="Les parcours commencés avant le 1er janvier et encore ouverts ce jour-là.",
    formula="parcours entrés avant le 1er janvier et non sortis avant ce jour",
    unit=Unit.PATHWAYS,
    source=SOURCE,
    subject=Subject.PATHWAY,
    condition=_stock,
    moment=Moment.END,
)
RE_ENTRIES = Count(
    code="re_entries",
    label="Parcours de plus de personnes déjà comptées",
    definition="Les parcours depuis le 1er janvier de personnes qui en avaient déjà un autre depuis cette date : une "
    "nouvelle entrée est un parcours de plus, mais pas une personne de plus.",
    formula="parcours ouverts au moins un jour depuis le 1er janvier, dont la personne en a un plus ancien, ouvert lui "
    "aussi au moins un jour depuis cette date",
    unit=Unit.PATHWAYS,
    source=SOURCE,
    subject=Subject.PATHWAY,
    condition=lambda w: ACCOMPANIED.condition(w) & Q(_earlier(w)),
    moment=Moment.END,
    apart=True,
)
REFERRALS_ENTERED = Count(
    code="referrals_entered",
    label="Prescriptions depuis janvier suivies d’une entrée",
    definition="Les prescriptions écrites depuis le 1er janvier dont un parcours est né avant la fin de la période.",
    formula="prescriptions depuis janvier rattachées à un parcours entré au plus tard le dernier jour",
    unit=Unit.REFERRALS,
    source=SOURCE,
    subject=Subject.REFERRAL,
    condition=lambda w: _referred(w) & _entered(w),
    moment=Moment.END,
    apart=True,
)
REFERRALS_DECLINED = Count(
    code="referrals_declined",
    label="Prescriptions depuis janvier terminées sans entrée",
    definition="Les prescriptions écrites depuis le 1er janvier et terminées par une non-entrée avant la fin de la "
    "période.",
    formula="prescriptions depuis janvier dont la non-entrée est au plus tard le dernier jour",
    unit=Unit.REFERRALS,
    source=SOURCE,
    subject=Subject.REFERRAL,
    condition=lambda w: _referred(w) & _declined(w),
    moment=Moment.END,
)
PENDING = Count(
    code="referrals_pending",
    label="Prescriptions depuis janvier en attente",
    definition="Les prescriptions écrites depuis le 1er janvier qui n’ont, le dernier jour de la période, abouti ni à "
    "une entrée ni à une non-entrée.",
    formula="prescriptions depuis janvier sans parcours ni non-entrée au plus tard le dernier jour",
    unit=Unit.REFERRALS,
    source=SOURCE,
    subject=Subject.REFERRAL,
    condition=lambda w: _referred(w) & ~_entered(w) & ~_declined(w),
    moment=Moment.END,
    apart=True,
)
EARLIER_REFERRED_ENTRIES = Count(
    code="entries_of_earlier_referrals",
    label="Entrées depuis janvier d’une prescription plus ancienne",
    definition="Les entrées depuis le 1er janvier dont la prescription a été écrite avant cette date.",
    formula="entrées depuis janvier dont la prescription est datée d’avant le 1er janvier",
    unit=Unit.ENTRIES,
    source=SOURCE,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(referral__date__lt=w.to_date.start),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
UNREFERRED_ENTRIES = Count(
    code="entries_without_referral",
    label="Entrées depuis janvier sans prescription",
    definition="Les entrées depuis le 1er janvier qui ne suivent aucune prescription connue.",
    formula="entrées depuis janvier rattachées à aucune prescription",
    unit=Unit.ENTRIES,
    source=SOURCE,
    subject=Subject.PATHWAY,
    condition=lambda w: Q(referral=None),
    moment=Moment.ENTRY,
    part_of=ENTRIES,
)
EARLIER_NON_ENTRIES = Count(
    code="non_entries_of_earlier_referrals",
    label="Non-entrées depuis janvier d’une prescription plus ancienne",
    definition="Les non-entrées depuis le 1er janvier dont la prescription a été écrite avant cette date.",
    formula="non-entrées depuis janvier dont la prescription est datée d’avant le 1er janvier",
    unit=Unit.NON_ENTRIES,
    source=SOURCE,
    subject=Subject.REFERRAL,
    condition=lambda w: Q(date__lt=w.to_date.start),
    moment=Moment.NON_ENTRY,
    part_of=NON_ENTRIES,
)
BRIDGES = (
    *(STOCK, RE_ENTRIES, REFERRALS_ENTERED, REFERRALS_DECLINED, PENDING),
    *(EARLIER_REFERRED_ENTRIES, UNREFERRED_ENTRIES, EARLIER_NON_ENTRIES),
)
