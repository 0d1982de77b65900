"""Importing a folder of the exchange format: read, check, compare, then write all of it or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from jalon.audit.actions import Actor
from jalon.audit.queries import last_write
from jalon.core import clock
from jalon.core.database import snapshot, wait_alone
from jalon.core.work import Progress
from jalon.exchange import base
from jalon.exchange import format as f
from jalon.exchange.faults import Fault
from jalon.exchange.imports.checking import Check
from jalon.exchange.imports.journal import ImportJournal
from jalon.exchange.imports.parsing import FolderReader
from jalon.exchange.imports.planning import Plan
from jalon.exchange.imports.targets import Keys
from jalon.exchange.imports.writing import Writer

ATTEMPTS = 3
IMPORT_LOCK = 7_411_001


@dataclass
class Outcome:
    """What came of an import: refused with its faults, or done (or, in a dry run, possible) with its counts."""

    faults: list[Fault]
    counts: Mapping[str, int] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)
    lines_read: int = 0

    @property
    def accepted(self) -> bool:
        return not self.faults

    def report(self) -> dict[str, Any]:
        """The report as the contract writes it."""
        return {"accepted": self.accepted, "errors": [fault.as_json() for fault in self.faults]}


class BaseKeepsChanging(Exception):
    """Someone wrote in the base during the checks, each time."""


@dataclass
class _Checked:
    outcome: Outcome
    plan: Plan | None
    keys: Keys
    seen: int


Sign = Callable[[Mapping[str, int]], None]
"""Told the counts of an import, in its transaction."""


def import_folder(
    folder: Path,
    *,
    by: Actor | None,
    dry_run: bool = False,
    progress: Progress | None = None,
    source: str = "",
    sign: Sign | None = None,
) -> Outcome:
    """Import a folder. The checks run before the transaction, so that they hold no writer back.

    A dry run gives the counts that the import would. `source` is the folder's name in the journal, its own by default.
    Raises BaseKeepsChanging when the base was written to during the checks three times in a row.
    """
    shown = progress or Progress()
    for _ in range(ATTEMPTS):
        checked = _check(folder, shown, count=dry_run)
        journal = ImportJournal(by=by, source=source or folder.name)
        if checked.plan is None or dry_run or _written(checked, checked.plan, journal, shown, sign):
            return checked.outcome
    raise BaseKeepsChanging


def _written(checked: _Checked, plan: Plan, journal: ImportJournal, progress: Progress, sign: Sign | None) -> bool:
    """Write the plan, unless the base is no longer the one it was made for."""
    try:
        with transaction.atomic():
            wait_alone(IMPORT_LOCK)
            if last_write() != checked.seen:
                return False
            Writer(plan, checked.keys, journal, progress).write()
            if sign:
                sign(journal.totals)
    except IntegrityError:
        # On PostgreSQL, an act not yet committed when the journal was asked; otherwise the fault is ours, and is told.
        if last_write() == checked.seen:
            raise
        return False
    checked.outcome.counts = dict(journal.totals)
    return True


def _check(folder: Path, progress: Progress, *, count: bool) -> _Checked:
    with snapshot():
        seen = last_write()
        keys = base.keys()
        reading = FolderReader(f.Codes.known(), keys, progress).read(folder)
        check = Check(reading, clock.today())
        faults = reading.faults + check.run()
        plan = None if faults else Plan.of(check)
        counts = plan.counts(keys[f.PATHWAYS]) if plan and count else {}
    order = {name: rank for rank, name in enumerate(reading.tables)}
    faults.sort(key=lambda fault: (order.get(fault.file, -1), fault.file, fault.line or 0))
    outcome = Outcome(faults, counts, encodings=reading.encodings, lines_read=reading.lines_read)
    courses = {code: course.participant for code, course in check.courses.items()}
    return _Checked(outcome, plan, Keys(keys, courses), seen)
