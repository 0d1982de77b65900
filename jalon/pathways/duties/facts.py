"""The dated facts of a pathway, as plain values: what the rules of this package are asked about."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from jalon.pathways.enums import InterviewKind

FACE_TO_FACE = (InterviewKind.MEETING, InterviewKind.WORKSHOP)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to another, both included; without an end, it goes on."""

    start: dt.date
    end: dt.date | None = None

    def open_on(self, day: dt.date) -> bool:
        """On its first day, its last day and between."""
        return self.start <= day and (self.end is None or self.end >= day)


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step. `job`: of the group of jobs; `counts`: of a contract that may lead to a positive exit."""

    start: dt.date
    end: dt.date | None = None
    job: bool = False
    counts: bool = False
    name: str = ""
    outcome: str = ""

    def open_on(self, day: dt.date) -> bool:
        """As `Span`."""
        return Span(self.start, self.end).open_on(day)


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A contact typed in Jalon (an import keeps no note, so nothing is asked of its rows)."""

    date: dt.date
    kind: str
    present: bool | None = True
    minutes: int | None = None
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceFact:
    """A stage of what follows absences."""

    stage: str
    date: dt.date
    reply_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision of a monthly meeting that is not done yet. `team`: someone of the SA is to do it."""

    met_on: dt.date
    due_on: dt.date
    who: str = ""
    team: bool = False


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """A decision that the pathway may last until a day."""

    decided_on: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Limits:
    """What the protocol of the entry sets, in months."""

    months: int = 30
    suspension: int = 2
    review_every: int = 5


@dataclass(frozen=True, slots=True)
class PathwayFacts:
    """What is known of a pathway on the day of the question; a day to come is a plan.

    `kept`: the last contact kept, by kind. `missed`: the days of interviews missed. `unsigned`, `to_complete`: the
    contacts concerned. `hired_out`: it ended with a job. `entry_file`: Jalon holds what the entry rests on, so that
    what lacks there is lacking. `rsa_since`: the person receives the RSA, as far as known since that day.
    """

    entry: dt.date
    exit: dt.date | None = None
    hired_out: bool = False
    limits: Limits = Limits()
    kept: Mapping[str, dt.date] = field(default_factory=dict)
    missed: tuple[dt.date, ...] = ()
    unsigned: tuple[dt.date, ...] = ()
    to_complete: tuple[ContactFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    suspensions: tuple[Span, ...] = ()
    reviews: frozenset[int] = frozenset()
    extensions: tuple[ExtensionFact, ...] = ()
    entry_file: bool = False
    charter: bool = False
    rsa_since: dt.date | None = None
    job_seeker: bool = False
    engagements: tuple[Span, ...] = ()
    points: Mapping[str, dt.date] = field(default_factory=dict)
    decisions: tuple[DecisionFact, ...] = ()
    absence_acts: tuple[AbsenceFact, ...] = ()
    proposed: dt.date | None = None

    @property
    def last_contact(self) -> tuple[dt.date, str]:
        """The last contact kept and its kind; the entry and "" when there is none."""
        return max(((day, kind) for kind, day in self.kept.items()), default=(self.entry, ""))

    @property
    def has_contact(self) -> bool:
        """Whether a contact was ever kept."""
        return bool(self.kept)

    def suspended_on(self, day: dt.date) -> bool:
        """Whether a suspension covers the day."""
        return any(each.open_on(day) for each in self.suspensions)

    def busy_on(self, day: dt.date) -> bool:
        """Whether a step is open on the day."""
        return any(each.open_on(day) for each in self.steps)
