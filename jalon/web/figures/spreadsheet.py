"""A list of files as a spreadsheet reads it: UTF-8 with its mark, semicolons, no cell that would be run."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from jalon.exchange.cells import escaped, written
from jalon.web.figures.columns import Column

BOM = "\ufeff"
BATCH = 500
"""Lines read together."""


def heading(columns: Sequence[Column]) -> str:
    """The first line."""
    return BOM + _line([column.label for column in columns])


def row(columns: Sequence[Column], line: Any) -> str:
    """The line of a record, as its columns say it."""
    return _line([_cell(column.say(line)) for column in columns])


def _cell(value: Any) -> str:
    plain = value is None or isinstance(value, int | dt.date)
    return escaped(written(value if plain else str(value)))


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(cells)
    return text.getvalue()
