"""A radar as SVG made on the server, in the manner of `core.charts`: a few axes, two moments, never two people.

What was first is dashed, what is last is full. A value None is a gap in the outline, never a zero.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, RADIUS = 420, 300, 104
CENTRE = (WIDTH / 2, HEIGHT / 2)
NAMES = 12
"""Points between the last ring and the name of an axis."""
MIDDLE = 0.2
"""Names so near the vertical are centred on their axis."""
FEWEST = 3
"""Axes: with less, there is no surface to see."""

Value = int | None
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Radar:
    """What a radar shows: `axes` clockwise from the top, values from 0 to `top`; `first` None: there is one moment.

    `title` is the finding, `detail` what is drawn.
    """

    title: str
    detail: str
    axes: Sequence[str]
    last: Sequence[Value]
    first: Sequence[Value] | None = None
    top: int = 3


def radar(drawn: Radar) -> str:
    """The drawing; "" with fewer than three axes."""
    if len(drawn.axes) < FEWEST:
        return ""
    said = f"<title>{escape(drawn.title)}</title><desc>{escape(drawn.detail)}</desc>"
    parts = [_web(drawn), *_names(drawn)]
    if drawn.first is not None:
        parts.append(f'<path class="line then" d="{_outline(drawn, drawn.first)}"/>')
    parts.append(f'<path class="line c1{_area(drawn.last)}" d="{_outline(drawn, drawn.last)}"/>')
    parts += _rings(drawn)
    parts += [_dot(_at(drawn, index, value)) for index, value in enumerate(drawn.last) if value is not None]
    return f'<svg class="chart radar" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">{said}{"".join(parts)}</svg>'


def _at(drawn: Radar, index: int, value: float) -> Point:
    """Where a value stands on an axis."""
    angle = 2 * math.pi * index / len(drawn.axes)
    length = RADIUS * value / drawn.top
    return CENTRE[0] + length * math.sin(angle), CENTRE[1] - length * math.cos(angle)


def _f(point: Point) -> str:
    return " ".join(f"{round(each * 2) / 2:g}" for each in point)


def _web(drawn: Radar) -> str:
    """A ring for each level, a spoke for each axis."""
    axes = range(len(drawn.axes))
    rings = "".join(
        "M" + "L".join(_f(_at(drawn, index, level)) for index in axes) + "z" for level in range(1, drawn.top + 1)
    )
    spokes = "".join(f"M{_f(CENTRE)}L{_f(_at(drawn, index, drawn.top))}" for index in axes)
    return f'<path class="grid" d="{rings}{spokes}"/>'


def _names(drawn: Radar) -> list[str]:
    told = []
    for index, name in enumerate(drawn.axes):
        angle = 2 * math.pi * index / len(drawn.axes)
        reach = (RADIUS + NAMES) / RADIUS * drawn.top
        x, y = _at(drawn, index, reach)
        side = "mid" if abs(math.sin(angle)) < MIDDLE else "end" if math.sin(angle) < 0 else ""
        told.append(f'<text{_css(side)} x="{_f((x, y)).split()[0]}" y="{round(y + 4):g}">{escape(name)}</text>')
    return told


def _rings(drawn: Radar) -> list[str]:
    """What each ring is worth, along the first axis."""
    places = ((level, _at(drawn, 0, level)) for level in range(1, drawn.top + 1))
    return [f'<text class="axis" x="{x + 4:g}" y="{round(y + 4):g}">{level}</text>' for level, (x, y) in places]


def _outline(drawn: Radar, values: Sequence[Value]) -> str:
    """From axis to axis, cut where a value lacks; closed when none does."""
    points = [None if value is None else _f(_at(drawn, index, value)) for index, value in enumerate(values)]
    if None not in points:
        return "M" + "L".join(map(str, points)) + "z"
    around = [*points, points[0]]
    return "".join(
        f"{'L' if index and around[index - 1] else 'M'}{point}" for index, point in enumerate(around) if point
    )


def _area(values: Sequence[Value]) -> str:
    return "" if None in values else " area"


def _dot(point: Point) -> str:
    x, y = _f(point).split()
    return f'<circle class="c1" cx="{x}" cy="{y}" r="3"/>'


def _css(name: str) -> str:
    return f' class="{name}"' if name else ""
