"""A short contract prolonged becomes a long one on the day it reaches six months, and not the day before."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.renewals import Contract, adds_up, months_reached_on, run_of


def day(month: int, number: int) -> dt.date:
    return dt.date(2017, month, number)


days = st.dates(dt.date(2016, 1, 1), dt.date(2018, 12, 31))
contracts = st.builds(lambda start, length: Contract(start, start + dt.timedelta(length)), days, st.integers(0, 400))


@pytest.mark.parametrize(
    ("start", "months", "reached"),
    [
        (day(1, 1), 6, day(6, 30)),
        (day(1, 31), 1, day(2, 28)),
        (day(8, 31), 6, dt.date(2018, 2, 28)),
        (day(3, 15), 1, day(4, 14)),
    ],
)
def test_months_are_counted_from_date_to_date(start: dt.date, months: int, reached: dt.date) -> None:
    assert months_reached_on(start, months) == reached


@pytest.mark.parametrize(
    ("contract", "others", "long"),
    [
        (Contract(day(1, 1), day(6, 29)), [], False),
        (Contract(day(1, 1), day(6, 30)), [], True),
        (Contract(day(1, 1), None), [], False),
        # The next day; after a weekend; after a weekend and a Monday.
        (Contract(day(4, 1), day(6, 30)), [Contract(day(1, 1), day(3, 31))], True),
        (Contract(day(4, 3), day(6, 30)), [Contract(day(1, 1), day(3, 31))], True),
        (Contract(day(4, 4), day(6, 30)), [Contract(day(1, 1), day(3, 31))], False),
        # Held at once, they count once.
        (Contract(day(3, 1), day(5, 31)), [Contract(day(1, 1), day(4, 30))], False),
        # Three in a row; a hole in the row; one that comes later.
        (Contract(day(5, 1), day(6, 30)), [Contract(day(1, 1), day(2, 28)), Contract(day(3, 1), day(4, 30))], True),
        (Contract(day(5, 1), day(6, 30)), [Contract(day(1, 1), day(2, 28)), Contract(day(3, 6), day(4, 30))], False),
        (Contract(day(1, 1), day(3, 31)), [Contract(day(4, 1), day(12, 31))], False),
    ],
)
def test_months_add_up(contract: Contract, others: list[Contract], long: bool) -> None:
    assert adds_up(contract, others, 6) is long


@given(contracts, st.lists(contracts, max_size=4), st.integers(1, 60))
def test_a_longer_contract_stays_long(contract: Contract, others: list[Contract], more: int) -> None:
    assert contract.end
    later = Contract(contract.start, contract.end + dt.timedelta(more))
    assert adds_up(later, others, 6) or not adds_up(contract, others, 6)


@given(contracts, st.lists(contracts, max_size=4))
def test_the_run_holds_the_contract_in_any_order(contract: Contract, others: list[Contract]) -> None:
    run = run_of(contract, others)
    assert run.start <= contract.start
    assert run.end == contract.end
    assert run == run_of(contract, others[::-1])
    assert run.start in {contract.start, *(each.start for each in others)}
