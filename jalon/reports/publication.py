"""What a version of the letter publishes: its figures as data (exchange format), and its sheet."""

from dataclasses import dataclass
from typing import Any

from jalon.core.database import snapshot
from jalon.indicators.window import Window
from jalon.reports.behind import Behind
from jalon.reports.comments.drafts import facts_of
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.source import Source
from jalon.reports.comments.words import words_of
from jalon.reports.counted import count
from jalon.reports.editions.filters import filters_of
from jalon.reports.editions.rules import masks
from jalon.reports.enums import Audience
from jalon.reports.letter import composed
from jalon.reports.masking.apply import NOTE, Masked
from jalon.reports.masking.masker import Masker
from jalon.reports.models import Edition
from jalon.reports.sheet.build import sheet
from jalon.reports.sheet.parts import Paragraph, Sheet
from jalon.reports.stories.telling import tale_of


@dataclass(frozen=True, slots=True)
class Publication:
    """The letter of a version: `data` has the shape of the exchange format, with a `Figure` for each number."""

    data: dict[str, Any]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a version is told and laid out from. `crosses`: it leaves the PLIE, small cells are masked."""

    data: dict[str, Any]
    behind: Behind
    crosses: bool

    def facts(self) -> Facts:
        """All that its comments may say."""
        return facts_of(Source.of(self.data, self.behind, masked=self.crosses))


def prepared(edition: Edition, window: Window, masker: Masker | None = None) -> Prepared:
    """The figures of a version: counted, and masked if it leaves the PLIE."""
    crosses = masks(edition.audience, edition.commune_id)
    counted = count(window, filters_of(edition))
    data, behind = composed(counted), Behind.of(counted)
    if not crosses:
        return Prepared(data, behind, crosses)
    told = Masked(edition, masker or Masker(window))
    return Prepared(told.data(data), told.behind(behind), crosses)


def publication(edition: Edition, window: Window, masker: Masker | None = None) -> Publication:
    """The letter of a version, of one state of the base: counted, masked if it leaves, told in words, laid out.

    `masker`: the same for several versions of a letter, whose masks are then made once.
    """
    with snapshot():
        made = prepared(edition, window, masker)
        words = words_of(edition, made.facts())
        warnings = (Paragraph((NOTE,)),) if made.crosses else ()
        tale = tale_of(window.name)
        return Publication(
            made.data, sheet(made.data, made.behind, edition=edition, words=words, tale=tale, warnings=warnings)
        )


def whole() -> Edition:
    """The version of the whole PLIE: the one that migrations made."""
    return Edition.objects.get(audience=Audience.WHOLE)
