"""How far one is in seeking someone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.referrals.rules import ENOUGH, Seeking, seeking


@pytest.mark.parametrize(
    ("attempts", "missed", "found"),
    [
        ([], 0, Seeking(0, None, 0, False)),
        ([], 2, Seeking(0, None, 2, False)),
        ([], 3, Seeking(0, None, 3, True)),
        ([False, False], 0, Seeking(2, None, 2, False)),
        ([False, False], 1, Seeking(2, None, 3, True)),
        ([False, True], 2, Seeking(2, 2, 2, False)),
        ([True, False, False, False], 0, Seeking(4, 1, 3, True)),
        ([False, True, False, True], 0, Seeking(4, 2, 0, False)),
    ],
)
def test_how_far_one_is(attempts: list[bool], missed: int, found: Seeking) -> None:
    assert seeking(attempts, missed, systematic=False) == found


@given(st.lists(st.booleans(), max_size=9), st.integers(0, 9))
def test_nobody_is_given_up_where_entry_is_a_matter_of_course(attempts: list[bool], missed: int) -> None:
    assert not seeking(attempts, missed, systematic=True).may_give_up
    free = seeking(attempts, missed, systematic=False)
    assert free.may_give_up is (free.in_vain >= ENOUGH)
    assert seeking([*attempts, True], 0, systematic=False).in_vain == 0
