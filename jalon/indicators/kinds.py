"""What an indicator is: a count of records, a mean over records, or a value derived from others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet

from jalon.core.rounding import Number, whole
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway, Step
from jalon.referrals.models import Referral


class Subject(Enum):
    """The records a figure counts, and the path from one of them to what is around it ("" is itself, None absent)."""

    PATHWAY = (Pathway, "participant", "", "referral__", "entry_date")
    REFERRAL = (Referral, "participant", None, "", "date")
    STEP = (Step, "pathway__participant", "pathway__", "pathway__referral__", "start")

    def __init__(self, model: Any, participant: str, pathway: str | None, referral: str, date: str) -> None:
        self.model, self.participant, self.date = model, participant, date
        self.to_pathway, self.to_referral = pathway, referral

    def all(self) -> QuerySet[Any]:
        """Every record, in no order."""
        rows: QuerySet[Any] = self.model._default_manager.order_by()
        return rows


class Unit(StrEnum):
    """What is counted, for print."""

    PATHWAYS = "parcours"
    PEOPLE = "personnes"
    ENTRIES = "entrées"
    EXITS = "sorties"
    STEPS = "étapes"
    REFERRALS = "prescriptions"
    NON_ENTRIES = "non-entrées"
    DAYS = "jours"
    FTE = "ETP"
    PERCENT = "%"


class Moment(StrEnum):
    """The day on which a person's situation and référent are looked at."""

    ENTRY = "le jour de l’entrée"
    EXIT = "le jour de la sortie"
    END = "le dernier jour de la période"
    REFERRAL = "le jour de la prescription"
    NON_ENTRY = "le jour de la non-entrée"


@dataclass(frozen=True)
class Indicator:
    """A published figure: its code, its name, what it says in a sentence, how it is made, where that comes from."""

    code: str
    label: str
    definition: str
    formula: str
    unit: Unit
    source: str


@dataclass(frozen=True)
class Count(Indicator):
    """A number of records, or of distinct people (`people`): the figure *is* its list."""

    subject: Subject
    condition: Callable[[Window], Q]
    moment: Moment
    people: bool = False
    apart: bool = False
    """Whether it needs a query of its own (its condition looks into another table)."""
    part_of: "Count | None" = None
    """A figure of the same moment, whose records these are too: `condition` says which of them."""
    people_of: "Count | None" = None
    """A figure of other records whose people are those counted here: counted on its rows, together with it."""

    @property
    def read(self) -> "Count":
        """The figure whose records are read to count this one."""
        return self.people_of or self

    @property
    def whole(self) -> "Count":
        """The figure that those read are a part of, or theirs."""
        return self.read.part_of or self.read

    def all_conditions(self, window: Window) -> Q:
        """What its records meet."""
        own = self.condition(window)
        return self.part_of.condition(window) & own if self.part_of else own

    def rows(self, window: Window) -> QuerySet[Any]:
        """The records that match, in no order; with `people`, maybe several of one person."""
        return self.subject.all().filter(self.all_conditions(window))

    def files(self, window: Window) -> QuerySet[Any]:
        """One record for each unit counted: for people, the latest record of each."""
        found = self.rows(window)
        if not self.people:
            return found
        latest = self.rows(window).filter(
            **{self.subject.participant: OuterRef(self.subject.participant)},
            **{f"{self.subject.date}__gt": OuterRef(self.subject.date)},
        )
        return found.filter(~Exists(latest))


@dataclass(frozen=True)
class Mean(Indicator):
    """A mean over the records of a count, each record giving a whole number."""

    over: Count
    each: Callable[[], Expression]


@dataclass(frozen=True)
class Derived(Indicator):
    """A value computed from others (`needs`: codes of indicators and names of parameters); None if one is None.

    `calculation` is how it is written out, with the needs in braces.
    """

    needs: tuple[str, ...]
    calculation: str
    compute: Callable[..., Number | None]

    def exact(self, values: Mapping[str, Any]) -> Number | None:
        """The value before it is rounded, from those of what it needs."""
        inputs = [values[name] for name in self.needs]
        return None if any(value is None for value in inputs) else self.compute(*inputs)

    def value(self, values: Mapping[str, Any]) -> Any:
        """The value as published: whole, half up, but for a number of FTE, which keeps its decimals."""
        exact = self.exact(values)
        return exact if exact is None or self.unit is Unit.FTE else whole(exact)
