"""Months side by side say what each month says alone, in a number of queries that does not grow."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters, counts, table
from jalon.indicators.kinds import Count
from jalon.indicators.registry import INDICATORS
from jalon.indicators.series import at_each, by_month, months, parts_at_each
from jalon.indicators.window import Window
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db
COUNTS = [each for each in INDICATORS.values() if isinstance(each, Count)]
YEAR = Window.parse("2017-11", dt.date(2017, 12, 5))


@pytest.fixture
def folder(today: Callable[[dt.date], dt.date]) -> object:
    """Sixty people over two years."""
    with in_base(random_folder(7, 60, dt.date(2016, 1, 1), today(dt.date(2018, 2, 28)))) as made:
        yield made


def test_each_month_is_what_it_is_alone(folder: object) -> None:
    windows = months(YEAR)
    assert [window.name for window in windows][::10] == ["2017-01", "2017-11"]
    caseworker = Caseworker.objects.order_by("pk").first()
    assert caseworker
    ways: tuple[Filters, ...] = ((), [(by.CASEWORKER, caseworker.pk)])
    for filters in ways:
        chosen = [each for each in COUNTS if not filters or by.CASEWORKER.applies(each)]
        found = at_each(chosen, windows, filters)
        for place, window in enumerate(windows):
            assert {code: values[place] for code, values in found.items()} == counts(chosen, window, filters)


def test_what_is_dated_falls_in_its_month(folder: object) -> None:
    for measure, of_month in (
        (m.ENTRIES, m.ENTRIES_MONTH),
        (m.EXITS, None),
        (m.POSITIVE_EXITS, m.POSITIVE_EXITS_MONTH),
    ):
        found = by_month(measure, YEAR)
        assert len(found) == 11
        assert sum(found) == counts([measure], YEAR)[measure.code] > 0
        if of_month:
            assert found == at_each([of_month], months(YEAR))[of_month.code]


def test_parts_are_those_of_each_month(folder: object) -> None:
    windows = months(YEAR)
    found = parts_at_each(m.STEPS, windows, by.CLASSIFICATION)
    for place, window in enumerate(windows):
        alone = {key: number for (key,), number in table(m.STEPS, window, by.CLASSIFICATION).items()}
        assert {key: row[place] for key, row in found.items() if row[place]} == alone


def test_twelve_months_cost_no_more_than_one(folder: object) -> None:
    stocks = [m.ACTIVE_FILE, m.ACCOMPANIED, m.PEOPLE_ON_A_STEP, m.STEPS_OPEN, m.SUSPENDED]
    windows = months(YEAR)
    for asked, queries in (
        (lambda: at_each(stocks, windows[:1]), 3),
        (lambda: at_each(stocks, windows), 3),
        (lambda: at_each([m.ACTIVE_FILE], windows, [(by.HOST, None)]), 1),
        (lambda: by_month(m.ENTRIES, YEAR), 1),
        (lambda: parts_at_each(m.STEPS, windows, by.CLASSIFICATION), 1),
    ):
        with CaptureQueriesContext(connection) as captured:
            asked()
        assert len(captured) == queries
