"""The people of a référent who leaves, split among colleagues."""

from collections.abc import Mapping, Sequence


def split(people: Sequence[int], loads: Mapping[int, int]) -> dict[int, int]:
    """For each person, a colleague: always the one who follows the fewest; at equal loads, the first given.

    `loads`: people followed, by colleague. ValueError without a colleague.
    """
    if not loads:
        raise ValueError("nobody to follow them")
    rank = {key: place for place, key in enumerate(loads)}
    held, found = dict(loads), {}
    for person in people:
        found[person] = min(held, key=lambda key: (held[key], rank[key]))
        held[found[person]] += 1
    return found
