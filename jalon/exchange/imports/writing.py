"""Writing what was planned: new rows in bulk, corrections one by one. Runs inside the import's transaction."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from jalon.accounts.models import Caseworker
from jalon.core.work import Progress
from jalon.exchange import format as f
from jalon.exchange import rows
from jalon.exchange.imports import partners
from jalon.exchange.imports.journal import ImportJournal
from jalon.exchange.imports.planning import Plan, missing_contacts
from jalon.exchange.imports.targets import TARGETS, Keys, exit_values, interview
from jalon.pathways.models import Assignment, Interview, Pathway
from jalon.protocols.models import ExitReason, LabelClassification, StepLabel
from jalon.roster import actions as roster

T = TypeVar("T")
BATCH = 2_000
# Where pathways wait while their days are corrected, so that no passing state breaks a rule on overlaps.
PARKED_FROM = dt.date(1, 1, 1)


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items by lists of BATCH at the most."""
    source = iter(items)
    while chunk := list(islice(source, BATCH)):
        yield chunk


class Writer:
    """Writes a plan, telling the journal."""

    def __init__(self, plan: Plan, keys: Keys, journal: ImportJournal, progress: Progress) -> None:
        self.plan, self.keys, self.journal, self.progress = plan, keys, journal, progress

    def write(self) -> None:
        """Write everything, in the order in which rows rest on one another."""
        partners.write_organisations(self.plan, self.keys, self.journal)
        partners.write_caseworkers(self.plan, self.keys, self.journal)
        for name in (f.PARTICIPANTS, f.SITUATIONS, f.REFERRALS):
            self._write_rows(name)
        self._write_pathways()
        self._write_labels()
        for name in (f.ASSIGNMENTS, f.STEPS, f.SUSPENSIONS):
            self._write_rows(name)
        self._write_contacts()
        self._refresh_roster()
        self.journal.write()

    def _refresh_roster(self) -> None:
        """The list of participants follows, in the same transaction."""
        people = self.keys.known[f.PARTICIPANTS]
        touched = sorted(people[code] for code in self.journal.files())
        for chunk in batches(self.progress.over(touched, "liste des participants")):
            roster.refresh(participants=chunk)
        roster.follow_names(caseworkers=Caseworker.objects.all())

    def _write_rows(self, name: str) -> None:
        target, keys = TARGETS[name], self.keys
        for before, after in self.plan.corrected.get(name, []):
            target.model.objects.filter(**target.where(after, keys)).update(**target.values(after, keys))
            self.journal.correct(name, {target.file(before, keys), target.file(after, keys)}, before, after)
        for chunk in batches(self.progress.over(self.plan.added.get(name, []), f"écriture {name}")):
            records = target.model.objects.bulk_create([target.model(**target.values(row, keys)) for row in chunk])
            for row, record in zip(chunk, records, strict=True):
                self.keys.learn(name, row[0], record.pk)
                self.journal.add(name, target.file(row, keys))

    def _write_pathways(self) -> None:
        exits = {row.pathway: row for row in self.plan.added.get(f.EXITS, [])}
        exits |= {after.pathway: after for _, after in self.plan.corrected.get(f.EXITS, [])}
        self._correct_pathways(exits)
        target, keys = TARGETS[f.PATHWAYS], self.keys
        for chunk in batches(self.progress.over(self.plan.added.get(f.PATHWAYS, []), f"écriture {f.PATHWAYS}")):
            created = Pathway.objects.bulk_create(
                [Pathway(**target.values(row, keys), **exit_values(exits.pop(row.code, None))) for row in chunk]
            )
            for row, record in zip(chunk, created, strict=True):
                keys.learn(f.PATHWAYS, row.code, record.pk)
                self.journal.add(f.PATHWAYS, row.participant)
            Assignment.objects.bulk_create(
                Assignment(pathway_id=record.pk, caseworker_id=keys.of(f.CASEWORKERS, row.caseworker))
                for row, record in zip(chunk, created, strict=True)
                if row.caseworker
            )
        for row in self.plan.added.get(f.EXITS, []):
            self.journal.add(f.EXITS, keys.participant_of(row.pathway))

    def _correct_pathways(self, exits: dict[str, rows.ExitRow]) -> None:
        """Known pathways: their own corrections and their exits, all parked first, then set."""
        corrected = {after.code: (before, after) for before, after in self.plan.corrected.get(f.PATHWAYS, [])}
        held = sorted(set(corrected) | {code for code in exits if code in self.keys.known[f.PATHWAYS]})
        parked = {code: Pathway.objects.get(code=code) for code in held}
        anything = ExitReason.objects.values_list("pk", flat=True)[:1].get() if held else None
        for rank, code in enumerate(held):
            day = PARKED_FROM + dt.timedelta(rank)
            Pathway.objects.filter(code=code).update(
                entry_date=day, exit_date=day, exit_reason_id=anything, exit_recorded_on=None, recorded_on=None
            )
        for code in held:
            self._settle(parked[code], corrected.get(code), exits.pop(code, None))
        for before, after in self.plan.corrected.get(f.EXITS, []):
            self.journal.correct(f.EXITS, {self.keys.participant_of(after.pathway)}, before, after)

    def _settle(self, pathway: Pathway, correction: Any, exit_row: rows.ExitRow | None) -> None:
        if correction:
            before, after = correction
            for name, value in TARGETS[f.PATHWAYS].values(after, self.keys).items():
                setattr(pathway, name, value)
            if before.caseworker != after.caseworker:
                self._set_first_caseworker(pathway, after.caseworker)
            self.journal.correct(f.PATHWAYS, {before.participant, after.participant}, before, after)
        if exit_row:
            for name, value in exit_values(exit_row).items():
                setattr(pathway, name, value)
        pathway.save(force_update=True)

    def _set_first_caseworker(self, pathway: Pathway, code: str) -> None:
        Assignment.objects.filter(pathway=pathway, start=None).delete()
        if code:
            Assignment.objects.create(pathway=pathway, caseworker_id=self.keys.of(f.CASEWORKERS, code))

    def _write_labels(self) -> None:
        """Every label of the folder's steps exists, offered in the groups it was seen in."""
        given = [*self.plan.added.get(f.STEPS, []), *(after for _, after in self.plan.corrected.get(f.STEPS, []))]
        groups = {row.label: row.classification for row in reversed(given)}
        known = set(StepLabel.objects.order_by().values_list("name", flat=True))
        new = StepLabel.objects.bulk_create(StepLabel(name=name) for name in groups if name not in known)
        LabelClassification.objects.bulk_create(
            LabelClassification(label=label, classification=groups[label.name]) for label in new
        )
        self.journal.add("libellés d’étape", "", len(new))
        self.keys.labels = dict(StepLabel.objects.order_by().values_list("name", "pk"))

    def _write_contacts(self) -> None:
        caseworkers = self.keys.known[f.CASEWORKERS]
        waiting = self.progress.over(self._new_contacts(), f"écriture {f.INTERVIEWS}", len(self.plan.contacts))
        for chunk in batches(waiting):
            Interview.objects.bulk_create(
                [interview(row, self.keys.known[f.PATHWAYS][row.pathway], caseworkers) for row in chunk]
            )

    def _new_contacts(self) -> Iterator[rows.InterviewRow]:
        for code, missing in missing_contacts(self.plan.contacts, self.keys.known[f.PATHWAYS]):
            self.journal.add(f.INTERVIEWS, self.keys.participant_of(code), len(missing))
            yield from missing
