"""Edges on a cycle, against a search that tries every way."""

from hypothesis import given
from hypothesis import strategies as st

from jalon.reports.masking.cycles import Edge, on_a_cycle

edges = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans(), st.booleans()), max_size=8)


def reaches(start: int, goal: int, others: list[Edge]) -> bool:
    seen, left = {start}, [start]
    while left:
        at = left.pop()
        for tail, head, forth, back in others:
            for one, other, crossed in ((tail, head, forth), (head, tail, back)):
                if crossed and one == at and other not in seen:
                    seen.add(other)
                    left.append(other)
    return goal in seen


@given(edges)
def test_an_edge_is_on_a_cycle_when_one_comes_back_without_it(found: list[Edge]) -> None:
    expected = set()
    for place, (tail, head, forth, back) in enumerate(found):
        others = [edge for rank, edge in enumerate(found) if rank != place]
        if (forth and reaches(head, tail, others)) or (back and reaches(tail, head, others)):
            expected.add(place)
    assert on_a_cycle(dict(enumerate(found))) == expected
