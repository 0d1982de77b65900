"""The letter of every reader of a kind at once (each commune, each host…): what none of them may be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.indicators import dimensions as by
from jalon.indicators.dimensions import Dimension
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.reports.masking.rows import ENTRIES, REFERRALS, Flow, Row
from jalon.reports.masking.tables import Counts, Key, Place

NOW = ""
"""When a number is that of the letter: since January, or on its last day."""


def until(month: str) -> str:
    """When a number was since January at the end of a month, as a letter of that month told it."""
    return f"..{month}"


BY_REFERRER = frozenset({by.REFERRER.code, by.REFERRER_WITH_AGENCIES.code})
"""The dimensions whose readers are of one category each, as everybody knows."""


@dataclass
class Crossing:
    """Readers of a kind. `counts` and `masked` say, by row and by when, the number of each, and who is refused it.

    `above`: for agencies, the readers they are parts of; what these are not told, theirs must not tell.
    """

    dimension: Dimension
    letters: list[Window]
    above: "Crossing | None" = None
    counts: dict[tuple[Row, str], dict[Key, int]] = field(default_factory=dict)
    masked: dict[tuple[Row, str], frozenset[Key]] = field(default_factory=dict)
    heads: Mapping[Key, Key] = field(default_factory=dict)
    categories: Mapping[Key, Any] = field(default_factory=dict)
    heard: list[list[Key]] = field(default_factory=list)
    """The readers heard of, letter by letter: those of the past stay what they were."""

    def __post_init__(self) -> None:
        if self.dimension.code in BY_REFERRER:
            organisations = Organisation.objects.order_by()
            self.heads, self.categories = organisations.heads(), organisations.categories()

    @property
    def window(self) -> Window:
        """The letter being made."""
        return self.letters[-1]

    def months(self) -> list[tuple[Window, list[Key]]]:
        """The last letter of each month, with the readers heard of."""
        return list(
            {letter.name: (letter, heard) for letter, heard in zip(self.letters, self.heard, strict=True)}.values()
        )

    def known(self, row: Row, when: str = NOW) -> dict[Key, int]:
        """A number of each reader."""
        return self.counts.get((row, when), {})

    def hidden(self, row: Row, when: str = NOW) -> frozenset[Key]:
        """The readers who are not told it."""
        return self.masked.get((row, when), frozenset())

    def total(self, row: Row, when: str = NOW) -> int:
        """Of the whole PLIE."""
        return sum(self.known(row, when).values())

    def place(self, when: str, counts: Counts, masked: Collection[Place], rows: Iterable[Row]) -> None:
        """Keep what was found of these rows."""
        numbers: dict[Row, dict[Key, int]] = defaultdict(dict)
        for (row, key), number in counts.items():
            numbers[row][key] = number
        refused: dict[Row, set[Key]] = defaultdict(set)
        for row, key in masked:
            refused[row].add(key)
        for row in rows:
            self.counts[row, when] = numbers[row]
            self.masked[row, when] = frozenset(refused[row])

    def take(self, other: "Crossing", whens: Mapping[str, str], row: Row) -> None:
        """Keep of a row what another crossing has, each number under the first name, found there under the second."""
        for when, there in whens.items():
            self.counts[row, when], self.masked[row, when] = other.known(row, there), other.hidden(row, there)

    def readers(self, when: str) -> list[Key]:
        """The readers heard of when a number was told."""
        return {letter.name: heard for letter, heard in self.months()}.get(when, self.heard[-1])

    def group(self, flow: Flow | None = None) -> Mapping[Key, Any]:
        """The readers whose sum is told: of a head, all its agencies; of a category, what it sent and what entered."""
        if self.above:
            return self.heads
        return self.categories if flow in (ENTRIES, REFERRALS) else {}

    def also(self, rows: Iterable[Row], when: str, counts: Counts) -> Iterator[Place]:
        """What must be masked because those above are not told it."""
        if self.above:
            for row in rows:
                refused = self.above.hidden(row, when)
                yield from ((at, key) for at, key in counts if at == row and self.heads.get(key) in refused)
