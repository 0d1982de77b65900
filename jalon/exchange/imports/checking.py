"""What the rows of a folder must respect together, with what the base already holds.

Only what the contract refuses is refused: trade rules (ages, lengths, missing employers…) become alerts instead.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jalon.exchange import base, rows
from jalon.exchange import format as f
from jalon.exchange.cells import written
from jalon.exchange.faults import Fault
from jalon.exchange.format import KEYS
from jalon.exchange.imports.parsing import Reading

Flaw = tuple[str, Any, str]
"""(column, value, what was expected)."""


@dataclass
class Course:
    """A pathway as it will be once the folder is in: whose it is, and its days."""

    participant: str
    entry: dt.date
    exit: dt.date | None = None


@dataclass
class Check:
    """The rows of a folder and the base, looked at together on a day."""

    reading: Reading
    today: dt.date
    base_pathways: dict[str, rows.PathwayRow] = field(default_factory=dict)
    base_exits: dict[str, rows.ExitRow] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)

    def run(self) -> list[Fault]:
        """Every fault found, in no order."""
        self.base_pathways = {row.code: row for row in base.pathways()}
        self.base_exits = {row.pathway: row for row in base.exits()}
        self.courses = self._courses()
        faults = [fault for name, look in LOOKS.items() for fault in self._row_faults(name, look)]
        return faults + list(self._overlaps()) + list(self._stranded())

    def _row_faults(self, name: str, look: Callable[["Check", Any], Iterator[Flaw]]) -> Iterator[Fault]:
        table = self.reading.tables[name]
        for key, row in table.rows.items():
            for column, value, expected in look(self, row):
                yield Fault(name, table.lines[key], column, written(value), expected)

    def _courses(self) -> dict[str, Course]:
        pathways = self.base_pathways | self.reading.tables[f.PATHWAYS].rows
        exits = self.base_exits | self.reading.tables[f.EXITS].rows
        courses = {code: Course(row.participant, row.entry) for code, row in pathways.items()}
        for code, row in exits.items():
            if code in courses:
                courses[code].exit = row.date
        return courses

    def _moved(self) -> set[str]:
        """The pathways whose days or person the folder sets."""
        return {*self.reading.tables[f.PATHWAYS].rows, *self.reading.tables[f.EXITS].rows} & set(self.courses)

    def _overlaps(self) -> Iterator[Fault]:
        """Two pathways of a person that share a day, told at the later one's line."""
        if self.reading.blind:
            return
        people = {self.courses[code].participant for code in self._moved()}
        people -= {self.courses[code].participant for code in self.reading.unsure & set(self.courses)}
        held: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
        for code, course in self.courses.items():
            if course.participant in people:
                held[course.participant].append((course.entry, code))
        for courses in held.values():
            courses.sort()
            farthest = ""  # the pathway that reaches farthest among those already seen
            for entry, code in courses:
                if farthest and entry <= self._reach(farthest):
                    yield self._overlap(farthest, code)
                if not farthest or self._reach(code) > self._reach(farthest):
                    farthest = code

    def _reach(self, code: str) -> dt.date:
        return self.courses[code].exit or dt.date.max

    def _overlap(self, earlier: str, later: str) -> Fault:
        for name, code, column in (
            (f.PATHWAYS, later, "entree"),
            (f.PATHWAYS, earlier, "entree"),
            (f.EXITS, earlier, "date"),
            (f.EXITS, later, "date"),
        ):
            line = self.reading.tables[name].lines.get(code)
            if line:
                other = earlier if code == later else later
                expected = f"des parcours d’une même personne sans jour commun (autre parcours : {other})"
                value = self.courses[code].entry if column == "entree" else self.courses[code].exit
                return Fault(name, line, column, written(value), expected)
        raise AssertionError("an overlap comes from a row of the folder")

    def _stranded(self) -> Iterator[Fault]:
        """Steps and suspensions of the base that a moved entry or exit would leave outside their pathway."""
        changed = {code for code in self._moved() if code in self.base_pathways and self._days_change(code)}
        if not changed:
            return
        for name in (f.STEPS, f.SUSPENSIONS):
            given, key = self.reading.tables[name].rows, KEYS[name]
            for row in base.ROWS[name]():
                if row.pathway in changed and key(row) not in given:
                    yield from self._stranded_faults(name, row)

    def _stranded_faults(self, name: str, row: Any) -> Iterator[Fault]:
        what = "étape" if name == f.STEPS else "veille"
        for _, value, _ in starts_inside(self, row):
            early = value < self.courses[row.pathway].entry
            file, column = (f.PATHWAYS, "entree") if early else (f.EXITS, "date")
            line = self.reading.tables[file].lines.get(row.pathway)
            course = self.courses[row.pathway]
            side = "au plus tard" if early else "au plus tôt"
            expected = f"une date {side} le {value.isoformat()}, début d’une {what} déjà enregistrée"
            yield Fault(file, line, column, written(course.entry if early else course.exit), expected)

    def _days_change(self, code: str) -> bool:
        course, before = self.courses[code], self.base_exits.get(code)
        return course.entry != self.base_pathways[code].entry or course.exit != (before.date if before else None)


