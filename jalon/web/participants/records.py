"""All that the file of a participant shows, read in a constant number of queries."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.agenda.models import Appointment
from jalon.agenda.queries import AppointmentQuerySet
from jalon.pathways.models import Assignment, Pathway, Step, Suspension
from jalon.people.models import Consent, Participant, Situation, age_on
from jalon.protocols.models import Protocol
from jalon.referrals.models import Referral
from jalon.web.participants.around import Someone, around, referral_of
from jalon.web.participants.facts import Fact, SituationTable, district_name, fact, situation_on, situation_table
from jalon.web.participants.guiding import Guiding
from jalon.web.participants.pole import Pole, pole

SOME, LATEST = 10, 3
"""Past steps, and appointments, shown beside the memory, which has them all."""


@dataclass(frozen=True)
class PathwayRecord:
    """A pathway as the file tells it on a day."""

    pathway: Pathway
    situations: list[Situation]
    today: dt.date
    shown: bool

    @property
    def is_open(self) -> bool:
        """Begun, and not over at the end of the day."""
        exit_date = self.pathway.exit_date
        return self.pathway.entry_date <= self.today and (exit_date is None or exit_date > self.today)

    @property
    def exit_reason(self) -> Fact:
        """Masked by default."""
        return fact(self.pathway, "exit_reason", shown=self.shown)

    @property
    def assignments(self) -> list[Assignment]:
        """The référents, the latest first."""
        return list(reversed(self.pathway.assignments.all()))

    @property
    def assignment(self) -> Assignment | None:
        """The one that holds on the day."""
        return next((each for each in self.assignments if each.start is None or each.start <= self.today), None)

    @property
    def caseworker(self) -> Caseworker | None:
        """The référent of the day."""
        return self.assignment.caseworker if self.assignment else None

    @property
    def suspended(self) -> bool:
        """Whether the person is en veille on the day."""
        return self.is_open and any(map(self._under_way, self.pathway.suspensions.all()))

    @property
    def suspensions(self) -> list[tuple[Suspension, Fact]]:
        """Each veille with its reason, masked by default."""
        return [(s, fact(s, "reason", shown=self.shown)) for s in self.pathway.suspensions.all()]

    @property
    def situation(self) -> SituationTable:
        """At the entry (the latest not after it), and the one that holds since, up to the exit."""
        at_entry = situation_on(self.situations, self.pathway.entry_date)
        since = situation_on(self.situations, min(self.pathway.exit_date or self.today, self.today))
        told = {"À l’entrée": at_entry} if at_entry else {}
        if since and (at_entry is None or since.date > at_entry.date):
            told["Depuis"] = since
        return situation_table(told, shown=self.shown)

    def _under_way(self, fact: Suspension) -> bool:
        return fact.start <= self.today and (fact.end is None or fact.end >= self.today)


@dataclass(frozen=True)
class FileRecord:
    """The file of a participant on a day."""

    participant: Participant
    today: dt.date
    shown: bool

    @cached_property
    def situations(self) -> list[Situation]:
        """From the oldest."""
        return list(self.participant.situations.select_related("commune", "district", "level").order_by("date"))

    @cached_property
    def situation(self) -> Situation | None:
        """The one of the day."""
        return situation_on(self.situations, self.today)

    @property
    def situation_table(self) -> SituationTable:
        """The one of the day, for who has no pathway to show it under."""
        return situation_table({"Aujourd’hui": self.situation} if self.situation else {}, shown=self.shown)

    @property
    def district(self) -> str:
        """The district of the day; "" when unknown."""
        return district_name(self.situation) if self.situation else ""

    @property
    def address(self) -> str:
        """The address of the day; "" when unknown."""
        if self.situation is None:
            return ""
        return " ".join(filter(None, [self.situation.address, self.situation.postcode]))

    @property
    def age(self) -> int | None:
        """In completed years, on the day."""
        birth = self.participant.birth_date
        return age_on(birth, self.today) if birth else None

    @cached_property
    def pathways(self) -> list[PathwayRecord]:
        """From the latest."""
        return [PathwayRecord(pathway, self.situations, self.today, self.shown) for pathway in self._pathways()]

    @property
    def current(self) -> PathwayRecord | None:
        """The open pathway."""
        return next((record for record in self.pathways if record.is_open), None)

    @property
    def latest(self) -> PathwayRecord | None:
        """The last pathway begun: its référent follows the person."""
        return next((record for record in self.pathways if record.pathway.entry_date <= self.today), None)

    @cached_property
    def current_steps(self) -> list[Step]:
        """Those under way on the day in the open pathway, the latest first."""
        if self.current is None:
            return []
        steps = self._steps().filter(pathway=self.current.pathway, start__lte=self.today)
        return list(steps.filter(Q(end=None) | Q(end__gte=self.today)))

    @cached_property
    def other_steps(self) -> list[Step]:
        """The latest of the other steps, some only: the memory has them all."""
        current = [step.pk for step in self.current_steps]
        return list(self._steps().exclude(pk__in=current)[: SOME + 1])

    @property
    def past_steps(self) -> list[Step]:
        """Some steps over or to come."""
        return self.other_steps[:SOME]

    @property
    def more_steps(self) -> bool:
        """Whether there are others yet."""
        return len(self.other_steps) > SOME

    def _steps(self) -> QuerySet[Step]:
        steps = Step.objects.filter(pathway__participant=self.participant)
        return steps.select_related("label", "organisation", "contract").order_by("-start", "-code")

    @cached_property
    def referrals(self) -> list[tuple[Referral, Fact]]:
        """From the latest, each with the reason of its non-entry, masked by default."""
        found = self.participant.referrals.select_related("referrer", "agent", "reason").order_by("-date", "-code")
        return [(referral, fact(referral, "reason", shown=self.shown)) for referral in found]

    @cached_property
    def consents(self) -> list[Consent]:
        """What the person allows to publish on the day."""
        return list(Consent.objects.filter(participant=self.participant).in_force_on(self.today))

    @cached_property
    def to_come(self) -> list[Appointment]:
        """The appointments that stand, the next one first."""
        return list(self._appointments().to_come(self.today)[:LATEST])

    @cached_property
    def past_appointments(self) -> list[Appointment]:
        """The latest ones."""
        return list(self._appointments().past(self.today)[:LATEST])

    def _appointments(self) -> AppointmentQuerySet:
        return Appointment.objects.filter(participant=self.participant).select_related("caseworker")

    @cached_property
    def protocol(self) -> Protocol | None:
        """The one that the last pathway belongs to."""
        return Protocol.objects.for_entry(self.latest.pathway.entry_date) if self.latest else None

    @cached_property
    def guiding(self) -> Guiding | None:
        """What guides the last pathway; None for who never entered."""
        return Guiding(self.latest.pathway, self.protocol, self.today, self.shown) if self.latest else None

    @cached_property
    def around(self) -> list[Someone]:
        """The people around the person."""
        last = self.latest
        led = referral_of((each for each, _ in self.referrals), last.pathway.referral_id if last else None)
        rsa = bool(self.situation and self.situation.rsa)
        return around(self.participant, last.assignment if last else None, led, rsa, self.today)

    @cached_property
    def pole(self) -> Pole | None:
        """The months of the open pathway; None without one, or without a protocol that says how long it may last."""
        if self.current is None or self.protocol is None or self.guiding is None:
            return None
        return pole(self.current.pathway, self.protocol, self.today, self.guiding.reviews)

    def _pathways(self) -> QuerySet[Pathway]:
        related = ("assignments__caseworker", "suspensions")
        pathways = self.participant.pathways.select_related("exit_reason").prefetch_related(*related)
        return pathways.order_by("-entry_date")
