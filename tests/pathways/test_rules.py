"""The months of a pathway."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.periods import add_months
from jalon.pathways.rules import month_number


@pytest.mark.parametrize(
    ("entry", "day", "number"),
    [
        ("2016-11-21", "2016-11-21", 1),
        ("2016-11-21", "2016-12-20", 1),
        ("2016-11-21", "2016-12-21", 2),
        ("2016-11-21", "2017-12-12", 13),
        ("2017-01-31", "2017-02-27", 1),
        ("2017-01-31", "2017-02-28", 2),
        ("2015-06-15", "2017-12-15", 31),
    ],
)
def test_months(entry: str, day: str, number: int) -> None:
    assert month_number(dt.date.fromisoformat(entry), dt.date.fromisoformat(day)) == number


@given(st.dates(dt.date(2010, 1, 1), dt.date(2020, 12, 31)), st.integers(0, 2000))
def test_a_day_lies_between_the_anniversaries_of_its_month(entry: dt.date, days: int) -> None:
    day = entry + dt.timedelta(days)
    number = month_number(entry, day)
    assert add_months(entry, number - 1) <= day < add_months(entry, number)
