"""What the blocks of a sheet are made from: the figures of a letter by code, and how they are put in lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jalon.core import french
from jalon.core.rounding import percent
from jalon.indicators import measures as m
from jalon.indicators.window import Window
from jalon.reports.behind import Behind
from jalon.reports.figures import SHARE, Figure
from jalon.reports.letter import WHOLE
from jalon.reports.sheet.parts import Bar

STOCKS = frozenset(
    {"fte", m.ACTIVE_FILE.code, m.PEOPLE_ON_A_STEP.code, m.SUSPENDED.code, m.STEPS_OPEN.code},
)
"""Counted on the last day, of a month as of a year."""


@dataclass(frozen=True)
class Facts:
    """A letter as data (exchange format) and what stands behind it."""

    data: Mapping[str, Any]
    behind: Behind

    @property
    def window(self) -> Window:
        """The period."""
        return self.behind.window

    @property
    def is_year(self) -> bool:
        """Whether the letter is that of a year."""
        return self.window.is_year

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure that stands alone, by code."""
        data = self.data
        found: list[Figure] = [
            *data["headline"].values(),
            *data["preaffectation_days"].values(),
            data["referrals"]["total"],
            data["referrals"]["partner_target_to_date"],
            data["steps"]["total"],
            *(each for each in data["exits"].values() if isinstance(each, Figure)),
        ]
        return {each.code: each for each in found} | dict(self.behind.beside)

    def number(self, code: str) -> int | None:
        """A whole number, to be said in a sentence or drawn; None when there is none or when it is not told."""
        value = self.figures[code].value
        return None if value is None else int(value)

    def lacks(self, code: str) -> bool:
        """Whether the figure does not exist for the files of this letter: neither a number nor a masked one."""
        figure = self.figures[code]
        return figure.value is None and not figure.masked

    def of_month(self, code: str) -> Figure | None:
        """A figure since January, of the month alone; None in a yearly letter."""
        if self.is_year:
            return None
        return self.behind.monthly[code][-1].figure

    @property
    def month(self) -> str:
        """« Novembre »."""
        return french.MONTHS[self.window.end.month - 1].capitalize()

    @property
    def since(self) -> str:
        """« depuis janvier », « dans l’année »."""
        return "dans l’année" if self.is_year else "depuis janvier"

    @property
    def when(self) -> str:
        """« en novembre », « en 2017 »."""
        return f"en {self.window.end.year}" if self.is_year else f"en {self.month.lower()}"

    def columns(self, first: str, *others: str) -> tuple[str, ...]:
        """The headings of a table that says the month beside the year; a yearly letter has no month."""
        return (first, *others) if self.is_year else (first, self.month, *others)

    def cells(self, month: Figure | None, *others: Figure | None) -> tuple[Figure | None, ...]:
        """The cells under these headings."""
        return others if self.is_year else (month, *others)


def beside_whole(lines: Sequence[Mapping[str, Any]], code: str) -> tuple[Figure, ...]:
    """What the whole PLIE has of these reasons together: a cell of a letter that leaves it, else none."""
    found = [line[WHOLE] for line in lines if WHOLE in line]
    return (Figure(sum(each.value for each in found), code),) if found else ()


def heading_whole(lines: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The heading of that cell."""
    return ("PLIE",) if any(WHOLE in line for line in lines) else ()


def share(part: Figure, whole: Figure) -> Figure:
    """A part of a total, in whole percent; not told when one of them is not."""
    if part.masked or whole.masked:
        return Figure(None, SHARE, masked=True)
    if part.value is None or whole.value is None:
        return Figure(None, SHARE)
    return Figure(percent(part.value, whole.value), SHARE)


def length(figure: Figure, most: int, style: str = "fill") -> Bar | None:
    """A count drawn beside its number, the largest one filling the width."""
    return None if figure.value is None or not most else Bar(int(figure.value), most, style=style)


def most(figures: list[Figure]) -> int:
    """The largest of these; 0 without any."""
    return max((int(each.value) for each in figures if each.value is not None), default=0)
