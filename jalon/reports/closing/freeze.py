"""What a closing keeps of each version of the letter: computed in one state of the base, written later in one go."""

import hashlib
from collections.abc import Iterable
from typing import Any

from jalon.core.work import Progress
from jalon.indicators.window import Window
from jalon.reports.closing.definitions import definitions
from jalon.reports.closing.lists import Lists, behind, lists, of_the_period
from jalon.reports.editions.filters import filters_of
from jalon.reports.figures import plain
from jalon.reports.masking.masker import Masker
from jalon.reports.models import ClosedLetter, ClosedList, Closing, Edition
from jalon.reports.pdf.document import pdf, pictures_of
from jalon.reports.publication import publication
from jalon.reports.sheet.serial import packed

Frozen = tuple[ClosedLetter, Lists]
LABEL = "version"


def frozen(closing: Closing, editions: Iterable[Edition], progress: Progress) -> list[Frozen]:
    """The letter of each version with the lists behind it, not yet saved. Stopped when someone asked for it.

    Call it inside `snapshot()`: all the versions then tell of the same state.
    """
    window = Window.parse(closing.period, closing.as_of)
    masker = Masker(window)
    return [_letter(closing, edition, masker) for edition in progress.over(list(editions), LABEL)]


def _letter(closing: Closing, edition: Edition, masker: Masker) -> Frozen:
    window, filters = masker.window, filters_of(edition)
    published = publication(edition, window, masker)
    sheet = published.sheet
    document = pdf(sheet, pictures=pictures_of(sheet))
    codes = dict.fromkeys(figure.code for figure in of_the_period(sheet))
    letter = ClosedLetter(
        closing=closing,
        edition=edition,
        name=edition.name,
        sheet=packed(sheet),
        data=plain(published.data),
        definitions=definitions(codes, window, filters),
        pdf=document,
        sha256=hashlib.sha256(document).hexdigest(),
    )
    return letter, lists(behind(sheet, filters), window, filters)


def write(found: Iterable[Frozen]) -> None:
    """Keep the letters and their lists; inside the transaction that says the period closed."""
    for letter, behind_it in found:
        letter.save(force_insert=True)
        kept: list[Any] = [ClosedList(letter=letter, code=code, records=records) for code, records in behind_it.items()]
        ClosedList.objects.bulk_create(kept)
