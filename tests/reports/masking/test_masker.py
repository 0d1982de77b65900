"""The letters of every reader of a kind, on a whole folder: what one of them would have by subtracting."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from jalon.core import clock
from jalon.core.french import NO_BREAK
from jalon.indicators import dimensions as by
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.reports.behind import Behind
from jalon.reports.counted import count
from jalon.reports.enums import Audience
from jalon.reports.figures import Figure, plain
from jalon.reports.letter import composed
from jalon.reports.masking.apply import Masked
from jalon.reports.masking.crossing import NOW, Crossing, until
from jalon.reports.masking.masker import Masker
from jalon.reports.masking.rows import ENTRIES, EXITS, REFERRALS
from jalon.reports.masking.stocks import ACTIVE
from jalon.reports.masking.tables import small
from jalon.reports.models import Closing, Edition
from jalon.reports.publication import publication, whole
from jalon.reports.sheet.print import MASKED
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

END = dt.date(2017, 12, 31)
DECEMBER = Window.parse("2017-12", END)


@pytest.fixture(scope="module")
def masker(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Masker]:
    """A folder of 400 people, and the masks of December."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(JALON_TODAY=END):
        with in_base(random_folder(5, 400, dt.date(2016, 1, 1), END)):
            # Checked once here: what is left to check would be again at the end of each test.
            connection.check_constraints()
            yield Masker(DECEMBER)
        transaction.set_rollback(True)


@pytest.fixture(params=[by.COMMUNE, by.HOST, by.REFERRER, by.REFERRER_WITH_AGENCIES], ids=lambda each: each.code)
def dimension(request: pytest.FixtureRequest) -> Dimension:
    """A kind of readers."""
    found: Dimension = request.param
    return found


@pytest.fixture
def crossing(masker: Masker, dimension: Dimension, db: None) -> Crossing:
    """Its masks."""
    return masker.crossing(dimension)


def readers(crossing: Crossing) -> list[Edition]:
    """A version for some readers of each size, the largest first."""
    audience, field = {
        by.COMMUNE.code: (Audience.COMMUNE, "commune_id"),
        by.HOST.code: (Audience.HOST, "organisation_id"),
        by.REFERRER.code: (Audience.AGENCY, "organisation_id"),
        by.REFERRER_WITH_AGENCIES.code: (Audience.REFERRER, "organisation_id"),
    }[crossing.dimension.code]
    sizes = crossing.known(ENTRIES.whole)
    keys = sorted((key for key in sizes if key is not None), key=lambda key: (-sizes[key], str(key)))
    return [Edition(audience=audience, name="Version", **{field: key}) for key in keys[::3]]


