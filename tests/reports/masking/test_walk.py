"""Letters of a year, one after the other: kept together, they give back no cell that one of them masks."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.reports.masking.tables import Place, Table, summed
from jalon.reports.masking.walk import Walk, dated
from tests.reports.masking.reader import Library

FLAT: dict[str, Any] = {"a": None}
TWO: dict[str, Any] = {"whole": None, "a": "whole", "b": "whole"}
Gained = dict[Place, int]


def letters(parents: dict[str, Any], keys: str, gained: list[Gained]) -> list[tuple[Table, frozenset[Place]]]:
    """The tables of the letters, with what each masks."""
    walk, so_far, found = Walk(Table(parents, (), {})), dict.fromkeys(gained[0], 0), []
    for month in gained:
        so_far = {place: number + month[place] for place, number in so_far.items()}
        counts = summed(parents, so_far)
        found.append((Table(parents, tuple(keys), counts), walk.add(counts, keys)))
    return found


def read(parents: dict[str, Any], keys: str, gained: list[Gained]) -> None:
    """Try all that the letters leave possible."""
    library, found = Library(parents, tuple(keys)), letters(parents, keys, gained)
    for month, (table, masked) in zip(gained, found, strict=True):
        told = {place: None if place in masked else table.count(*place) for place in table.places()}
        library.receive(told, {row: sum(month[row, key] for key in keys) for row in library.leaves})
    for (table, masked), seen in zip(found, library.possible(), strict=True):
        for place in masked:
            assert table.count(*place) in seen[place]
            assert len(seen[place]) > 1, (place, seen[place])


def months(parents: dict[str, Any], keys: str, count: int, numbers: list[int]) -> st.SearchStrategy[list[Gained]]:
    leaves = [row for row in parents if row not in parents.values()]
    places = [(row, key) for row in leaves for key in keys]
    return st.lists(
        st.fixed_dictionaries({place: st.sampled_from(numbers) for place in places}), min_size=count, max_size=count
    )


lasting = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@lasting
@given(months(FLAT, "xyz", 3, [0, 0, 1, 2, 3, 5, 6]))
def test_a_figure_alone(gained: list[Gained]) -> None:
    read(FLAT, "xyz", gained)


@lasting
@given(months(TWO, "xy", 3, [0, 1, 2, 5, 6]))
def test_a_figure_and_its_parts(gained: list[Gained]) -> None:
    read(TWO, "xy", gained)


def gained(*numbers: str) -> list[Gained]:
    """The gains of each month, written x y then, for the second row, x y."""
    rows = ["a", "b"]
    return [
        {(rows[place // 2], "xy"[place % 2]): int(number) for place, number in enumerate(month.split())}
        for month in numbers
    ]


@pytest.mark.parametrize(
    "found",
    [
        # Printed in March with a growth of nothing since February, both parts would tell what they were then.
        gained("2 5 2 5", "5 2 0 6", "0 0 5 0"),
        gained("5 5 2 0", "0 1 1 0", "0 0 5 5"),
    ],
)
def test_a_cell_is_printed_again_when_that_tells_nothing_of_the_past(found: list[Gained]) -> None:
    read(TWO, "xy", found)


def test_a_static_partner_does_not_protect() -> None:
    """x and y, masked and still, would leave the growth of z to be read month by month once z is printed."""
    numbers = [(2, 1, 6), (0, 0, 3), (0, 0, 2), (6, 6, 2)]
    read(FLAT, "xyz", [{("a", key): number for key, number in zip("xyz", month, strict=True)} for month in numbers])


def test_a_growth_of_one_to_four_is_not_told() -> None:
    found = letters(FLAT, "xy", [{("a", "x"): each, ("a", "y"): 9} for each in (6, 2, 2, 2, 0, 1)])
    hidden = [("a", "x") in masked for _, masked in found]
    assert hidden == [False, True, True, False, False, True]
    assert [("a", "y") in masked for _, masked in found] == hidden


def test_late_facts_mask_the_month_that_would_tell_them() -> None:
    """Between two cumulatives that are told, what the month does not say was recorded late."""
    before, now = {("a", "x"): 10, ("a", "y"): 10}, {("a", "x"): 19, ("a", "y"): 20}
    table = Table(FLAT, ("x", "y"), {("a", "x"): 7, ("a", "y"): 10})
    assert dated(table, before, now, frozenset()) == {("a", "x"), ("a", "y")}
    punctual = replace(table, counts={("a", "x"): 9, ("a", "y"): 10})
    assert dated(punctual, before, now, frozenset()) == frozenset()
