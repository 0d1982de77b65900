"""A closed letter as files."""

import json
from collections.abc import Callable

from django.utils.text import slugify

from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter
from jalon.reports.sheet.serial import unpacked
from jalon.reports.spreadsheet import xlsx

Written = tuple[bytes, str]


def name_of(letter: ClosedLetter, format: str) -> str:
    """lettre-2017-11-n1.pdf, lettre-2017-11-n1-regie-des-tilleuls.pdf."""
    closing = letter.closing
    version = "" if letter.edition.audience == Audience.WHOLE else f"-{slugify(letter.name)}"
    return f"lettre-{closing.period}-n{closing.number}{version}.{format}"


def as_pdf(letter: ClosedLetter) -> Written:
    """The document that was frozen, byte for byte."""
    return bytes(letter.pdf), "application/pdf"


def as_json(letter: ClosedLetter) -> Written:
    """The exchange format."""
    return (json.dumps(letter.data, ensure_ascii=False, indent=1) + "\n").encode(), "application/json"


def as_xlsx(letter: ClosedLetter) -> Written:
    """The spreadsheet, from the frozen sheet."""
    return xlsx(unpacked(letter.sheet)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FORMATS: dict[str, Callable[[ClosedLetter], Written]] = {"pdf": as_pdf, "xlsx": as_xlsx, "json": as_json}
