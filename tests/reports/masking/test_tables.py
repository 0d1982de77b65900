"""No subtraction gives a masked cell back: a reader who tries every table finds two values at least for each."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.reports.masking.tables import Table
from tests.reports.masking.reader import Place, possible

FLAT = {"a": None}
TWO = {"whole": None, "a": "whole", "b": "whole"}
DEEP = {"whole": None, "left": "whole", "b": "whole", "a": "left", "c": "left"}
SHAPES: list[dict[str, Any]] = [FLAT, TWO, DEEP]
counts = st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6, 7])


def whole_table(parents: dict[str, Any], keys: tuple[str, ...], leaves: dict[Place, int]) -> Table:
    """The table whose wholes are the sums of their parts."""
    found = dict(leaves)
    for row in reversed(list(parents)):
        parts = [part for part, parent in parents.items() if parent == row]
        if parts:
            found |= {(row, key): sum(found[part, key] for part in parts) for key in keys}
    return Table(parents, keys, found)


@st.composite
def some_tables(draw: st.DrawFn) -> Table:
    parents = draw(st.sampled_from(SHAPES))
    keys = tuple("xyz"[: draw(st.integers(2, 3))])
    leaves = [row for row in parents if row not in parents.values()]
    return whole_table(parents, keys, {(row, key): draw(counts) for row in leaves for key in keys})


def read(table: Table, masked: frozenset[Place], least: int) -> dict[Place, set[int]]:
    told = {place: None if place in masked else table.count(*place) for place in table.places()}
    sums = {row: sum(table.count(row, key) for key in table.keys) for row in table.parents}
    return possible(table.parents, table.keys, told, sums, least)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_tables())
def test_each_masked_cell_may_have_several_values(table: Table) -> None:
    primary = table.small()
    network = table.network(primary)
    assert network.protect() == set()
    masked = frozenset(network.masked)
    assert network.exposed() == set()
    assert bool(masked) == bool(primary)
    least = 0 if network.zeros else 1
    for place, values in read(table, masked, least).items():
        assert len(values) > 1, (place, values)
        assert table.count(*place) in values
