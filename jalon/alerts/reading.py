"""The facts that alerts rest on, read for many files in a constant number of queries."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment
from jalon.alerts.tables import Tables, rows
from jalon.core.periods import add_months
from jalon.pathways.duties.facts import (
    AbsenceFact,
    ContactFact,
    DecisionFact,
    ExtensionFact,
    Limits,
    PathwayFacts,
    Span,
    StepFact,
)
from jalon.pathways.duties.hires import MONTHS_FOLLOWED
from jalon.pathways.models import Pathway
from jalon.pathways.rules import TO_A_JOB
from jalon.people.duties import Paper
from jalon.people.enums import DocumentKind
from jalon.protocols.enums import Classification
from jalon.protocols.models import Protocol
from jalon.referrals.duties import FirstAppointment, ReferralFacts, Tried
from jalon.referrals.models import Attempt, Referral

FEW = 200
"""Keys that a statement may name one by one; beyond, it asks for them itself."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an alert is about: enough to name them and to open their file."""

    pk: int
    code: str
    first_name: str
    last_name: str
    sex: str = ""

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.code


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A pathway: whose, followed by whom on the day, and its facts."""

    key: int
    code: str
    person: Person
    caseworker: int | None
    facts: PathwayFacts
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A referral that waits: whose, for whom, and its facts."""

    person: Person
    caseworker: int | None
    facts: ReferralFacts


@dataclass
class Reader:
    """What is read for a day: everyone, or the people of some référents, or some people."""

    day: dt.date
    caseworkers: Collection[int] | None = None
    participants: Collection[int] | None = None

    def files(self) -> list[FileFacts]:
        """Pathways open on the day, and those that ended with a job less than seven months ago. Twenty queries."""
        heads = list(self._heads())
        wide = Pathway.objects.filter(self._wide)
        pathways = _named({head.pk for head in heads}, wide.values("pk"))
        people = _named({head.participant_id for head in heads}, wide.values("participant"))
        self.tables = Tables(self.day, pathways, people)
        return [self._file(head) for head in heads]

    def waiting(self) -> list[WaitingFacts]:
        """Referrals that wait, of people without an open pathway. Three queries."""
        found = list(self._referrals())
        pending = Referral.objects.pending()
        people = _named({each.participant_id for each in found}, pending.values("participant"))
        keys = _named({each.pk for each in found}, pending.values("pk"))
        firsts = rows(
            Appointment.objects.filter(participant__in=people, kind=AppointmentKind.FIRST).order_by("date", "time"),
            *("participant", "date", "outcome", "invitation", "caseworker"),
        )
        tried = Attempt.objects.filter(referral__in=keys, date__lte=self.day).order_by("date", "pk")
        attempts = rows(tried, "referral", "date", "reached")
        told = [_waiting(each, firsts[each.participant_id], attempts[each.pk]) for each in found]
        return [each for each in told if self.caseworkers is None or each.caseworker in self.caseworkers]

    # Which

    @cached_property
    def _wide(self) -> Q:
        since = add_months(self.day, -MONTHS_FOLLOWED - 1)
        left = Q(exit_date__gt=since, exit_date__lte=self.day, exit_reason__in=TO_A_JOB)
        return Q(Q(exit_date=None) | Q(exit_date__gt=self.day) | left, entry_date__lte=self.day)

    def _heads(self) -> Any:
        held = Pathway.objects.filter(self._wide)
        if self.participants is not None:
            held = held.filter(participant__in=self.participants)
        if self.caseworkers is not None:
            assigned = Pathway.objects.filter(assignments__caseworker__in=self.caseworkers)
            held = held.filter(pk__in=assigned.values("pk"))
        followed = held.with_caseworker_on(self.day)
        if self.caseworkers is not None:
            followed = followed.filter(caseworker_on_day__in=self.caseworkers)
        return followed.select_related("participant").order_by("pk")

    def _referrals(self) -> Any:
        followed = Pathway.objects.open_on(self.day).values("participant")
        found = Referral.objects.pending().filter(date__lte=self.day).exclude(participant__in=followed)
        if self.participants is not None:
            found = found.filter(participant__in=self.participants)
        if self.caseworkers is not None:
            expected = Appointment.objects.filter(participant=OuterRef("participant"), kind=AppointmentKind.FIRST)
            by_them = Exists(expected.filter(caseworker__in=self.caseworkers))
            found = found.filter(Q(caseworker__in=self.caseworkers) | Q(by_them, caseworker=None))
        return found.select_related("participant").order_by("date", "pk")

    # One file

    def _file(self, head: Any) -> FileFacts:
        key, participant = head.pk, head.participant
        return FileFacts(
            key=key,
            code=head.code,
            person=person(participant),
            caseworker=head.caseworker_on_day,
            facts=self._facts(head),
            papers=tuple(Paper(*row) for row in self.tables.papers[participant.pk]),
        )

    def _facts(self, head: Any) -> PathwayFacts:
        key = head.pk
        rsa_since, job_seeker = self.tables.situations.get(head.participant_id, (None, False))
        missed = {date for (date,) in (*self.tables.missed[key], *self.tables.appointments_missed[head.participant_id])}
        charter = any(kind == DocumentKind.CHARTER for kind, *_ in self.tables.papers[head.participant_id])
        return PathwayFacts(
            entry=head.entry_date,
            exit=head.exit_date if head.exit_date and head.exit_date <= self.day else None,
            hired_out=head.exit_reason_id in TO_A_JOB,
            limits=_limits(head.entry_date, self.tables.protocols),
            kept=self.tables.kept.get(key, {}),
            missed=tuple(sorted(date for date in missed if date >= head.entry_date)),
            unsigned=tuple(date for (date,) in self.tables.unsigned[key]),
            to_complete=tuple(ContactFact(*row) for row in self.tables.to_complete[key]),
            steps=tuple(_step(*row) for row in self.tables.steps[key]),
            suspensions=tuple(Span(*row) for row in self.tables.suspensions[key]),
            reviews=frozenset(month for (month,) in self.tables.reviews[key]),
            extensions=tuple(ExtensionFact(*row) for row in self.tables.extensions[key]),
            entry_file=key in self.tables.entries,
            charter=charter or self.tables.entries.get(key) is not None,
            rsa_since=rsa_since,
            job_seeker=job_seeker,
            engagements=tuple(Span(*row) for row in self.tables.engagements[key]),
            points=self.tables.points.get(key, {}),
            decisions=tuple(self._decision(key, *row) for row in self.tables.decisions[key]),
            absence_acts=tuple(AbsenceFact(*row) for row in self.tables.absence_acts[key]),
            proposed=self.tables.proposed.get(key),
        )

    def _decision(self, key: int, met: dt.date, due: dt.date, owner: int, first: str, last: str) -> DecisionFact:
        """Someone of the team carries it out, or the référent (of whom nothing needs to be said)."""
        team = bool(owner) and owner not in self.tables.accounts_of_caseworkers
        return DecisionFact(met, due, f"{first or ''} {last or ''}".strip() if team else "", team)


