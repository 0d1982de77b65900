"""The people of a référent who leaves go to who follows the fewest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.splitting import split


def test_each_person_goes_to_the_least_loaded() -> None:
    assert split([1, 2, 3, 4, 5], {7: 10, 8: 12, 9: 12}) == {1: 7, 2: 7, 3: 7, 4: 8, 5: 9}
    with pytest.raises(ValueError, match="nobody"):
        split([1], {})


@given(
    st.lists(st.integers(), unique=True, max_size=80), st.dictionaries(st.integers(), st.integers(0, 90), min_size=1)
)
def test_nobody_is_left_and_loads_draw_near(people: list[int], loads: dict[int, int]) -> None:
    found = split(people, loads)
    assert list(found) == people
    after = {key: load + list(found.values()).count(key) for key, load in loads.items()}
    taken = [key for key in loads if after[key] > loads[key]]
    # Whoever received someone follows at most one person more than anyone.
    assert all(after[key] <= min(after.values()) + 1 for key in taken)
