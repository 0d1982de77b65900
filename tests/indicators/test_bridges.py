"""The terms of the sums that a month is checked by, against an independent count; and the sums themselves."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from jalon.indicators import bridges as b
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import counts, files, table
from jalon.indicators.window import Window
from tests.independent.bridges import bridges as witness
from tests.independent.bridges import waits
from tests.independent.folder import Folder
from tests.independent.folders import random_folder
from tests.independent.strategies import TODAY, Question, cases
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db
LETTER = (m.ENTRIES, m.EXITS, m.ACTIVE_FILE, m.ACCOMPANIED, m.REFERRALS, m.NON_ENTRIES)


def check(folder: Folder, period: str, as_of: dt.date | None) -> None:
    window = Window.parse(period, as_of)
    found = counts(b.BRIDGES, window)
    assert found == witness(folder, period, as_of)
    assert found == {each.code: files(each, window).count() for each in b.BRIDGES}
    assert {key: number for (key,), number in table(b.PENDING, window, by.WAITING).items()} == waits(
        folder, period, as_of
    )
    every = found | counts(LETTER, window)
    stock, entries = every["stock_january"], every["entries_cumulative"]
    assert stock + entries - every["exits_cumulative"] == every["active_file_real"]
    assert stock + entries - every["re_entries"] == every["accompanied_to_date"]
    parts = every["referrals_entered"] + every["referrals_declined"] + every["referrals_pending"]
    assert parts == every["referrals"]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_drawn_folders(case: tuple[Folder, list[Question]], today: Callable[[dt.date], dt.date]) -> None:
    today(TODAY)
    folder, questions = case
    with in_base(folder):
        for period, as_of in questions:
            check(folder, period, as_of)


def test_a_larger_folder(today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2018, 2, 28))
    folder = random_folder(1, 100, dt.date(2016, 1, 1), dt.date(2018, 2, 28))
    with in_base(folder):
        for period in ("2016", "2017-01", "2017-06", "2017-12", "2018-01"):
            for as_of in (None, Window.parse(period).end):
                check(folder, period, as_of)
