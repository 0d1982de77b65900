"""The letter as a message: the same sheet as the PDF, in words and tables that any mail program reads aloud."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from jalon.core import french
from jalon.messaging.actions.mailings import Content
from jalon.messaging.addresses import unsubscribe_url
from jalon.reports.sheet.parts import Block, Paragraph, Rate, Row, Sheet, Table
from jalon.reports.sheet.print import sentence, text

HTML, TEXT = "mail/letter.html", "mail/letter.txt"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, printed; `cells` go with the columns after the first."""

    label: str
    cells: tuple[str, ...]
    strong: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A table, printed."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def told(self) -> list[str]:
        """Each row as a sentence, for who reads plain text: « - Entrées : mars 59, cumul 148 »."""
        return [
            f"{'  ' if line.inside else ''}- {line.label}{french.NO_BREAK}: {', '.join(self._named(line))}"
            for line in self.lines
        ]

    def _named(self, line: Line) -> list[str]:
        pairs = zip(self.columns[1:], line.cells, strict=False)
        return [f"{column} {cell}".strip() for column, cell in pairs if cell]


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the letter: its tables, then its sentences."""

    title: str
    tables: tuple[Printed, ...]
    sentences: tuple[str, ...]


def content(sheet: Sheet, pdf: bytes, *, subject: str, word: str, file: str) -> Content:
    """The message of a version: `word` is what its sender says first, paragraph by paragraph."""
    said = {
        "sheet": sheet,
        "subject": subject,
        "words": [each.strip() for each in word.splitlines() if each.strip()],
        "parts": [_part(block) for block in sheet.blocks],
        "warnings": [sentence(each.words) for each in sheet.warnings],
        "known": _known(sheet),
        "unsubscribe": unsubscribe_url(),
    }
    return Content(subject, render_to_string(TEXT, said), render_to_string(HTML, said), file, pdf)


def _known(sheet: Sheet) -> str:
    if sheet.as_of:
        return f"Chiffres tels que connus le {french.long_day(sheet.as_of)}."
    return f"Avec tout ce qui est enregistré au {french.long_day(sheet.printed_on)}."


def _part(block: Block) -> Part:
    title = f"{block.title}{french.NO_BREAK}: {text(block.count)}" if block.count else block.title
    tables = tuple(_table(each, block.title) for each in block.tables if not each.monthly)
    findings = [f"{plot.strong}{plot.rest}" for plot in block.plots]
    rates = [_rate(each) for each in block.rates]
    tale = [block.tale.title, *block.tale.text.splitlines()] if block.tale else []
    said = [*rates, *findings, *map(_paragraph, block.words), *tale, *map(_paragraph, block.notes)]
    return Part(title, tables, tuple(each for each in said if each.strip()))


def _table(table: Table, above: str) -> Printed:
    """A title that the block says already is not said again."""
    lines = tuple(_line(row, len(table.columns) - 1) for row in (*table.rows, *table.foot))
    return Printed("" if table.title == above else table.title, table.columns, lines)


def _line(row: Row, width: int) -> Line:
    label = f"{row.label} ({row.note})" if row.note else row.label
    cells = [text(cell) if cell else "" for cell in row.cells]
    return Line(label, tuple(cells + [""] * (width - len(cells))), row.strong, row.inside)


def _rate(rate: Rate) -> str:
    return f"{rate.label}{french.NO_BREAK}: {text(rate.rate)} ({sentence(rate.made_of)})."


def _paragraph(paragraph: Paragraph) -> str:
    signed = f" ({paragraph.signed})" if paragraph.signed else ""
    return f"{sentence(paragraph.words)}{signed}"
