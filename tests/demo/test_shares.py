"""Whole numbers under exact totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.demo.solver.shares import fill, split

SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@given(SIZES, st.floats(0, 1))
def test_a_split_holds_its_total_and_its_caps(caps: list[int], part: float) -> None:
    total = int(sum(caps) * part)
    parts = split(total, caps, caps)
    assert sum(parts) == total
    assert all(0 <= number <= cap for number, cap in zip(parts, caps, strict=True))


def test_a_split_is_proportional_and_the_remainder_goes_to_the_largest_fraction() -> None:
    assert split(10, [1, 1, 2]) == [3, 2, 5]
    assert split(494, [283, 211]) == [283, 211]


def test_a_split_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="caps"):
        split(5, [1, 1], [2, 2])


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=4), st.data()
)
def test_a_table_holds_both_margins_when_one_exists(capacity: list[tuple[int, int, int]], data: st.DataObject) -> None:
    hidden = [[data.draw(st.integers(0, room)) for room in row] for row in capacity]
    row_totals, column_totals = [sum(row) for row in hidden], [sum(column) for column in zip(*hidden, strict=True)]
    table = fill([list(row) for row in capacity], row_totals, column_totals)
    assert [sum(row) for row in table] == row_totals
    assert [sum(column) for column in zip(*table, strict=True)] == column_totals
    assert all(
        0 <= n <= room for row, rooms in zip(table, capacity, strict=True) for n, room in zip(row, rooms, strict=True)
    )


def test_a_table_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        fill([[1, 0], [0, 1]], [1, 1], [2, 0])
