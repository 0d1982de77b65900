"""Point in polygon, by ray casting: pure arithmetic on GeoJSON coordinates (longitude, latitude, degrees)."""

from collections.abc import Sequence
from itertools import pairwise

Ring = Sequence[Sequence[float]]
MultiPolygon = Sequence[Sequence[Ring]]


def contains(polygons: MultiPolygon, longitude: float, latitude: float) -> bool:
    """Whether the point lies in one of the polygons, outside its holes (GeoJSON: first ring, then holes).

    A point on an edge belongs to one side only, the same for two polygons that share the edge.
    """
    return any(_in_polygon(polygon, longitude, latitude) for polygon in polygons)


def _in_polygon(rings: Sequence[Ring], x: float, y: float) -> bool:
    # Crossing counts add up: a hole's crossings cancel those of the ring around it.
    return sum(_crossings(ring, x, y) for ring in rings) % 2 == 1


def _crossings(ring: Ring, x: float, y: float) -> int:
    """How many edges a ray going east from the point crosses; the ring's last point repeats the first."""
    return sum(_crosses(start, end, x, y) for start, end in pairwise(ring))


def _crosses(start: Sequence[float], end: Sequence[float], x: float, y: float) -> bool:
    if (start[1] > y) == (end[1] > y):
        return False
    # Always from the lower end: both neighbours of a shared edge then compute the very same crossing.
    low, high = (start, end) if start[1] < end[1] else (end, start)
    return x < low[0] + (y - low[1]) * (high[0] - low[0]) / (high[1] - low[1])
