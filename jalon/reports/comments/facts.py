"""What a comment may say: the fields of a letter by key, each a figure with the French name one types. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jalon.core import french, rounding
from jalon.indicators.window import Window
from jalon.reports.enums import BlockCode
from jalon.reports.figures import GAP, SHARE, Figure

LEAST = 5
"""Below it, a number computed for a sentence is not told where the cells of the letter are masked."""


@dataclass(frozen=True, slots=True)
class Field:
    """A number that a comment may print. `key` is kept, `name` typed (unique); `noun` what it counts, in the singular.

    `title`: the reason or the label that it counts, as a sentence quotes it.
    """

    key: str
    name: str
    figure: Figure
    block: BlockCode
    noun: str = ""
    title: str = ""

    @property
    def value(self) -> int | Decimal | None:
        """Its number; None where there is none, or where it is not told."""
        return None if self.figure.masked else self.figure.value

    @property
    def template(self) -> str:
        """How one writes it: `{entrées du mois|entrée}`."""
        return f"{{{self.name}|{self.noun}}}" if self.noun else f"{{{self.name}}}"


@dataclass(frozen=True)
class Facts:
    """The fields of a letter. `ranks`: keys in decreasing order, of the reasons of non-entry, of exit…"""

    window: Window
    fields: Mapping[str, Field]
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    running: bool = False
    """Whether the period is not over: its last month is compared with nothing."""

    def value(self, key: str) -> int | None:
        """A whole number; None where there is none, or where it is not told."""
        found = self.fields[key].value if key in self.fields else None
        return None if found is None else int(found)

    def over(self, key: str) -> bool:
        """Whether it is known and not zero."""
        return bool(self.value(key))

    @property
    def month(self) -> str:
        """« novembre »; of the year, its last one."""
        return french.MONTHS[self.window.end.month - 1]

    @property
    def year(self) -> int:
        """The year of the period."""
        return self.window.end.year

    @property
    def when(self) -> str:
        """« en novembre », « en 2017 »."""
        return f"en {self.year if self.window.is_year else self.month}"

    @property
    def since(self) -> str:
        """« depuis janvier », « en 2017 »: over what a cumulative runs."""
        return self.when if self.window.is_year else "depuis janvier"


def told(figure: Figure | None) -> int | Decimal | None:
    """The number of a figure, None where it is not told."""
    return None if figure is None or figure.masked else figure.value


def total(figures: Iterable[Figure], code: str, filters: Mapping[str, object] | None = None) -> Figure:
    """Their sum as a figure of that code; no value where one of them has none."""
    numbers = [told(each) for each in figures]
    known = [int(each) for each in numbers if each is not None]
    complete = len(known) == len(numbers)
    return Figure(sum(known) if complete else None, code, dict(filters or {}))


def part(of: Figure | None, whole: Figure | None) -> Figure:
    """A share of a total, in whole percent, rounded once."""
    above, below = told(of), told(whole)
    return Figure(None if above is None or below is None else rounding.percent(above, below), SHARE)


def apart(one: Figure, other: Figure | None) -> Figure:
    """How far two figures are from each other, whichever is larger."""
    first, second = told(one), told(other)
    far = None if first is None or second is None else abs(int(first) - int(second))
    return Figure(far, GAP)


def guarded(fields: Iterable[Field], masked: bool) -> Iterator[Field]:
    """The fields, those that a masked letter may not tell being masked: a small number that no cell of it says."""
    for each in fields:
        small = each.value is not None and 0 < each.value < LEAST
        if masked and small and not each.figure.masked:
            figure = each.figure
            hidden = Figure(None, figure.code, figure.filters, figure.period, figure.typed, masked=True)
            yield Field(each.key, each.name, hidden, each.block, each.noun, each.title)
        else:
            yield each


def title_of(label: str) -> str:
    """A reason inside a sentence: « Emploi (CDI, CDD…) » → « emploi »; initials keep their capitals."""
    short = label.partition(" (")[0].strip()
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]
