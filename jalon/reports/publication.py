"""What a version of the letter publishes: its figures as data (exchange format), and its sheet."""

from dataclasses import dataclass
from typing import Any

from jalon.core.database import snapshot
from jalon.indicators.window import Window
from jalon.reports.behind import Behind
from jalon.reports.comments.words import words_of
from jalon.reports.counted import count
from jalon.reports.editions.filters import filters_of
from jalon.reports.enums import Audience
from jalon.reports.letter import composed
from jalon.reports.models import Edition
from jalon.reports.sheet.build import sheet
from jalon.reports.sheet.parts import Sheet


@dataclass(frozen=True, slots=True)
class Publication:
    """The letter of a version: `data` has the shape of the exchange format, with a `Figure` for each number."""

    data: dict[str, Any]
    sheet: Sheet


def publication(edition: Edition, window: Window) -> Publication:
    """The letter of a version, of one state of the base: counted, told in words, laid out."""
    with snapshot():
        counted = count(window, filters_of(edition))
        data, behind = composed(counted), Behind.of(counted)
        words = words_of(edition, data, behind)
        return Publication(data, sheet(data, behind, edition=edition, words=words))


def whole() -> Edition:
    """The version of the whole PLIE: the one that migrations made."""
    return Edition.objects.get(audience=Audience.WHOLE)
