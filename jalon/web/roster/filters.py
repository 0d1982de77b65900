"""The filters of the list of participants, as the address writes them: `?commune=21231&rsa=oui`."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import Visitor, caseworkers_of
from jalon.core.periods import add_months
from jalon.indicators.parameters import fte_periods
from jalon.pathways.rules import LONGEST_SUSPENSION
from jalon.reference.enums import DistrictKind
from jalon.reference.models import Commune, District, EducationLevel
from jalon.roster.enums import Status
from jalon.roster.models import FileSummary
from jalon.roster.queries import having

Choices = list[tuple[str, str]]
MINE, NOBODY = "moi", "aucun"
ACTIVE, LONG_SUSPENDED = "active", "veille-longue"
PRIORITY, OUTSIDE = "qpv", "hors"
MONTHS = {"1-10": (1, 10), "11-20": (11, 20), "21-30": (21, 30), "31-": (31, None)}
RSA = {"oui": True, "non": False, "inconnu": None}
IDLE_MONTHS = (1, 3, 6)
_KEY = re.compile(r"[1-9]\d{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks at the list, and the day."""

    user: Visitor
    day: dt.date


@dataclass(frozen=True, slots=True)
class Filter:
    """`choices` are the values offered with their words; `condition` is what a value asks.

    A private filter tells more than name, référent and status: it only looks into files that the account may open.
    `former`: the choice for a value that is not offered any more, and that an address or a kept list still holds.
    """

    name: str
    label: str
    anything: str
    choices: Callable[[Asker], Choices]
    condition: Callable[[str, Asker], Q]
    private: bool = False
    former: Callable[[str], Choices] = lambda value: []


def caseworker_choices(asker: Asker) -> Choices:
    """One's own people first, where one has some; then the référents in post, or who still have files open."""
    own = [(MINE, "mon portefeuille")] if caseworkers_of(asker.user) else []
    in_post = Exists(fte_periods(asker.day).filter(caseworker=OuterRef("pk")).order_by())
    followed = Exists(FileSummary.objects.filter(caseworker=OuterRef("pk"), exit__gt=asker.day).order_by())
    return [*own, *_named(Caseworker.objects.filter(in_post | followed)), (NOBODY, "sans référent")]


def former_caseworker(value: str) -> Choices:
    """Who has left, and whose people are asked for all the same."""
    return _named(Caseworker.objects.filter(pk=int(value))) if _KEY.fullmatch(value) else []


def _named(caseworkers: QuerySet[Caseworker]) -> Choices:
    names = caseworkers.values_list("pk", "first_name", "last_name", "code")
    return [(str(pk), f"{first} {last}".strip() or code) for pk, first, last, code in names]


def caseworker_condition(value: str, asker: Asker) -> Q:
    if value == MINE:
        return Q(caseworker__in=caseworkers_of(asker.user))
    return Q(caseworker=None) if value == NOBODY else Q(caseworker=int(value))


def status_choices(asker: Asker) -> Choices:
    by_status = [(status.value, _lower(status.label)) for status in Status]
    return [(ACTIVE, "dans la file active"), *by_status, (LONG_SUSPENDED, "en veille depuis plus de deux mois")]


def status_condition(value: str, asker: Asker) -> Q:
    if value == LONG_SUSPENDED:
        since = add_months(asker.day, -LONGEST_SUSPENSION)
        return having(Status.SUSPENDED, asker.day) & Q(suspended_from__lt=since)
    return Q(exit__gt=asker.day) if value == ACTIVE else having(Status(value), asker.day)


def month_choices(asker: Asker) -> Choices:
    return [
        (key, f"mois {first} à {last}" if last else f"au-delà du mois {first - 1}") for key, (first, last) in _MONTHS
    ]


def month_condition(value: str, asker: Asker) -> Q:
    """Month n runs from n - 1 calendar months after the entry (`pathways.rules.month_number`)."""
    first, last = MONTHS[value]
    met = Q(exit__gt=asker.day, entry__lte=_months_ago(asker.day, first - 1))
    return met & Q(entry__gt=_months_ago(asker.day, last)) if last else met


def idle_choices(asker: Asker) -> Choices:
    return [(str(months), f"depuis {months} mois") for months in IDLE_MONTHS]


def idle_condition(value: str, asker: Asker) -> Q:
    """In a pathway, and neither entered nor on a step since."""
    since = add_months(asker.day, -int(value))
    return Q(exit__gt=asker.day, entry__lte=since, step_until__lte=since)


def commune_choices(asker: Asker) -> Choices:
    """Those where somebody lives."""
    lived_in = Commune.objects.filter(Exists(FileSummary.objects.filter(commune=OuterRef("pk")).order_by()))
    return [(commune.pk, commune.name) for commune in lived_in]


def commune_condition(value: str, asker: Asker) -> Q:
    return Q(commune=value)


def district_choices(asker: Asker) -> Choices:
    named = [(district.pk, district.name) for district in District.objects.all()]
    return [(PRIORITY, "en QPV"), (OUTSIDE, "hors de tout quartier"), *named]


def district_condition(value: str, asker: Asker) -> Q:
    if value == PRIORITY:
        return Q(district__in=District.objects.filter(kind=DistrictKind.PRIORITY).order_by().values("pk"))
    return Q(outside_districts=True) if value == OUTSIDE else Q(district=value)


def level_choices(asker: Asker) -> Choices:
    return [(level.pk, str(level)) for level in EducationLevel.objects.all()]


def level_condition(value: str, asker: Asker) -> Q:
    return Q(level=value)


def rsa_choices(asker: Asker) -> Choices:
    return [(value, value) for value in RSA]


def rsa_condition(value: str, asker: Asker) -> Q:
    return Q(rsa=RSA[value])


FILTERS = (
    Filter("referent", "Référent", "tous", caseworker_choices, caseworker_condition, former=former_caseworker),
    Filter("statut", "Statut", "tous", status_choices, status_condition),
    Filter("mois", "Mois de parcours", "tous", month_choices, month_condition),
    Filter("sans_etape", "Sans étape", "indifférent", idle_choices, idle_condition, private=True),
    Filter("commune", "Commune", "toutes", commune_choices, commune_condition, private=True),
    Filter("quartier", "Quartier", "tous", district_choices, district_condition, private=True),
    Filter("niveau", "Niveau", "tous", level_choices, level_condition, private=True),
    Filter("rsa", "RSA", "indifférent", rsa_choices, rsa_condition, private=True),
)
_MONTHS: Iterable[tuple[str, tuple[int, int | None]]] = MONTHS.items()


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _months_ago(day: dt.date, months: int) -> dt.date:
    """The latest entry whose `months`-th month has ended by the day."""
    ago = add_months(day, -months)
    # An entry on the 31st ends its months on the last day of shorter ones.
    last_of_month = add_months(ago.replace(day=1), 1) - dt.timedelta(1)
    return last_of_month if add_months(last_of_month, months) <= day else ago
