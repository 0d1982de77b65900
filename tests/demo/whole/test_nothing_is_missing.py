"""The letters of 2017 beside ours: whatever they printed stands somewhere, with the number that a sound year gives."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jalon.demo.published.cells import REPORT
from jalon.demo.published.check import LAST_MONTH, YEAR, check_published
from jalon.reports.sheet.parts import Sheet
from tests.demo.whole.places import Found, Place, numbers, places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dijon")]
LISTS = ("steps/rows/", "exits/reasons/", "non_entries/")
"""They print the lines that are not nil."""
CONFUSED = {"headline/people_on_a_step", "headline/steps_open", "preaffectation/last_year"}
"""Printed in 2017 for something else (A2), or of a period that was not said (A26)."""


def letters(sheets: Mapping[str, Sheet]) -> dict[str, Found]:
    """The numbers of each letter; that of December printed the steps of the year."""
    found = {name: numbers(sheet) for name, sheet in sheets.items()}
    kept = {key: value for key, value in found[LAST_MONTH].items() if key[0] != "etapes"}
    return found | {LAST_MONTH: kept | {key: value for key, value in found[YEAR].items() if key[0] == "etapes"}}


def place_of(cell: str, month: str) -> tuple[str, Place]:
    """The kind of a cell, and its place. StopIteration for a cell that has none."""
    return next((kind.field, found) for kind in places() if (found := kind.holds(cell, month)))


def test_every_printed_field_of_2017_has_its_place_and_the_number_that_is_right(sheets: Mapping[str, Sheet]) -> None:
    said = letters(sheets)
    unused = {kind.field for kind in places()}
    wrong = []
    for each in check_published():
        if each.document == REPORT:
            continue
        kind, place = place_of(each.cell, each.document)
        unused.discard(kind)
        value = place.value(said[each.document], Decimal(0) if each.cell.startswith(LISTS) else None)
        if value is None or value != each.computed:
            wrong.append((each.document, each.cell, place, value, each.computed))
    assert wrong == []
    assert unused == CONFUSED


def test_what_was_confused_is_told_apart(sheets: Mapping[str, Sheet]) -> None:
    november = letters(sheets)["2017-11"]
    said = {field: place_of(field, "2017-11")[1].value(november) for field in CONFUSED}
    assert said == {"headline/people_on_a_step": 351, "headline/steps_open": 379, "preaffectation/last_year": 46}
