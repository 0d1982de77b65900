"""The letter on paper: two pages of A4, tagged (PDF/UA-1) and fit to be kept (PDF/A-2a)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jalon.core import french, typesetting
from jalon.core.drawings import framed
from jalon.reports.enums import BlockCode
from jalon.reports.models import Picture
from jalon.reports.pdf.folding import LIMITS, folded, is_percent
from jalon.reports.pdf.layout import Band, pages
from jalon.reports.pdf.plots import HALF, NEARLY_HALF, THIRD, plot
from jalon.reports.sheet.parts import Block, Paragraph, Rate, Row, Sheet, Table, Tale
from jalon.reports.sheet.print import counted, sentence, text, unit_of

TEMPLATE = Path(__file__).with_name("letter.typ")
Pictures = Mapping[int, Picture]
Plain = dict[str, Any]
WIDTHS = {BlockCode.STEPS: THIRD, BlockCode.EXITS: NEARLY_HALF}
"""Of the charts of a block, as the template places them."""
WIDE_HEADING = 10
"""Letters of a heading on one line."""


def pictures_of(sheet: Sheet) -> dict[int, Picture]:
    """The pictures that a sheet shows, by key. One query, none for a sheet without any."""
    keys = [sheet.logo, *(block.tale.picture for block in sheet.blocks if block.tale)]
    wanted = [key for key in keys if key is not None]
    return Picture.objects.in_bulk(wanted) if wanted else {}


class Overfull(ValueError):
    """The words are too long for two pages, even in the smallest type."""


OVERFULL = "Les textes sont trop longs pour deux pages : raccourcissez un commentaire ou le retour sur une action."


def pdf(sheet: Sheet, *, pictures: Pictures) -> bytes:
    """The letter as a PDF: the same sheet gives the same bytes.

    KeyError for a picture that is not given; Overfull, said in French, when it cannot hold on two pages.
    """
    try:
        return typesetting.compile(TEMPLATE, data(sheet, pictures), sheet.printed_on)
    except typesetting.Untypeset as trouble:
        if OVERFULL in str(trouble):
            raise Overfull(f"{OVERFULL} {_longest(sheet)}") from trouble
        raise


def _longest(sheet: Sheet) -> str:
    """Where there is the most to cut."""
    lengths = {block.title: _length(block) for block in sheet.blocks}
    title = max(lengths, key=lambda each: lengths[each])
    return f"Le plus long : « {title} », {french.number(lengths[title])} signes."


def _length(block: Block) -> int:
    tale = len(block.tale.text) if block.tale else 0
    return tale + sum(len(sentence(each.words)) for each in block.words)


def data(sheet: Sheet, pictures: Pictures) -> Plain:
    """What the template prints: words and drawings, no number left to compute."""
    shown = pages(sheet.blocks)
    return {
        "about": _about(sheet, pictures),
        "warnings": _sentences(sheet.warnings),
        "mention": sheet.mention,
        "overfull": OVERFULL,
        "pages": [{"subject": _subject(page), "bands": [_band(band, pictures) for band in page]} for page in shown],
    }


def _about(sheet: Sheet, pictures: Pictures) -> Plain:
    kind = sheet.kind[:1].lower() + sheet.kind[1:]
    said = [sheet.publisher, kind, *([sheet.audience] if sheet.audience else [])]
    known = (
        f"Chiffres tels que connus le {french.long_day(sheet.as_of)}"
        if sheet.as_of
        else (f"Avec tout ce qui est enregistré au {french.long_day(sheet.printed_on)}")
    )
    return {
        "title": sheet.title,
        "publisher": sheet.publisher,
        "kicker": ", ".join(said),
        "description": f"{sheet.title}. {', '.join(said)}. {known}.",
        "foot": f"{known}.",
        "logo": _framed(pictures[sheet.logo]) if sheet.logo is not None else None,
        "logo_alt": sheet.logo_alt,
    }


SUBJECTS = {
    BlockCode.ESSENTIAL: "entrées et file active",
    BlockCode.STEPS: "étapes",
    BlockCode.EXITS: "sorties",
}


def _subject(page: list[Band]) -> str:
    """What a page is about, after the title."""
    codes = [block.code for band in page for block in (*band.left, *band.right)]
    return " et ".join(SUBJECTS[code] for code in SUBJECTS if code in codes)


def _band(band: Band, pictures: Pictures) -> list[list[Plain]]:
    columns = [column for column in (band.left, band.right) if column]
    return [[_block(block, pictures) for block in column] for column in columns]


def _block(block: Block, pictures: Pictures) -> Plain:
    width = WIDTHS.get(block.code, HALF)
    return {
        "code": block.code.value,
        "title": block.title,
        "count": text(block.count) if block.count else "",
        "tables": [_table(table) for table in block.tables if not table.monthly],
        "plots": [plot(each, width) for each in block.plots],
        "rates": [_rate(each) for each in block.rates],
        "words": _sentences(block.words),
        "notes": _sentences(block.notes),
        "tale": _tale(block.tale, pictures) if block.tale else None,
    }


def _table(table: Table) -> Plain:
    """As it is printed: the head of a group (`swatch`) is that of its first line, which tells its total."""
    is_group = bool(table.swatch and table.rows and table.rows[0].strong)
    rows = tuple(_first_cell(row) for row in table.rows[1:]) if is_group else table.rows
    return {
        "columns": [_heading(each) for each in (table.columns[:2] if is_group else table.columns)],
        "rows": {str(limit): [_row(row) for row in folded(rows, limit)] for limit in LIMITS},
        "foot": [_row(row) for row in table.foot],
        "group": _group(table) if is_group else None,
    }


def _heading(title: str) -> list[str]:
    """On two lines when it is long: the numbers below are narrow."""
    first, _, rest = title.partition(" ")
    return [first, rest] if rest and len(title) > WIDE_HEADING else [title]


def _group(table: Table) -> Plain:
    """« Emploi », « 308 étapes, 63 % »."""
    total = table.rows[0]
    count, *shares = [figure for figure in total.cells if figure]
    unit = table.columns[1].lower() if count.value is None else counted(count.value, unit_of(count))
    said = ", ".join([f"{text(count)}{french.NO_BREAK}{unit}", *map(text, shares)])
    return {"label": total.label, "said": said, "swatch": table.swatch}


def _first_cell(row: Row) -> Row:
    """A line of a group: its number alone, below the total."""
    return replace(row, cells=row.cells[:1], inside=False)


def _row(row: Row) -> Plain:
    """A bar stands beside a share or a rate, not beside a number that it does not draw."""
    last = row.cells[-1] if row.cells else None
    bar = row.bar if last and is_percent(last) else None
    return {
        "label": row.label,
        "note": row.note,
        "cells": [text(figure) if figure else "" for figure in row.cells],
        "strong": row.strong,
        "inside": row.inside,
        "bar": bar and _bar(bar.value, bar.top, bar.target, bar.style),
    }


def _bar(value: int, top: int, target: int | None, style: str) -> Plain:
    """In hundredths of the width; `aim` is where the target stands."""
    hundredths = [None if each is None else 100 * min(each, top) / top if top else 0 for each in (value, target)]
    return {"fill": hundredths[0], "aim": hundredths[1], "style": style}


def _rate(rate: Rate) -> Plain:
    return {
        "label": rate.label,
        "rate": text(rate.rate),
        "made_of": sentence(rate.made_of),
        "definition": rate.definition,
    }


def _tale(tale: Tale, pictures: Pictures) -> Plain:
    picture = pictures[tale.picture] if tale.picture is not None else None
    return {
        "title": tale.title,
        "text": [part for part in tale.text.splitlines() if part.strip()],
        "picture": picture and _framed(picture),
        "aspect": picture.width / picture.height if picture else 1,
        "alt": tale.picture_alt,
    }


def _framed(picture: Picture) -> str:
    return framed(bytes(picture.content), picture.media_type, picture.width, picture.height)


def _sentences(paragraphs: tuple[Paragraph, ...]) -> list[Plain]:
    return [{"text": sentence(each.words), "signed": each.signed} for each in paragraphs]
