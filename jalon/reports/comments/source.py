"""All that fields are read from: the letter, the months behind it, the year before, late facts by month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.core import clock, french
from jalon.indicators import measures as m
from jalon.indicators.dimensions import MONTH
from jalon.indicators.engine import Filters, table
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window
from jalon.protocols.models import StepLabel
from jalon.reports.behind import Behind
from jalon.reports.comments.facts import Field, apart
from jalon.reports.comments.past import Past, past
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.months import Point

LATE: tuple[Count, ...] = (m.ENTRIES_LATE, m.EXITS_LATE)


@dataclass(frozen=True)
class Source:
    """`data`: the letter, maybe masked (`masked`: it leaves the PLIE); `late`: by code, the facts of each past month.

    `lasting`: the keys of the labels that are a lasting job; `running`: the period is not over.
    """

    data: Mapping[str, Any]
    behind: Behind
    past: Past = field(default_factory=Past)
    late: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    lasting: frozenset[int] = frozenset()
    masked: bool = False
    running: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any], behind: Behind, *, masked: bool = False) -> "Source":
        """What the sentences need beside a letter: at most six queries."""
        window, filters = behind.window, behind.filters
        running = window.end > clock.today()
        return cls(
            data,
            behind,
            Past() if masked or running else past(window, filters, behind.since),
            {} if masked else _late(window, filters),
            frozenset(StepLabel.objects.filter(lasting_job=True).order_by().values_list("pk", flat=True)),
            masked,
            running,
        )

    @property
    def window(self) -> Window:
        """The period of the letter."""
        return self.behind.window

    def figure(self, code: str) -> Figure:
        """A figure that stands alone, by the code of its indicator."""
        for part in (self.data["headline"], self.data["exits"], self.behind.beside):
            if code in part:
                found: Figure = part[code]
                return found
        raise KeyError(code)

    def like(self, code: str, value: Any) -> Figure:
        """A figure computed from others, of the same files."""
        return Figure(value, code, {dimension.code: key for dimension, key in self.behind.filters})

    def months(self, points: list[Point]) -> list[tuple[str, Point]]:
        """The months that have begun, with their names: « mars »."""
        return [(french.MONTHS[each.month.start.month - 1], each) for each in points[: self.behind.begun]]

    def before(self, key: str, name: str, now: Figure, block: BlockCode, noun: str = "") -> Iterator[Field]:
        """The same figure a year before, and how far it is."""
        then = self.past.get(now.code)
        if then is not None and then.value is not None:
            yield Field(f"{key}_past", f"{name}, un an plus tôt", then, block, noun)
            yield Field(f"{key}_past_gap", f"{name}, écart avec l’an dernier", apart(now, then), block, noun)


def _late(window: Window, filters: Filters) -> dict[str, tuple[Figure, ...]]:
    """The facts of each past month recorded in this one, the latest first. Two queries for a month, none for a year."""
    named = {dimension.code: key for dimension, key in filters}
    return {
        measure.code: tuple(
            Figure(number, measure.code, {**named, MONTH.code: month}, window.name)
            for (month,), number in sorted(table(measure, window, MONTH, filters=filters).items(), reverse=True)
        )
        for measure in (() if window.is_year else LATE)
    }
