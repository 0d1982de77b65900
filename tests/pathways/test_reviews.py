"""Which review a pathway calls for on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.reviews import marks, to_hold

ENTRY = dt.date(2016, 11, 21)
DAYS = st.dates(ENTRY, dt.date(2020, 1, 1))


def first(today: dt.date, held: set[int]) -> int | None:
    """The months of the review that today’s would be."""
    return next((mark.months for mark in to_hold(marks(ENTRY, 5, 30, today), held)), None)


@pytest.mark.parametrize(
    ("today", "held", "months"),
    [
        (dt.date(2017, 4, 20), set(), 5),  # the eve: early
        (dt.date(2017, 4, 21), set(), 5),
        (dt.date(2017, 9, 6), set(), 5),
        (dt.date(2017, 9, 7), set(), 10),  # a fortnight before, as the alert says
        (dt.date(2017, 9, 21), set(), 10),  # the one of 5 months was forgotten: this is not it
        (dt.date(2017, 9, 21), {10}, 15),
        (dt.date(2017, 12, 12), {5, 10}, 15),
        (dt.date(2019, 6, 1), {5, 10, 15, 20, 25}, 30),
        (dt.date(2019, 6, 1), {5, 10, 15, 20, 25, 30}, None),
        (dt.date(2019, 6, 1), {30}, 25),
    ],
)
def test_the_review_of_a_day(today: dt.date, held: set[int], months: int | None) -> None:
    assert first(today, held) == months


def test_months_are_those_of_the_calendar() -> None:
    assert [mark.day for mark in marks(dt.date(2017, 8, 31), 6, 12, dt.date(2018, 2, 28))] == [
        dt.date(2018, 2, 28),
        dt.date(2018, 8, 31),
    ]
    assert [mark.passed for mark in marks(dt.date(2017, 8, 31), 6, 12, dt.date(2018, 2, 28))] == [True, False]


@given(DAYS, st.sets(st.sampled_from([5, 10, 15, 20, 25, 30])))
def test_everything_not_held_may_be_and_nothing_else(today: dt.date, held: set[int]) -> None:
    waiting = [mark.months for mark in to_hold(marks(ENTRY, 5, 30, today), held)]
    assert sorted(waiting) == sorted({5, 10, 15, 20, 25, 30} - held)


@given(DAYS, st.sets(st.sampled_from([5, 10, 15, 20, 25, 30]), max_size=5))
def test_holding_the_one_proposed_moves_on(today: dt.date, held: set[int]) -> None:
    proposed = first(today, held)
    assert proposed is not None
    assert first(today, held | {proposed}) != proposed