def recorded(check: Check, row: Any, fact: dt.date) -> Iterator[Flaw]:
    """`saisie_le` is neither before its fact nor after today."""
    if row.recorded_on is None:
        return
    if row.recorded_on < fact:
        yield "saisie_le", row.recorded_on, f"une date de saisie au plus tôt le {fact.isoformat()}, jour du fait"
    if row.recorded_on > check.today:
        yield "saisie_le", row.recorded_on, f"une date de saisie au plus tard aujourd’hui, {check.today.isoformat()}"


def ends_after_start(check: Check, row: Any) -> Iterator[Flaw]:
    """The end is not before the start."""
    if row.end is not None and row.end < row.start:
        yield "fin", row.end, f"une fin au plus tôt le {row.start.isoformat()}, jour du début"


def starts_inside(check: Check, row: Any) -> Iterator[Flaw]:
    """A step or suspension starts between its pathway's entry and exit, both included."""
    course = check.courses.get(row.pathway)
    if course is None or check.reading.blind or row.pathway in check.reading.unsure:
        return
    if row.start < course.entry:
        yield "debut", row.start, f"un début au plus tôt le {course.entry.isoformat()}, entrée du parcours"
    if course.exit is not None and row.start > course.exit:
        yield "debut", row.start, f"un début au plus tard le {course.exit.isoformat()}, sortie du parcours"


def look_at_referral(check: Check, row: rows.ReferralRow) -> Iterator[Flaw]:
    """An outcome is whole: a day, and for a non-entry a reason."""
    if row.outcome == f.PENDING:
        if row.outcome_on is not None:
            yield "date_issue", row.outcome_on, "rien, la prescription étant en attente"
    elif row.outcome_on is None:
        yield "date_issue", row.outcome_on, f"la date de l’issue, celle-ci étant {row.outcome}"
    if row.outcome == f.DECLINED and not row.reason:
        yield "motif", row.reason, "le motif de la non-entrée"
    if row.outcome != f.DECLINED and row.reason:
        yield "motif", row.reason, f"rien, l’issue étant {row.outcome}"
    declined = row.outcome == f.DECLINED and row.outcome_on is not None
    yield from recorded(check, row, row.outcome_on if declined and row.outcome_on else row.date)


def look_at_pathway(check: Check, row: rows.PathwayRow) -> Iterator[Flaw]:
    yield from recorded(check, row, row.entry)


def look_at_step(check: Check, row: rows.StepRow) -> Iterator[Flaw]:
    yield from ends_after_start(check, row)
    yield from starts_inside(check, row)
    yield from recorded(check, row, row.start)


def look_at_suspension(check: Check, row: rows.SuspensionRow) -> Iterator[Flaw]:
    yield from ends_after_start(check, row)
    yield from starts_inside(check, row)


def look_at_exit(check: Check, row: rows.ExitRow) -> Iterator[Flaw]:
    course = check.courses.get(row.pathway)
    if course is not None and row.date < course.entry:
        yield "date", row.date, f"une sortie au plus tôt le {course.entry.isoformat()}, entrée du parcours"
    yield from recorded(check, row, row.date)


LOOKS: dict[str, Callable[[Check, Any], Iterator[Flaw]]] = {
    f.CASEWORKERS: ends_after_start,
    f.REFERRALS: look_at_referral,
    f.PATHWAYS: look_at_pathway,
    f.STEPS: look_at_step,
    f.SUSPENSIONS: look_at_suspension,
    f.EXITS: look_at_exit,
}