def figures(node: Any) -> Iterator[Figure]:
    """Every figure of a composition, those of the whole PLIE aside."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, dict):
        for name, each in node.items():
            yield from figures(each) if name != "whole" else ()
    elif isinstance(node, list):
        for each in node:
            yield from figures(each)


def made(edition: Edition, masker: Masker) -> tuple[dict[str, Any], Behind, Masked]:
    masked = Masked(edition, masker)
    counted = count(masker.window, [(masked.crossing.dimension, masked.reader.key)])
    return composed(counted), Behind.of(counted), masked


def test_no_small_number_is_told(crossing: Crossing, masker: Masker) -> None:
    masked = 0
    for edition in readers(crossing):
        data, behind, version = made(edition, masker)
        beside = version.behind(behind)
        points = [*beside.monthly.values(), *beside.exits.values(), *beside.steps.values(), beside.active]
        months = [point.figure for line in points for point in line]
        for figure in (*figures(version.data(data)), *beside.beside.values(), *months):
            masked += figure.masked
            if isinstance(INDICATORS[figure.code], Count):
                assert not small(int(figure.value or 0)), figure
            assert figure.value is None or not figure.masked
    assert masked > 50


def test_what_is_told_is_true(crossing: Crossing, masker: Masker) -> None:
    told = 0
    for edition in readers(crossing):
        data, _, version = made(edition, masker)
        true = {(each.code, str(sorted(each.filters.items()))): each.value for each in figures(data)}
        for figure in figures(version.data(data)):
            place = figure.code, str(sorted(figure.filters.items()))
            if not figure.masked and place in true and by.MONTH.code not in figure.filters:
                assert figure.value == true[place], figure
                told += bool(figure.value)
    assert told > 20


def test_no_cell_is_the_rest_of_a_sum(crossing: Crossing) -> None:
    """Of a figure whose readers but one are told, the last one is what remains of the whole."""
    tried = 0
    for (row, when), refused in crossing.masked.items():
        groups = crossing.group(next((flow for flow in (ENTRIES, REFERRALS) if flow.whole[0] == row[0]), None))
        known = crossing.known(row, when)
        for group in {groups.get(key) for key in refused}:
            together = {key for key in (*known, *refused) if groups.get(key) == group}
            alone = {key for key in together if key in refused}
            heard = {key for key in crossing.heard[-1] if groups.get(key) == group}
            if len(heard) > 1 and any(known.get(key) for key in alone):
                assert len(alone) > 1, (row, when, known, refused)
                tried += 1
    assert tried > 20


def test_from_one_letter_to_the_next_a_cumulative_grows_by_none_or_by_five(crossing: Crossing) -> None:
    rows = {row for row, _ in crossing.masked if row[0] in (ENTRIES.whole[0], EXITS.whole[0])}
    compared = 0
    for row in rows:
        for key in crossing.heard[-1]:
            last = 0
            for letter in crossing.letters:
                if key not in crossing.hidden(row, until(letter.name)):
                    value = crossing.known(row, until(letter.name)).get(key, 0)
                    assert not small(value - last), (row, key, letter.name)
                    compared += value > last
                    last = value
    assert compared > 3


def test_a_later_letter_masks_the_past_as_it_was(crossing: Crossing, masker: Masker) -> None:
    june = Masker(Window.parse("2017-06", dt.date(2017, 6, 30))).crossing(crossing.dimension)
    for (row, when), refused in june.masked.items():
        if when != NOW and not when.startswith("2016") and when <= "2017-06":
            assert crossing.hidden(row, when) == refused, (row, when)


def test_a_letter_made_again_tells_no_small_change(masker: Masker, db: None) -> None:
    """A reader who holds both numbers of a letter subtracts one from the other."""
    march = dt.date(2017, 3, 31)
    first = Masker(Window.parse("2017-03", march)).crossing(by.COMMUNE)
    now = clock.now()
    Closing.objects.create(period="2017-03", number=1, as_of=march, asked_at=now, closed_at=now)
    again = Masker(Window.parse("2017-03", END)).crossing(by.COMMUNE)
    changed = 0
    for row, when in first.masked:
        if row[0] in (ENTRIES.whole[0], EXITS.whole[0]) and when in (NOW, "2017-03"):
            for key in again.heard[-1]:
                number, then = again.known(row, when).get(key, 0), first.known(row, when).get(key, 0)
                changed += number != then
                if key not in again.hidden(row, when) and key not in first.hidden(row, when):
                    assert not small(number - then), (row, when, key)
    assert changed > 3


def test_an_agency_does_not_tell_what_its_head_is_not_told(masker: Masker, db: None) -> None:
    agencies, heads = masker.crossing(by.REFERRER), masker.crossing(by.REFERRER_WITH_AGENCIES)
    of = Organisation.objects.order_by().heads()
    tried = 0
    for (row, when), refused in heads.masked.items():
        for key, number in agencies.known(row, when).items():
            if number and of.get(key) in refused:
                assert key in agencies.hidden(row, when), (row, when)
                tried += 1
    assert tried > 20


def test_versions_of_a_letter_share_their_masks(masker: Masker, db: None) -> None:
    first, second = readers(masker.crossing(by.COMMUNE))[:2]
    publication(first, DECEMBER, masker)
    with CaptureQueriesContext(connection) as seen:
        publication(second, DECEMBER, masker)
    assert len(seen) <= 40


def test_the_sheet_says_that_it_masks_and_keeps_the_totals_by_reason(masker: Masker, db: None) -> None:
    edition = readers(masker.crossing(by.COMMUNE))[0]
    made, all_of_it = publication(edition, DECEMBER, masker), publication(whole(), DECEMBER)
    assert "".join(map(str, made.sheet.warnings[0].words)).startswith(
        f"{MASKED}{NO_BREAK}: non communiqué, moins de 5 dossiers"
    )
    assert all_of_it.sheet.warnings == ()
    for block, line, number in (("exits", "reasons", "count"), ("", "non_entry_reasons", "total")):
        public = plain(all_of_it.data[block] if block else all_of_it.data)[line]
        own = plain(made.data[block] if block else made.data)[line]
        assert {each["reason"]: each["whole"] for each in own} == {each["reason"]: each[number] for each in public}
    assert None in [each["count"] for each in plain(made.data)["exits"]["reasons"]]


def test_a_month_without_a_fact_masks_nothing(db: None) -> None:
    edition = Edition(audience=Audience.COMMUNE, commune_id="21231", name="Dijon")
    made = publication(edition, Window.parse("2012-05"))
    assert [each for each in figures(made.data) if each.masked] == []


def test_entries_exits_and_the_file_active_do_not_tell_one_another(crossing: Crossing) -> None:
    """Those of January and those who came are those who left and those who are there: of the three, never one alone."""
    tried = 0
    for letter in crossing.letters:
        moves = [crossing.hidden(flow.whole, until(letter.name)) for flow in (ENTRIES, EXITS)]
        active = crossing.hidden(ACTIVE, letter.name)
        for key in {key for refused in (*moves, active) for key in refused}:
            assert sum(key in refused for refused in (*moves, active)) > 1, (letter.name, key)
            tried += 1
    assert tried > 20
