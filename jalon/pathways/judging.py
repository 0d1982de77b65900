"""The acts of a period, file by file, judged. The rules are in `quality`; here, the facts they are asked about."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from jalon.core import periods
from jalon.core.periods import Period
from jalon.pathways.duties.facts import ContactFact, Span
from jalon.pathways.enums import Gap, Judged, Place
from jalon.pathways.models import (
    BarrierAssessment,
    Entry,
    ExitProposal,
    Interview,
    NoteVersion,
    Pathway,
    Step,
    Suspension,
)
from jalon.pathways.quality import (
    Act,
    ContactRow,
    EntryRow,
    ExitRow,
    Share,
    StepRow,
    of_contact,
    of_entry,
    of_exit,
    of_month,
    of_step,
    share,
)
from jalon.pathways.rules import TO_A_JOB
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant, Situation
from jalon.protocols.enums import Classification

Rows = dict[int, list[Any]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A file and its acts of the period. `caseworker`: who follows the person on the day, or followed to the exit."""

    participant: Participant
    caseworker: int | None
    acts: tuple[Act, ...]

    @property
    def share(self) -> Share:
        """Its completeness."""
        return share(self.acts)

    @property
    def lacking(self) -> tuple[Act, ...]:
        """The acts to complete."""
        return tuple(act for act in self.acts if act.lacks)


def judgements(period: Period, day: dt.date, caseworkers: Collection[int] | None = None) -> list[Judgement]:
    """The files with an act in the period, up to the day; of some référents when asked. Eleven queries at most.

    In no order. Nothing when the period has not begun.
    """
    if day < period.start:
        return []
    reader = _Reader(Period(period.start, min(period.end, day)), day, caseworkers)
    found = (Judgement(each.participant, each.caseworker_on_day, tuple(reader.acts(each))) for each in reader.pathways)
    return [each for each in found if each.acts]


