"""What a figure may be broken down by. A key is the code of a value, or None: unknown."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import NullIf
from django.db.models.lookups import LessThan, LessThanOrEqual

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.indicators.expressions import DaysBetween, MonthKey, YearsBetween
from jalon.indicators.kinds import Count, Moment, Subject
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment
from jalon.people.enums import Sex
from jalon.people.models import Situation
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason, StepLabel
from jalon.reference.models import Commune, District, EducationLevel

Key = Any
Labels = Callable[[Collection[Key]], Mapping[Key, str]]
Maker = Callable[[Count, Window], Any]
OUTSIDE_DISTRICTS = "hors"
AGE_BANDS = {"moins_26": "Moins de 26 ans", "26_44": "De 26 à 44 ans", "45_plus": "45 ans et plus"}
YES_NO = {True: "Oui", False: "Non"}
WAITS = {"30": "30 jours ou moins", "60": "De 31 à 60 jours", "90": "De 61 à 90 jours", "plus": "Plus de 90 jours"}


def everywhere(measure: Count) -> bool:
    """Every figure may be cut so."""
    return True


def with_pathway(measure: Count) -> bool:
    """Only figures whose records have a pathway."""
    return measure.subject.to_pathway is not None


@dataclass(frozen=True)
class Dimension:
    """A way of cutting a figure. `value` makes the SQL of a row's raw value; `folding` turns raw values into keys.

    `ever`: what a row must meet to have this key on any day at all. It spares looking at the day of all the others.
    """

    code: str
    label: str
    value: Maker
    labels: Labels
    applies: Callable[[Count], bool] = everywhere
    folding: Callable[[], Mapping[Any, Key]] | None = None
    ever: Callable[[Count, Key], Q] | None = None

    def possible(self, measure: Count, key: Key) -> Q:
        """A condition that the rows of this key meet, and few others: it looks into an index, not at each row."""
        return Q() if self.ever is None or key is None else self.ever(measure, key)

    def settled(self) -> "Dimension":
        """The same, its folding read once for all that is then asked."""
        if self.folding is None:
            return self
        keys = self.folding()
        return replace(self, folding=lambda: keys)

    def fold(self) -> Callable[[Any], Key]:
        """From a raw value to its key."""
        if self.folding is None:
            return lambda raw: raw
        return self.folding().get

    def matching(self, name: str, key: Key) -> Q:
        """The condition that the raw value called `name` has this key."""
        if self.folding is None:
            return Q(**{name: key})
        keys = self.folding()
        if key is None:
            return Q(**{name: None}) | ~Q(**{f"{name}__in": [raw for raw, each in keys.items() if each is not None]})
        return Q(**{f"{name}__in": [raw for raw, each in keys.items() if each == key]})


def moment_field(measure: Count) -> str | None:
    """The path from a row to the day on which its person is looked at; None: the end of the period."""
    at = measure.subject.to_pathway
    return {
        Moment.ENTRY: f"{at}entry_date",
        Moment.EXIT: f"{at}exit_date",
        Moment.REFERRAL: "date",
        Moment.NON_ENTRY: "declined_on",
        Moment.END: None,
    }[measure.moment]


def moment(measure: Count, window: Window, seen_from: Callable[[str], Any] = F) -> Any:
    """The day on which a row's situation and référent are looked at; `seen_from` says from which query."""
    field = moment_field(measure)
    return seen_from(field) if field else Value(window.end)


def _situations(measure: Count, window: Window) -> QuerySet[Situation]:
    """The situations of a row's person that began by the row's moment, the latest first."""
    return Situation.objects.filter(
        participant=OuterRef(measure.subject.participant), date__lte=moment(measure, window, OuterRef)
    ).order_by("-date")


def of_situation(field: str) -> Maker:
    """A field of the latest situation."""
    return lambda measure, window: Subquery(_situations(measure, window).values(field)[:1])


def district(measure: Count, window: Window) -> Subquery:
    """The district of the latest situation, or outside all."""
    place = Case(When(outside_districts=True, then=Value(OUTSIDE_DISTRICTS)), default=F("district_id"))
    return Subquery(_situations(measure, window).annotate(place=place).values("place")[:1])


def age_band(measure: Count, window: Window) -> Case:
    """Closed bands: those printed in 2017 overlapped at 25 and 45."""
    birth = f"{measure.subject.participant}__birth_date"
    age = YearsBetween(moment(measure, window), F(birth))
    return Case(
        When(**{birth: None}, then=None),
        When(LessThan(age, 26), then=Value("moins_26")),
        When(LessThan(age, 45), then=Value("26_44")),
        default=Value("45_plus"),
    )


def _assignments(measure: Count, window: Window) -> QuerySet[Assignment]:
    """The assignments of a row's pathway begun by its moment, the latest first (no start: since the entry)."""
    pathway = "pathway" if measure.subject is Subject.STEP else "pk"
    begun = Q(start=None) | Q(start__lte=moment(measure, window, OuterRef))
    held = Assignment.objects.filter(begun, pathway=OuterRef(pathway))
    return held.order_by(F("start").desc(nulls_last=True))


def caseworker(measure: Count, window: Window) -> Subquery:
    """The référent of the row's moment: the entry's for an entry, the exit's for an exit."""
    return Subquery(_assignments(measure, window).values("caseworker")[:1])