def person(participant: Any) -> Person:
    """What an alert tells of a participant."""
    return Person(participant.pk, participant.code, participant.first_name, participant.last_name, participant.sex)


def _named(keys: set[int], otherwise: Any) -> Any:
    return sorted(keys) if len(keys) <= FEW else otherwise


def _waiting(row: Any, firsts: list[tuple[Any, ...]], attempts: list[tuple[Any, ...]]) -> WaitingFacts:
    """A referral allotted to nobody is the matter of who last expected the person, else of the team."""
    since = [each for each in firsts if each[0] >= row.date]
    appointments = tuple(FirstAppointment(date, outcome, bool(told)) for date, outcome, told, _ in since)
    tried = tuple(Tried(date, reached) for date, reached in attempts)
    caseworker = row.caseworker_id or (since[-1][3] if since else None)
    return WaitingFacts(
        person(row.participant), caseworker, ReferralFacts(row.received_on or row.date, appointments, tried)
    )


def _step(
    start: dt.date, end: dt.date | None, group: str, job: bool | None, integration: bool | None, name: str, outcome: str
) -> StepFact:
    is_job = group == Classification.JOB
    return StepFact(start, end, is_job, is_job and bool(job) and not integration, name, outcome)


def _limits(entry: dt.date, protocols: list[Protocol]) -> Limits:
    """Those of the protocol of the entry; before the first one, of the first; after the last one, of the last."""
    if not protocols:
        return Limits()
    begun = [each for each in protocols if each.start <= entry]
    held = begun[-1] if begun else protocols[0]
    return Limits(held.max_months, held.suspension_max_months, held.review_every_months)
