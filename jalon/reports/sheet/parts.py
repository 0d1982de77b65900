"""The letter as it is read: blocks of tables, charts and words. One structure for the page, the PDF, the spreadsheet.

Everything is a value: a sheet can be kept as JSON (`serial`) and printed again years later, without a query. Labels are
French; numbers are figures, never text, so that each format writes them its own way and opens what it can.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from jalon.core.charts import Chart
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure

Words = tuple[str | Figure, ...]
"""A sentence: text, and figures where its numbers stand. A figure is printed with its unit only for percentages."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of a block; `signed`: who added them by hand, "" when they were drafted from the figures."""

    words: Words
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value drawn beside its number: `top` fills the width; `target` is a tick on a rail (None: no rail)."""

    value: int
    top: int
    target: int | None = None
    style: str = "fill"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a cell for each column after the label, None where there is nothing to say."""

    label: str
    cells: tuple[Figure | None, ...]
    strong: bool = False
    inside: bool = False
    """A part of the line above."""
    note: str = ""
    """A word after the label: « neutre »."""
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `columns`: the headings, that of the labels first. `swatch`: the style of the group in the charts.

    `monthly`: only for who wants every month: a page folds it, a spreadsheet has it, two printed pages do not.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    swatch: str = ""
    monthly: bool = False


class PlotKind(StrEnum):
    """How a chart is drawn (functions of `core.charts`)."""

    LINES = "lines"
    BARS = "bars"
    STACKS = "stacks"


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its finding (`strong` then `rest`) and the table of its numbers, a row for each month."""

    kind: PlotKind
    strong: str
    rest: str
    chart: Chart
    table: Table


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate printed large: its name, its value, of what it is made, how it is defined."""

    label: str
    rate: Figure
    made_of: Words
    definition: str


@dataclass(frozen=True, slots=True)
class Tale:
    """The story of an action: its words, its picture by key (`reports.Picture`) with what it shows."""

    title: str
    text: str
    picture: int | None = None
    picture_alt: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the letter. `count`: the figure of its title; `notes`: what the reader must know of the numbers."""

    code: BlockCode
    title: str
    count: Figure | None = None
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    rates: tuple[Rate, ...] = ()
    words: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    tale: Tale | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter, whole. `audience`: "" for the whole PLIE, else whose files it counts, in words.

    `as_of`: the day as of which facts are known (None: all recorded so far). `logo`: key of a picture.
    """

    publisher: str
    kind: str
    title: str
    period: str
    as_of: dt.date | None
    printed_on: dt.date
    audience: str
    blocks: tuple[Block, ...]
    mention: str
    logo: int | None = None
    logo_alt: str = ""
    warnings: tuple[Paragraph, ...] = ()
    """What is said at the head: nothing is recorded yet; some cells are masked."""