def host(measure: Count, window: Window) -> Subquery:
    """The employer of that référent on that day."""
    day = moment(measure, window, lambda field: OuterRef(OuterRef(field)))
    periods = FtePeriod.objects.filter(caseworker=OuterRef("caseworker"), start__lte=day).order_by("-start")
    employer = Subquery(periods.values("host")[:1])
    return Subquery(_assignments(measure, window).annotate(employer=employer).values("employer")[:1])


def wait(measure: Count, window: Window) -> Case:
    """How long a referral has waited on the last day of the period, in bands of thirty days."""
    days = DaysBetween(Value(window.end, output_field=DateField()), F("date"))
    bands = [When(LessThanOrEqual(days, int(band)), then=Value(band)) for band in WAITS if band.isdecimal()]
    return Case(*bands, default=Value("plus"))


def _of_caseworkers(measure: Count, caseworkers: Any) -> Q:
    """The rows whose pathway one of these has accompanied."""
    pathways = Assignment.objects.order_by().filter(caseworker__in=caseworkers).values("pathway")
    return Q(**{f"{'pathway' if measure.subject is Subject.STEP else 'pk'}__in": pathways})


def _ever_at(measure: Count, host: Key) -> Q:
    """Accompanied, one day or another, by someone whom this organisation has employed."""
    return _of_caseworkers(measure, FtePeriod.objects.order_by().filter(host=host).values("caseworker"))


def _ever_in(measure: Count, commune: Key) -> Q:
    """Of a person who has lived there."""
    people = Situation.objects.order_by().filter(commune=commune).values("participant")
    return Q(**{f"{measure.subject.participant}__in": people})


def month(measure: Count, window: Window) -> MonthKey:
    """The month of the row's own date: of entry, of exit, of referral, of non-entry."""
    return MonthKey(F(moment_field(measure) or measure.subject.date))


def _fixed(names: Mapping[Key, str]) -> Labels:
    return lambda keys: names


def _named(model: Any) -> Labels:
    return lambda keys: {pk: str(row) for pk, row in model._default_manager.in_bulk(list(keys)).items()}


def _districts(keys: Collection[Key]) -> Mapping[Key, str]:
    return {**_named(District)(keys), OUTSIDE_DISTRICTS: "Hors de tout quartier"}


def _levels(keys: Collection[Key]) -> Mapping[Key, str]:
    return {level.code: level.label for level in EducationLevel.objects.all()}


def _months(keys: Collection[Key]) -> Mapping[Key, str]:
    return {key: f"{key[5:]}/{key[:4]}" for key in keys if key}


SEX = Dimension(
    "sex",
    "Sexe",
    lambda measure, window: NullIf(F(f"{measure.subject.participant}__sex"), Value("")),
    _fixed(dict(Sex.choices)),
)
AGE = Dimension("age", "Âge", age_band, _fixed(AGE_BANDS))
COMMUNE = Dimension("commune", "Commune", of_situation("commune"), _named(Commune), ever=_ever_in)
DISTRICT = Dimension("district", "Quartier", district, _districts)
RSA = Dimension("rsa", "RSA", of_situation("rsa"), _fixed(YES_NO))
LEVEL = Dimension("level", "Niveau de formation", of_situation("level"), _levels)
REFERRER = Dimension(
    "referrer",
    "Prescripteur",
    lambda measure, window: F(f"{measure.subject.to_referral}referrer"),
    _named(Organisation),
    ever=lambda measure, key: Q(**{f"{measure.subject.to_referral}referrer": key}),
)
CATEGORY = Dimension(
    "category",
    "Catégorie de prescripteur",
    lambda measure, window: F(f"{measure.subject.to_referral}referrer"),
    _fixed(dict(ReferrerCategory.choices)),
    folding=lambda: Organisation.objects.order_by().categories(),
)
REFERRER_WITH_AGENCIES = Dimension(
    "referrer_with_agencies",
    "Prescripteur, agences comprises",
    lambda measure, window: F(f"{measure.subject.to_referral}referrer"),
    _named(Organisation),
    folding=lambda: Organisation.objects.order_by().heads(),
)
CASEWORKER = Dimension(
    "caseworker",
    "Référent",
    caseworker,
    _named(Caseworker),
    with_pathway,
    ever=lambda measure, key: _of_caseworkers(measure, [key]),
)
HOST = Dimension("host", "Structure porteuse", host, _named(Organisation), with_pathway, ever=_ever_at)
MONTH = Dimension("month", "Mois", month, _months)
EXIT_REASON = Dimension(
    "exit_reason",
    "Motif de sortie",
    lambda measure, window: F(f"{measure.subject.to_pathway}exit_reason"),
    _named(ExitReason),
    lambda measure: measure.moment == Moment.EXIT,
)
NON_ENTRY_REASON = Dimension(
    "reason",
    "Motif de non-entrée",
    lambda measure, window: F("reason"),
    _named(NonEntryReason),
    lambda measure: measure.moment == Moment.NON_ENTRY,
)
WAITING = Dimension(
    "waiting",
    "Attente depuis la prescription",
    wait,
    _fixed(WAITS),
    lambda measure: measure.subject is Subject.REFERRAL and measure.moment is Moment.END,
)
CLASSIFICATION = Dimension(
    "classification",
    "Classification",
    lambda measure, window: F("classification"),
    _fixed(dict(Classification.choices)),
    lambda measure: measure.subject is Subject.STEP,
)
STEP_LABEL = Dimension(
    "label",
    "Libellé d’étape",
    lambda measure, window: F("label"),
    _named(StepLabel),
    lambda measure: measure.subject is Subject.STEP,
)
