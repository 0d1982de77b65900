"""What a version of the letter publishes: its figures as data (exchange format), and its sheet."""

from dataclasses import dataclass
from typing import Any

from jalon.reports.sheet.parts import Sheet


@dataclass(frozen=True, slots=True)
class Publication:
    """The letter of a version: `data` has the shape of the exchange format, with a `Figure` for each number."""

    data: dict[str, Any]
    sheet: Sheet
