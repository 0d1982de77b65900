"""What two lists of the same figure differ by. Pure.

Three lists tell why: the one that was frozen, the one that the base gives today of what was known on the day of the
closing, and the one it gives of all that is known now. From the first to the second, something recorded by then was
changed since: a correction, or a deletion. From the second to the third, something was recorded later: it is late.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jalon.reports.closing.lists import Record


class Nature(StrEnum):
    """Why a figure has changed."""

    LATE = "saisie tardive"
    CORRECTION = "correction"
    DELETION = "suppression"


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that a figure counts in another way: not at all (None) before or after, or in other cells."""

    code: str
    nature: Nature
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record itself, as last known."""
        found = self.after or self.before
        assert found is not None, "a record that is in neither list makes no difference"  # noqa: S101  (for mypy)
        return found

    @property
    def moves(self) -> list[tuple[str, object, object]]:
        """From which key of which dimension to which other, for a record counted before and after."""
        before, after = ((each or {}).get("cells", {}) for each in (self.before, self.after))
        both = self.before is not None and self.after is not None
        return [(name, before.get(name), key) for name, key in after.items() if both and before.get(name) != key]

    @property
    def delta(self) -> int:
        """What it adds to the figure."""
        return (self.after is not None) - (self.before is not None)


def differences(
    code: str, frozen: list[Record], known: list[Record], now: list[Record], *, people: bool
) -> Iterator[Difference]:
    """What is late, and what was corrected. `people`: one record stands for each person, whichever it is."""
    identity = "file" if people else "pk"
    lists = [{record[identity]: record for record in records} for records in (frozen, known, now)]
    for nature, before, after in (
        (Nature.CORRECTION, lists[0], lists[1]),
        (Nature.LATE, lists[1], lists[2]),
    ):
        for key in sorted(before.keys() | after.keys()):
            if _counted(before.get(key)) != _counted(after.get(key)):
                yield Difference(code, nature, before.get(key), after.get(key))


def _counted(record: Record | None) -> object:
    """How a record counts: in which cells, for how many days."""
    return None if record is None else (record.get("cells"), record.get("days"))


def number_in(records: list[Record], cell: Mapping[str, object]) -> int:
    """How many records a cell of the figure counts."""
    return sum(_in(record, cell) for record in records)


def effect_on(cell: Mapping[str, object], found: list[Difference]) -> int:
    """What differences of a figure add to one of its cells."""
    return sum(_in(each.after, cell) - _in(each.before, cell) for each in found)


def _in(record: Record | None, cell: Mapping[str, object]) -> bool:
    return record is not None and all(record.get("cells", {}).get(name) == key for name, key in cell.items())
