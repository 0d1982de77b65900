"""A sheet laid out for a page: its parts, with what each number opens and the charts drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from jalon.core.charts import gauge
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.pages import about, pages
from jalon.reports.sheet.parts import Bar, Block, Paragraph, Row, Sheet, Table, Words
from jalon.web.figures.cells import Cell
from jalon.web.plots import Plot, drawn, shown

Opens = Callable[[Figure], Cell]
NOTHING = Cell("")
NARROW = {BlockCode.REFERRERS, BlockCode.NON_ENTRIES}
"""The blocks that share a line where there is room."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; `bar` is "" when nothing is drawn."""

    row: Row
    cells: list[Cell]
    bar: SafeString | str


class TableView:
    """A table."""

    def __init__(self, table: Table, opens: Opens) -> None:
        self.table, self.opens = table, opens
        self.barred = any(row.bar for row in (*table.rows, *table.foot))
        self.rows, self.foot = [self._line(row) for row in table.rows], [self._line(row) for row in table.foot]

    def _line(self, row: Row) -> Line:
        cells = [NOTHING if each is None else self.opens(each) for each in row.cells]
        return Line(row, cells, _bar(row.bar))


def _bar(bar: Bar | None) -> SafeString | str:
    return drawn(gauge(bar.value, bar.top, bar.target, bar.style)) if bar else ""


class Said:
    """A paragraph: its words, and its numbers as cells."""

    def __init__(self, paragraph: Paragraph, opens: Opens) -> None:
        self.signed = paragraph.signed
        self.words = words_of(paragraph.words, opens)


def words_of(words: Words, opens: Opens) -> list[Cell]:
    """A sentence as cells: those of its words open nothing."""
    return [Cell(each) if isinstance(each, str) else opens(each) for each in words]


class BlockView:
    """A block."""

    def __init__(self, block: Block, opens: Opens) -> None:
        self.block, self.opens = block, opens
        self.code, self.title, self.tale = block.code.value, block.title, block.tale
        self.count = opens(block.count) if block.count else None
        self.narrow = block.code in NARROW

    @cached_property
    def tables(self) -> list[TableView]:
        """The tables one reads."""
        return [TableView(each, self.opens) for each in self.block.tables if not each.monthly]

    @cached_property
    def monthly(self) -> list[TableView]:
        """Those that are folded."""
        return [TableView(each, self.opens) for each in self.block.tables if each.monthly]

    @property
    def plots(self) -> list[Plot]:
        """The charts."""
        return [shown(each, self.opens) for each in self.block.plots]

    @property
    def rates(self) -> list[tuple[str, Cell, list[Cell], str]]:
        """Each rate: its name, itself, of what it is made, its definition."""
        return [
            (each.label, self.opens(each.rate), words_of(each.made_of, self.opens), each.definition)
            for each in self.block.rates
        ]

    @property
    def words(self) -> list[Said]:
        """The comment."""
        return [Said(each, self.opens) for each in self.block.words]

    @property
    def notes(self) -> list[Said]:
        """What one must know of the numbers."""
        return [Said(each, self.opens) for each in self.block.notes]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the sheet: what it tells, and its blocks, those that share a line together."""

    number: int
    about: str
    lines: list[list[BlockView]]


class SheetView:
    """What the templates print of a sheet; `opens` says what each of its numbers leads to."""

    def __init__(self, sheet: Sheet, opens: Opens) -> None:
        self.sheet, self.opens = sheet, opens
        self.warnings = [Said(each, opens) for each in sheet.warnings]
        found = pages(sheet)
        self.number_of_pages = len(found)
        self.pages = [PageView(place, about(each), self._lines(each)) for place, each in enumerate(found, 1)]

    def _lines(self, blocks: tuple[Block, ...]) -> list[list[BlockView]]:
        lines: list[list[BlockView]] = []
        for block in (BlockView(each, self.opens) for each in blocks):
            if block.narrow and lines and len(lines[-1]) == 1 and lines[-1][0].narrow:
                lines[-1].append(block)
            else:
                lines.append([block])
        return lines