class _Reader:
    """The tables of the period: a query each, for any number of pathways."""

    def __init__(self, days: Period, day: dt.date, caseworkers: Collection[int] | None) -> None:
        self.days, self.day, self.caseworkers = days, day, caseworkers
        self.months = [each for each in _months(days) if each.end <= day]

    # One file

    def acts(self, pathway: Any) -> Iterator[Act]:
        """What was recorded, by day; then the months."""
        told = [of_contact(row) for row in self.contacts[pathway.pk]]
        told += [of_step(row) for row in self.steps[pathway.pk]]
        if pathway.entry_date in self.days:
            told.append(of_entry(self._entry(pathway)))
        if exit_row := self.exits.get(pathway.pk):
            told.append(of_exit(exit_row))
        told += self._months(pathway)
        judged = [each for each in told if each is not None]
        return iter(sorted(judged, key=lambda act: (act.date, list(Judged).index(act.kind), act.key)))

    def _months(self, pathway: Any) -> list[Act | None]:
        held = Span(pathway.entry_date, pathway.exit_date)
        facts = [each.fact for each in self.contacts[pathway.pk]]
        busy, away = self.busy[pathway.pk], self.suspensions[pathway.pk]
        return [of_month(month, held, facts, busy, away) for month in self.months]

    def _entry(self, pathway: Any) -> EntryRow:
        entry = self.entries.get(pathway.pk)
        asked = frozenset(Gap) if entry else {Gap.COMMUNE, Gap.LEVEL}
        unknown = frozenset(asked & self.situations.get(pathway.pk, SITUATION))
        if entry is None:
            return EntryRow(pathway.entry_date, False, pathway.referral_id is not None, unknown)
        signed = entry.charter_on or entry.charter_signature_id or pathway.participant_id in self.charters
        return EntryRow(
            pathway.entry_date,
            referral=pathway.referral_id is not None,
            situation=unknown,
            dates=None not in (entry.first_kept_on, entry.charter_on, entry.validated_on),
            proofs=all(each.get("seen") for each in entry.criteria.values() if each.get("met") and each.get("proof")),
            charter=bool(signed),
            assessment=None not in (entry.project, entry.autonomy),
            ratings=tuple(self.ratings[pathway.pk]),
        )

    # The tables

    @cached_property
    def pathways(self) -> list[Any]:
        told = Exists(Interview.objects.filter(pathway=OuterRef("pk"), date__range=self._range))
        held = Pathway.objects.filter(Q(exit_date=None) | Q(exit_date__gte=self.days.start) | told)
        held = held.filter(entry_date__lte=self.days.end)
        if self.caseworkers is not None:
            assigned = Pathway.objects.filter(assignments__caseworker__in=self.caseworkers)
            held = held.filter(pk__in=assigned.values("pk"))
        followed = held.with_caseworker_on(self.day).select_related("participant")
        if self.caseworkers is not None:
            followed = followed.filter(caseworker_on_day__in=self.caseworkers)
        return list(followed.order_by("pk"))

    @property
    def _range(self) -> tuple[dt.date, dt.date]:
        return self.days.start, self.days.end

    @property
    def _ours(self) -> Q:
        """Of these pathways; without a choice of référents, of any."""
        return Q() if self.caseworkers is None else Q(pathway__in=[each.pk for each in self.pathways])

    @cached_property
    def contacts(self) -> Rows:
        noted = Exists(NoteVersion.objects.filter(interview=OuterRef("pk")).exclude(text=""))
        held = Interview.objects.filter(self._ours, date__range=self._range).annotate(noted=noted)
        columns = ("pathway", "date", "kind", "present", "minutes", "noted", "pk", "signed", "recorded_on", "place")
        found: Rows = defaultdict(list)
        for pathway, *fact, key, signed, typed, place in held.order_by("date", "pk").values_list(*columns):
            row = ContactRow(ContactFact(*fact), key, signed, typed is not None, place == Place.REMOTE)
            found[pathway].append(row)
        return found

    @cached_property
    def steps(self) -> Rows:
        """Those begun in the period, while the pathway was open."""
        open_then = Q(pathway__exit_date=None) | Q(pathway__exit_date__gte=F("start"))
        held = Step.objects.filter(self._ours, open_then, start__range=self._range).order_by("start", "pk")
        columns = ("pathway", "start", "label__name", "pk", "classification", "end", "contract", "weekly_hours")
        found: Rows = defaultdict(list)
        for pathway, start, label, key, group, end, contract, hours, organisation, typed in held.values_list(
            *columns, "organisation", "recorded_on"
        ):
            job = group == Classification.JOB
            row = StepRow(start, label, key, job, end, contract or "", bool(hours), bool(organisation), bool(typed))
            found[pathway].append(row)
        return found

    @cached_property
    def busy(self) -> Rows:
        return self._spans(Step)

    @cached_property
    def suspensions(self) -> Rows:
        return self._spans(Suspension)

    def _spans(self, table: Any) -> Rows:
        """What holds on a day of the period, by pathway."""
        still = Q(end=None) | Q(end__gte=self.days.start)
        found: Rows = defaultdict(list)
        rows = table.objects.filter(self._ours, still, start__lte=self.days.end).order_by("start", "pk")
        for pathway, start, end in rows.values_list("pathway", "start", "end"):
            found[pathway].append(Span(start, end))
        return found

    @cached_property
    def entries(self) -> dict[int, Entry]:
        rows = Entry.objects.filter(self._ours, pathway__entry_date__range=self._range)
        return {each.pathway_id: each for each in rows}

    @cached_property
    def situations(self) -> dict[int, frozenset[Gap]]:
        """What the situation at the entry does not say: the latest one not after it."""
        entered = {each.participant_id: each for each in self.pathways if each.entry_date in self.days}
        asked = Q() if self.caseworkers is None else Q(participant__in=list(entered))
        rows = Situation.objects.filter(asked, participant__pathways__entry_date__range=self._range).distinct()
        columns = ("participant", "date", "commune", "level", "district", "outside_districts", "rsa", "job_seeker")
        found = {}
        for participant, date, commune, level, district, outside, rsa, seeker in rows.order_by("date").values_list(
            *columns
        ):
            if (pathway := entered.get(participant)) and date <= pathway.entry_date:
                known = (commune, level, district or outside or None, rsa, seeker)
                found[pathway.pk] = frozenset(
                    gap for gap, value in zip(SITUATION_ORDER, known, strict=True) if value is None
                )
        return found

    @cached_property
    def charters(self) -> set[int]:
        held = Document.objects.filter(kind=DocumentKind.CHARTER, withdrawn_on=None)
        entered = held.filter(participant__pathways__entry_date__range=self._range)
        return set(entered.order_by().values_list("participant", flat=True))

    @cached_property
    def ratings(self) -> Rows:
        """The days when obstacles were rated, of the pathways that began or ended in the period."""
        near = Q(pathway__entry_date__range=self._range) | Q(pathway__exit_date__range=self._range)
        found: Rows = defaultdict(list)
        rows = BarrierAssessment.objects.filter(self._ours, near).order_by("date").values_list("pathway", "date")
        for pathway, date in rows:
            found[pathway].append(date)
        return found

    @cached_property
    def exits(self) -> dict[int, ExitRow]:
        """Those of the period that were accepted in Jalon."""
        rows = ExitProposal.objects.filter(
            self._ours, accepted=True, date=F("pathway__exit_date"), date__range=self._range
        ).order_by("pk")
        return {
            pathway: ExitRow(
                date,
                evidence=bool(evidence or document),
                to_a_job=reason in TO_A_JOB,
                jobs=tuple(self._jobs[pathway]),
                ratings=tuple(self.ratings[pathway]),
            )
            for pathway, date, evidence, document, reason in rows.values_list(
                "pathway", "date", "evidence", "document", "reason"
            )
        }

    @cached_property
    def _jobs(self) -> Rows:
        """The steps of a job with a contract, of the pathways that ended in the period."""
        held = Step.objects.filter(self._ours, classification=Classification.JOB, contract__isnull=False)
        ended = held.filter(pathway__exit_date__range=self._range).order_by("start", "pk")
        found: Rows = defaultdict(list)
        for pathway, start, end in ended.values_list("pathway", "start", "end"):
            found[pathway].append(Span(start, end))
        return found


SITUATION_ORDER = (Gap.COMMUNE, Gap.LEVEL, Gap.DISTRICT, Gap.RSA, Gap.JOB_SEEKER)
SITUATION = frozenset(SITUATION_ORDER)
"""All that a situation may lack: what someone without one lacks."""


def _months(days: Period) -> Iterator[Period]:
    """The calendar months that the days touch, whole."""
    start = days.start.replace(day=1)
    while start <= days.end:
        yield periods.month(start.year, start.month)
        start = periods.add_months(start, 1)
