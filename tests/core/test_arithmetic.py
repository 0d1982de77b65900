"""Rounding and periods."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core import periods, rounding
from jalon.core.periods import Period


@pytest.mark.parametrize(
    ("value", "whole"),
    [(Decimal("0.5"), 1), (Decimal("1.49"), 1), (Fraction(5, 2), 3), (Fraction(-5, 2), -2), (Decimal("711.2"), 711)],
)
def test_half_up(value: rounding.Number, whole: int) -> None:
    assert rounding.whole(value) == whole


def test_percentages() -> None:
    assert rounding.percent(289, 588) == 49
    assert rounding.percent(1, 8) == 13
    assert rounding.percent(0, 0) is None
    assert rounding.percent(62, Fraction(711 * 2, 12)) == 52
    assert rounding.mean(5, 2) == 3
    assert rounding.mean(0, 0) is None


@given(st.fractions())
def test_the_nearest_whole_number_is_never_more_than_a_half_away(value: Fraction) -> None:
    assert Fraction(-1, 2) < rounding.whole(value) - value <= Fraction(1, 2)


@pytest.mark.parametrize(("value", "text"), [("12.50", "12.5"), ("35.00", "35"), ("0.8000", "0.8"), ("100", "100")])
def test_plain_decimals(value: str, text: str) -> None:
    assert rounding.plain(Decimal(value)) == text


def test_periods_are_inclusive() -> None:
    february = periods.parse("2016-02")
    assert (february.start, february.end) == (dt.date(2016, 2, 1), dt.date(2016, 2, 29))
    assert dt.date(2016, 2, 29) in february
    assert dt.date(2016, 3, 1) not in february
    assert periods.parse("2017") == Period(dt.date(2017, 1, 1), dt.date(2017, 12, 31))


@pytest.mark.parametrize("text", ["2017-13", "2017-3", "17", "2017-03-01", "", "0000", "\uff12\uff10\uff11\uff17"])
def test_what_is_not_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="a period is written"):
        periods.parse(text)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(dt.date(2017, 2, 1), dt.date(2017, 1, 31))


def test_months_later_keep_the_last_day() -> None:
    assert periods.add_months(dt.date(2017, 1, 31), 1) == dt.date(2017, 2, 28)
    assert periods.add_months(dt.date(2016, 8, 31), 30) == dt.date(2019, 2, 28)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 60))
def test_months_later_is_in_the_month_so_many_after(day: dt.date, months: int) -> None:
    later = periods.add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(1)).day == 1)
