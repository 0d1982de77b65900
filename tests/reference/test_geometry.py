"""Point in polygon against what geometry says by other means."""

import math
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from jalon.reference.geometry import contains

SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
HOLE = [[4.0, 4.0], [6.0, 4.0], [6.0, 6.0], [4.0, 6.0], [4.0, 4.0]]
FAR = [[20.0, 0.0], [30.0, 0.0], [30.0, 10.0], [20.0, 10.0], [20.0, 0.0]]

coordinate = st.integers(-40, 40).map(lambda n: n / 2)
points = st.tuples(coordinate, coordinate)


@st.composite
def stars(draw: st.DrawFn) -> list[list[float]]:
    """A closed ring around the origin, corners at growing angles: simple, rarely convex."""
    radii = draw(st.lists(st.floats(1, 20), min_size=3, max_size=12))
    corners = [
        [r * math.cos(2 * math.pi * i / len(radii)), r * math.sin(2 * math.pi * i / len(radii))]
        for i, r in enumerate(radii)
    ]
    return [*corners, corners[0]]


def turns(ring: list[list[float]], x: float, y: float) -> int:
    """How many times the ring goes round the point: the other classical test, by angles."""
    total = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        step = math.atan2(by - y, bx - x) - math.atan2(ay - y, ax - x)
        total += (step + math.pi) % (2 * math.pi) - math.pi
    return round(total / (2 * math.pi))


def distance(ring: list[list[float]], x: float, y: float) -> float:
    """From the point to the nearest edge."""
    nearest = math.inf
    for (ax, ay), (bx, by) in pairwise(ring):
        dx, dy = bx - ax, by - ay
        share = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        nearest = min(nearest, math.hypot(ax + share * dx - x, ay + share * dy - y))
    return nearest


def test_inside_outside_hole_and_second_polygon() -> None:
    shape = [[SQUARE, HOLE], [FAR]]
    assert contains(shape, 1, 1)
    assert not contains(shape, 5, 5)
    assert contains(shape, 25, 5)
    assert not contains(shape, 15, 5)


@given(stars(), points)
def test_agrees_with_the_winding_number(ring: list[list[float]], point: tuple[float, float]) -> None:
    x, y = point
    assume(distance(ring, x, y) > 1e-6)
    assert contains([[ring]], x, y) == (turns(ring, x, y) != 0)


@given(stars(), points, st.integers(0, 20))
def test_neither_direction_nor_first_corner_matter(
    ring: list[list[float]], point: tuple[float, float], shift: int
) -> None:
    corners = ring[:-1]
    turned = corners[shift % len(corners) :] + corners[: shift % len(corners)]
    expected = contains([[ring]], *point)
    assert contains([[[*turned, turned[0]]]], *point) == expected
    assert contains([[ring[::-1]]], *point) == expected


@given(points)
def test_a_point_of_a_shared_edge_is_on_one_side_only(point: tuple[float, float]) -> None:
    west = [[-20.0, -20.0], [0.0, -20.0], [3.0, 20.0], [-20.0, 20.0], [-20.0, -20.0]]
    east = [[0.0, -20.0], [20.0, -20.0], [20.0, 20.0], [3.0, 20.0], [0.0, -20.0]]
    assume(-20 < point[0] < 20 and -20 < point[1] < 20)
    assert contains([[west]], *point) + contains([[east]], *point) == 1
