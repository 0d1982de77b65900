"""What the solver builds before it is written down: courses (pathways to be), spans (steps to be), referrals."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from jalon.demo.solver.days import AFTER, BEFORE, month_of

POSITIVE = ("emploi", "emploi_aide", "formation_qualifiante")


@dataclass
class Person:
    """A fictional person; `place` is a commune and a district (or `hors`)."""

    code: str
    sex: str
    level: str
    place: tuple[str, str]
    rsa: str
    birth: dt.date
    last_name: str = ""
    first_name: str = ""


@dataclass
class Referral:
    """A referral to be; `date` and `referrer` are found last."""

    category: str
    date: dt.date
    outcome: str = "en_attente"
    outcome_date: dt.date | None = None
    reason: str = ""


@dataclass(eq=False)
class Span:
    """A step to be, by months: from `start` (0: before 2017) to `end` (13: after it), both included."""

    label: str
    classification: str
    start: int
    end: int

    @property
    def months(self) -> range:
        """The months of 2017 it touches."""
        return range(max(1, self.start), min(12, self.end) + 1)


@dataclass
class Step:
    """A step with its days; `end` None: until further notice."""

    label: str
    classification: str
    start: dt.date
    end: dt.date | None
    organisation: str = ""
    contract: str = ""
    weekly_hours: str = ""


@dataclass(eq=False)
class Course:
    """A pathway to be. `recorded` and `exit_recorded` None: on time."""

    entry: dt.date
    recorded: dt.date | None = None
    exit: dt.date | None = None
    reason: str = ""
    exit_recorded: dt.date | None = None
    code: str = ""
    caseworker: str = ""
    person: Person | None = None
    referral: Referral | None = None
    spans: list[Span] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    pauses: list[tuple[dt.date, dt.date]] = field(default_factory=list)

    @property
    def entered(self) -> int:
        """The month of entry, 0 before 2017."""
        return month_of(self.entry)

    @cached_property
    def left(self) -> int:
        """The month of exit, 13 when it is still open after 2017."""
        return month_of(self.exit) if self.exit else AFTER

    @cached_property
    def known(self) -> int:
        """The first month whose letter knows it."""
        return month_of(self.recorded) if self.recorded else self.entered

    @property
    def is_stock(self) -> bool:
        """Open before 2017."""
        return self.entered == BEFORE

    @property
    def is_positive(self) -> bool:
        """Its exit is a positive one."""
        return self.reason in POSITIVE

    @property
    def tenure(self) -> int:
        """Days from the entry to the exit, 0 without one."""
        return (self.exit - self.entry).days if self.exit else 0
