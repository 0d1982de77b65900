"""Where the letter says what the letters of 2017 said: a place for each kind of printed field (places_2017.csv)."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from jalon.core import french, periods
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.reports.figures import SHARE, Figure
from jalon.reports.sheet.parts import Block, Sheet, Table, Words

FILE = Path(__file__).with_name("places_2017.csv")
Found = dict[tuple[str, str, str], Decimal]


class Place(NamedTuple):
    """A field, with names in braces, and where its number is: `row` may be a difference, `column` a sum."""

    field: str
    block: str
    row: str
    column: str

    def holds(self, cell: str, month: str) -> "Place | None":
        """The place of a cell in the letter of a month; None when the cell is of another kind."""
        names = re.sub(
            r"\\\{(\w+)\\\}", r"(?P<\1>.+)" if "label" in self.field else r"(?P<\1>[^/]+)", re.escape(self.field)
        )
        match = re.fullmatch(names, cell)
        if match is None:
            return None
        said = {name: label(name, code) for name, code in match.groupdict().items()} | {"month": capital(month)}
        return Place(cell, self.block, self.row.format(**said), self.column.format(**said))

    def value(self, found: Found, nothing: Decimal | None = None) -> Decimal | None:
        """The number that stands there, or else `nothing`."""
        try:
            first, *others = [
                sum(found[self.block, row, column] for column in self.column.split(" + "))
                for row in self.row.split(" − ")
            ]
        except KeyError:
            return nothing
        return Decimal(first - sum(others))


def places() -> list[Place]:
    """The kinds of fields, in the order in which they are tried."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [Place(**row) for row in csv.DictReader(stream, delimiter=";")]


def label(name: str, code: str) -> str:
    """A code in the words of the letter."""
    match name:
        case "non_entry":
            return NonEntryReason.objects.get(code=code).label
        case "exit":
            return ExitReason.objects.get(code=code).label
        case "category":
            return ReferrerCategory(code).label
        case "group":
            return Classification(code).label
        case "period":
            return french.SHORT_MONTHS[periods.parse(code).start.month - 1]
    return code


def capital(month: str) -> str:
    """2017-11 → Novembre."""
    return french.MONTHS[periods.parse(month).start.month - 1].capitalize()


def every_figure(node: Any) -> Iterator[Figure]:
    """Every figure of a sheet: tables, charts, rates, sentences."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from every_figure(each)
    elif is_dataclass(node):
        for field in fields(node):
            yield from every_figure(getattr(node, field.name))


def numbers(sheet: Sheet) -> Found:
    """Every number of a letter that has a value, by block, line and column."""
    found: Found = defaultdict(Decimal)
    for block in sheet.blocks:
        for row, column, figure in _of_block(block):
            if figure is not None and figure.value is not None:
                found[block.code.value, row, column] += figure.value  # a label may be in several groups of steps
    return dict(found)


def _of_block(block: Block) -> Iterator[tuple[str, str, Figure | None]]:
    yield "titre", "", block.count
    for table in block.tables:
        yield from _of_table(table)
    for rate in block.rates:
        yield rate.label, "taux", rate.rate
    for name, paragraphs in (("note", block.notes), ("commentaire", block.words)):
        for paragraph in paragraphs:
            yield from ((name, column, figure) for column, figure in _said(paragraph.words))


def _of_table(table: Table) -> Iterator[tuple[str, str, Figure | None]]:
    """A second column of a name is « Part (2) »; of a table by month, the months alone."""
    headings: list[str] = []
    for heading in table.columns[1:]:
        headings.append(f"{heading} (2)" if heading in headings else heading)
    for row in (*table.rows, *table.foot):
        for heading, cell in zip(headings, row.cells, strict=True):
            if not table.monthly or heading in french.SHORT_MONTHS:
                yield row.label, heading, cell


def _said(words: Words) -> Iterator[tuple[str, Figure]]:
    """The figures of a sentence by code; a share by the words around it."""
    for place, each in enumerate(words):
        if isinstance(each, Figure):
            yield each.code if each.code != SHARE else _around(words, place), each


def _around(words: Words, place: int) -> str:
    """« prescripteurs font … des prescriptions »."""
    padded = ("", *words, "")
    before, after = (str(padded[near]).split() for near in (place, place + 2))
    return f"{' '.join(before[-3:])} … {' '.join(after[:2])}".rstrip(" .")
