"""The facts behind a difference: an entry, an exit, a step… with the day it happened and the day it was recorded."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from jalon.indicators.kinds import Count, Moment, Subject
from jalon.pathways.models import Pathway, Step, Suspension
from jalon.referrals.models import Referral

AT_ONCE = 500


class Kind(Enum):
    """What happened: its model, the file of the exchange format that carries it, its name."""

    ENTRY = (Pathway, "parcours.csv", "entrée")
    EXIT = (Pathway, "sorties.csv", "sortie")
    STEP = (Step, "etapes.csv", "étape")
    SUSPENSION = (Suspension, "veilles.csv", "veille")
    REFERRAL = (Referral, "prescriptions.csv", "prescription")
    NON_ENTRY = (Referral, "prescriptions.csv", "non-entrée")

    def __init__(self, model: Any, file: str, noun: str) -> None:
        self.model, self.file, self.noun = model, file, noun

    @property
    def target(self) -> str:
        """The name of its model in the journal."""
        label: str = self.model._meta.label_lower
        return label


@dataclass(frozen=True, slots=True)
class Fact:
    """Something dated about a person. `known` is the day it was known, `recorded` the one it was typed, if told.

    `code` is that of its record in the exchange format; a fact that is gone has its file alone.
    """

    kind: Kind
    pk: int
    file: str
    code: str = ""
    day: dt.date | None = None
    known: dt.date | None = None
    recorded: dt.date | None = None


def at_once(files: Sequence[str]) -> Iterator[Sequence[str]]:
    """The files by lists that one query can name."""
    for start in range(0, len(files), AT_ONCE):
        yield files[start : start + AT_ONCE]


class FactBook:
    """The facts of some files, by record. Four queries for five hundred files."""

    def __init__(self, files: Collection[str]) -> None:
        self.entries: dict[int, Fact] = {}
        self.exits: dict[int, Fact] = {}
        self.steps: dict[int, tuple[int, Fact]] = {}
        self.referrals: dict[int, Fact] = {}
        self.non_entries: dict[int, Fact] = {}
        self.referral_of: dict[int, int] = {}
        self.of_pathway: dict[int, list[Fact]] = defaultdict(list)
        """Steps and suspensions, by pathway."""
        for some in at_once(sorted(files)):
            self._read_pathways(some)
            self._read_steps(some)
            self._read_suspensions(some)
            self._read_referrals(some)

    def _read_pathways(self, files: Collection[str]) -> None:
        names = ("pk", "participant__code", "code", "entry_date", "known_on", "recorded_on", "referral_id")
        exits = ("exit_date", "exit_known_on", "exit_recorded_on")
        found = Pathway.objects.filter(participant__code__in=files).order_by().values_list(*names, *exits)
        for pk, file, code, day, known, recorded, referral, *left in found:
            self.entries[pk] = Fact(Kind.ENTRY, pk, file, code, day, known, recorded)
            if left[0]:
                self.exits[pk] = Fact(Kind.EXIT, pk, file, code, *left)
            if referral:
                self.referral_of[pk] = referral

    def _read_steps(self, files: Collection[str]) -> None:
        names = ("pk", "pathway__participant__code", "code", "start", "known_on", "recorded_on")
        found = Step.objects.filter(pathway__participant__code__in=files).order_by()
        for pathway, pk, *said in found.values_list("pathway_id", *names):
            fact = Fact(Kind.STEP, pk, *said)
            self.steps[pk] = (pathway, fact)
            self.of_pathway[pathway].append(fact)

    def _read_suspensions(self, files: Collection[str]) -> None:
        """They have no day of their own on which they are known."""
        names = ("pathway_id", "pk", "pathway__participant__code", "pathway__code", "start", "recorded_on")
        found = Suspension.objects.filter(pathway__participant__code__in=files).order_by()
        for pathway, pk, file, code, day, recorded in found.values_list(*names):
            fact = Fact(Kind.SUSPENSION, pk, file, f"{code} {day.isoformat()}", day, None, recorded)
            self.of_pathway[pathway].append(fact)

    def _read_referrals(self, files: Collection[str]) -> None:
        names = ("pk", "participant__code", "code", "date", "known_on", "recorded_on")
        ends = ("declined_on", "declined_known_on", "recorded_on")
        found = Referral.objects.filter(participant__code__in=files).order_by().values_list(*names, *ends)
        for pk, file, code, day, known, recorded, *declined in found:
            self.referrals[pk] = Fact(Kind.REFERRAL, pk, file, code, day, known, recorded)
            if declined[0]:
                self.non_entries[pk] = Fact(Kind.NON_ENTRY, pk, file, code, *declined)

    def around(self, measure: Count, pk: int, *, added: bool) -> list[Fact]:
        """The facts that may have put a record in a figure's list, or out of it, the likeliest first."""
        return [fact for fact in self._around(measure, pk, added=added) if fact]

    def _around(self, measure: Count, pk: int, *, added: bool) -> Iterator[Fact | None]:
        match measure.subject:
            case Subject.REFERRAL:
                ends = (self.referrals.get(pk), self.non_entries.get(pk))
                yield from reversed(ends) if measure.moment is Moment.NON_ENTRY else ends
            case Subject.STEP:
                pathway, step = self.steps.get(pk, (0, None))
                yield from (step, self.entries.get(pathway), self.exits.get(pathway))
            case Subject.PATHWAY if measure.moment is Moment.ENTRY:
                yield from (self.entries.get(pk), self.referrals.get(self.referral_of.get(pk, 0)))
            case Subject.PATHWAY if measure.moment is Moment.EXIT:
                yield from (self.exits.get(pk), self.entries.get(pk))
            case Subject.PATHWAY:
                ends = (self.entries.get(pk), self.exits.get(pk))
                yield from ends if added else reversed(ends)
                yield from self.of_pathway[pk]
