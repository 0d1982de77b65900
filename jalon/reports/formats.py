"""The formats that a letter leaves in. The page itself, and the one file of HTML, belong to `web`."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from jalon.reports.figures import plain
from jalon.reports.pdf.document import pdf, pictures_of
from jalon.reports.publication import Publication
from jalon.reports.sheet.parts import Sheet
from jalon.reports.spreadsheet import xlsx

MEDIA_TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def json_of(data: Mapping[str, Any]) -> bytes:
    """The letter as programs read it. Contract: docs/exchange.md; a number that is not told is null."""
    return (json.dumps(plain(data), ensure_ascii=False, indent=1) + "\n").encode()


def pdf_of(sheet: Sheet) -> bytes:
    """The letter on paper. `pdf.document.Overfull` when its words do not hold on two pages. One query for pictures."""
    return pdf(sheet, pictures=pictures_of(sheet))


FORMATS: Mapping[str, Callable[[Publication], bytes]] = {
    "json": lambda published: json_of(published.data),
    "pdf": lambda published: pdf_of(published.sheet),
    "xlsx": lambda published: xlsx(published.sheet),
}
"""How a publication is written in each."""
