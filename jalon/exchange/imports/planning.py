"""What an import would do: for each file, the rows the base lacks and those it holds with other values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from jalon.exchange import base, rows
from jalon.exchange import format as f
from jalon.exchange.format import KEYS
from jalon.exchange.imports.checking import Check
from jalon.exchange.imports.contacts import Contacts
from jalon.exchange.imports.parsing import Table

PATHWAYS_AT_ONCE = 2_000
Correction = tuple[Any, Any]
"""(row of the base, row of the folder), same key, different values."""


@dataclass
class Plan:
    """Rows to add and rows to correct, by file. Contacts are compared when written, pathway by pathway."""

    contacts: Contacts
    added: dict[str, list[Any]] = field(default_factory=dict)
    corrected: dict[str, list[Correction]] = field(default_factory=dict)

    @classmethod
    def of(cls, check: Check) -> "Plan":
        """Compare a sound folder with the base."""
        tables = check.reading.tables
        _settle_identities(tables[f.CASEWORKERS])
        plan = cls(check.reading.contacts)
        known = {f.PATHWAYS: check.base_pathways.values(), f.EXITS: check.base_exits.values()}
        for name, table in tables.items():
            if name != f.INTERVIEWS and table.rows:
                plan._compare(name, table, known[name] if name in known else base.ROWS[name]())
        return plan

    def _compare(self, name: str, table: Table, held: Any) -> None:
        key = KEYS[name]
        waiting = dict(table.rows)
        corrected = []
        for row in held:
            given = waiting.pop(key(row), None)
            if given is not None and given != row:
                corrected.append((row, given))
        self.added[name], self.corrected[name] = list(waiting.values()), corrected

    def counts(self, base_pathways: Mapping[str, int]) -> dict[str, int]:
        """What would be written, under the names an import gives its own counts; `base_pathways`: code → key."""
        counts = {f"{name} ajoutés": len(given) for name, given in self.added.items() if given}
        counts |= {f"{name} corrigés": len(given) for name, given in self.corrected.items() if given}
        contacts = sum(len(missing) for _, missing in missing_contacts(self.contacts, base_pathways))
        return counts | ({f"{f.INTERVIEWS} ajoutés": contacts} if contacts else {})


def missing_contacts(
    contacts: Contacts, base_pathways: Mapping[str, int]
) -> Iterator[tuple[str, list[rows.InterviewRow]]]:
    """The contacts the base lacks, by pathway; equal lines are counted, so that a second import adds none."""
    given = contacts.by_pathway()
    while chunk := list(islice(given, PATHWAYS_AT_ONCE)):
        held = dict(base.interviews_of((code, base_pathways[code]) for code, _ in chunk if code in base_pathways))
        for code, lines in chunk:
            missing = list((Counter(lines) - Counter(held.get(code, []))).elements())
            if missing:
                yield code, missing


def _settle_identities(table: Table) -> None:
    """A référent has one name and one address: those of the latest period, of the base or of the folder."""
    latest: dict[str, rows.CaseworkerRow] = {}
    for row in [*base.caseworkers(), *table.rows.values()]:
        if row.code not in latest or row.start >= latest[row.code].start:
            latest[row.code] = row
    for key, row in table.rows.items():
        _, last_name, first_name, email, *_ = latest[row.code]
        table.rows[key] = row._replace(last_name=last_name, first_name=first_name, email=email)
