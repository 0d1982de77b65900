"""Which week, which day: pure."""

import datetime as dt

import pytest

from jalon.core.periods import Period
from jalon.indicators.prorated import Worked, presence
from jalon.web.week.days import day_shown, next_week, week_of, week_shown

D = dt.date


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (D(2017, 12, 11), D(2017, 12, 11)),
        (D(2017, 12, 15), D(2017, 12, 11)),
        (D(2017, 12, 16), D(2017, 12, 18)),
        (D(2017, 12, 17), D(2017, 12, 18)),
        (D(2017, 12, 31), D(2018, 1, 1)),
    ],
)
def test_the_week_at_its_end_is_the_coming_one(day: D, monday: D) -> None:
    assert week_of(day) == Period(monday, monday + dt.timedelta(6))


@pytest.mark.parametrize(
    ("asked", "today", "shown"),
    [
        ("", D(2017, 12, 12), D(2017, 12, 12)),
        ("", D(2017, 12, 16), D(2017, 12, 18)),
        ("", D(2017, 12, 31), D(2018, 1, 2)),  # the Monday is a public holiday
        ("2017-12-14", D(2017, 12, 31), D(2017, 12, 14)),
        ("2017-13-14", D(2017, 12, 12), D(2017, 12, 12)),
        ("n’importe quoi", D(2017, 12, 12), D(2017, 12, 12)),
    ],
)
def test_the_day_shown(asked: str, today: D, shown: D) -> None:
    assert day_shown(asked, today) == shown
    assert shown in week_shown(shown) and week_shown(shown).start.weekday() == 0


def test_what_waits_waits_until_the_first_day_worked() -> None:
    assert next_week(D(2017, 12, 12)) == D(2017, 12, 18)
    assert next_week(D(2017, 12, 22)) == D(2017, 12, 26)
    assert next_week(D(2017, 12, 31)) == D(2018, 1, 2)


def test_presence_is_the_share_of_days_at_work() -> None:
    year = Period(D(2017, 1, 1), D(2017, 12, 31))
    whole = [Worked(D(2016, 1, 1), None, 1)]  # type: ignore[arg-type]
    assert presence(whole, set(), year) == 1
    half = [Worked(D(2016, 1, 1), D(2017, 3, 14), 1), Worked(D(2017, 3, 15), None, 0)]  # type: ignore[arg-type]
    assert presence(half, set(), year) * 365 == 73
    assert presence(whole, {D(2017, 5, 2), D(2017, 5, 3), D(2018, 5, 3)}, year) * 365 == 363
    assert presence(whole, set(), Period(D(2016, 1, 1), D(2016, 12, 31))) == 1
    assert presence([], set(), year) == 0
