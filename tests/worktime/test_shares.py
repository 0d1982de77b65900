"""The time of a day given to the operations: nothing is lost, nothing is given twice."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.worktime.shares import Share, main, shares_on, split

DAY = dt.date(2017, 12, 11)
Pieces = list[tuple[str, int]]


def share(operation: str, part: str, *, fixed: bool = False, start: dt.date = DAY, end: dt.date | None = None) -> Share:
    return Share(operation, Decimal(part), start, end, fixed)


A, B = share("A", "0.6"), share("B", "0.4")
LETTER = share("L", "0.4", fixed=True)


@pytest.mark.parametrize(
    ("pieces", "shares", "found"),
    [
        ([("", 300), ("", 120)], [], {"": 420}),
        ([("", 300), ("B", 120)], [A, B], {"A": 300, "B": 120}),
        ([("", 420)], [LETTER], {"L": 168, "": 252}),
        ([("", 420)], [A, LETTER], {"A": 252, "L": 168}),
        ([("", 120), ("A", 300)], [A, LETTER], {"A": 300, "L": 120}),
        ([("X", 420)], [A], {"X": 420}),
        ([("", 1)], [LETTER], {"": 1}),
        ([], [A], {}),
    ],
)
def test_splitting(pieces: Pieces, shares: list[Share], found: dict[str, int]) -> None:
    assert split(pieces, shares) == found


@given(
    st.lists(st.tuples(st.sampled_from(["", "A", "B", "X"]), st.integers(0, 300)), max_size=6),
    st.lists(st.sampled_from([A, B, LETTER]), unique=True),
)
def test_the_parts_make_the_whole(pieces: Pieces, shares: list[Share]) -> None:
    found = split(pieces, shares_on(DAY, shares))
    assert sum(found.values()) == sum(minutes for _, minutes in pieces)
    assert all(minutes > 0 for minutes in found.values())


def test_the_shares_of_a_day_are_the_latest_begun_of_those_in_force() -> None:
    before, after = DAY - dt.timedelta(1), DAY + dt.timedelta(1)
    told = [
        share("A", "0.3", start=before),
        share("A", "0.5"),
        share("B", "0.9", start=before, end=before),
        share("C", "0.2", start=after),
        share("D", "0.5", fixed=True),
    ]
    found = shares_on(DAY, told)
    assert [(each.operation, each.share) for each in found] == [("A", Decimal("0.5")), ("D", Decimal("0.5"))]
    assert main(found) == "A"
    assert main(found[1:]) == ""
