"""Small charts as SVG made on the server: bars, lines, stacks. Pure; colours and type are those of charts.css.

A value None is a place without a value: a gap, never a zero. No style attribute, no identifier: a page may hold many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise

from jalon.core import french
from jalon.core.rounding import whole
from jalon.core.scales import LETTER, LINE_HEIGHT, Frame, Scale, spread

TARGET = "target"
"""The style of what one aims at: a thin dashed line."""
LEAST_BAR = 18
"""Below this height, a value written at the foot of a bar stands out of it."""
ROOM = 0.84
"""What a bar takes of its place; the rest keeps it from its neighbours."""

DASH = 4
"""Half of the stroke that a target is, of a single place: a line would have no length."""
HAIR = 1.0
"""The white line between two parts of a stack."""
SHORTEST = 0.5
"""Height of the least column: a stroke without length is drawn across, by what prints the charts."""

Value = float | None


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each place; `name` follows the last one (« 459 entrées »); `style` is c1 to c4, or TARGET."""

    name: str
    values: Sequence[Value]
    style: str = "c1"


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. `places`: a sign for each place; `now`: the place that stands out.

    `title` is the finding; `detail` what is drawn; `zero`: whether the axis starts there (bars always do).
    """

    title: str
    detail: str
    places: str
    series: Sequence[Series]
    target: Series | None = None
    now: int | None = None
    zero: bool = True
    width: int = 420
    height: int = 180


def bars(chart: Chart) -> str:
    """The first series as bars, each with its value at its foot; the target as a line across."""
    values, target = chart.series[0].values, chart.target
    drawn = [*chart.series, *([target] if target else [])]
    frame = Frame(chart.width, chart.height, len(chart.places), left=2, right=_label_room([target] if target else []))
    scale = Scale.over(_numbers(drawn), frame)
    pale = [place for place, value in enumerate(values) if value and place != chart.now]
    bold = [place for place, value in enumerate(values) if value and place == chart.now]
    parts = [
        _columns("c3", frame, [(place, scale.y(0), scale.y(values[place] or 0)) for place in pale]),
        _columns("c1", frame, [(place, scale.y(0), scale.y(values[place] or 0)) for place in bold]),
        *_feet(chart, values, frame, scale),
        *([_aim(target, frame, scale)] if target else []),
    ]
    return _svg(chart, frame, parts)


def lines(chart: Chart) -> str:
    """Each series as a line, named at its last known value; the axis has three or four rules."""
    drawn = [*([chart.target] if chart.target else []), *chart.series]
    scale = Scale.over(_numbers(drawn), Frame(chart.width, chart.height, 1), zero=chart.zero, ruled=True)
    left = 10 + LETTER * max(len(french.number(tick)) for tick in scale.ticks)
    frame = Frame(chart.width, chart.height, len(chart.places), left=left, right=_label_room(drawn), on_edges=True)
    parts = [_rules(scale, frame), *(_line(each, frame, scale) for each in drawn), *_names(drawn, frame, scale)]
    return _svg(chart, frame, parts)


def stacks(chart: Chart) -> str:
    """The series one upon the other, the first at the base; the first and last totals above, the last values named."""
    totals = [_total(chart.series, place) for place in range(len(chart.places))]
    frame = Frame(chart.width, chart.height, len(chart.places), left=2, right=_label_room(chart.series))
    scale = Scale.over([total for total in totals if total is not None], frame)
    base: list[float] = [0] * len(totals)
    parts, middles = [], []
    for each in chart.series:
        spans = []
        for place, value in enumerate(each.values):
            if value:
                foot = scale.y(base[place])
                base[place] += value
                spans.append((place, foot, min(foot, scale.y(base[place]) + HAIR)))
        parts.append(_columns(each.style, frame, spans))
        middles.append(next(((foot + top) / 2 for place, foot, top in spans if place == _last(totals)), None))
    whole = [None if _lacks(chart.series, place) else total for place, total in enumerate(totals)]
    return _svg(chart, frame, [*parts, *_totals(whole, frame, scale), *_segments(chart, totals, middles, frame)])


def gauge(value: float, top: float, target: float | None = None, style: str = "fill") -> str:
    """A value as a bar that `top` would fill; against a target, on a rail with a tick where the target is.

    It repeats a number written beside it: screen readers pass over it.
    """
    end = _f(100 * min(value, top) / top) if top else "0"
    aim = "" if not target else f'<path class="tick" d="M{_f(100 * target / top)} 0V10"/>'
    rail = '<path class="rail" d="M0 5H100"/>' if aim else ""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'{rail}<path class="{style}" d="M0 5H{end}"/>{aim}</svg>'
    )


def _numbers(series: Sequence[Series]) -> list[float]:
    return [value for each in series for value in each.values if value is not None]


def _total(series: Sequence[Series], place: int) -> float | None:
    """The sum at a place; None where nothing has a value."""
    known = [each.values[place] for each in series if each.values[place] is not None]
    return sum(value for value in known if value is not None) if known else None


def _lacks(series: Sequence[Series], place: int) -> bool:
    """Whether a part has no value there: what is drawn is no total."""
    return any(each.values[place] is None for each in series)


def _last(values: Sequence[Value]) -> int | None:
    """The last place that has a value."""
    return next((place for place in reversed(range(len(values))) if values[place] is not None), None)


def _said(value: float) -> str:
    return french.number(whole(Fraction(value)))


def _named(each: Series) -> str:
    """« 459 entrées »; "" for a series without a value."""
    last = _last(each.values)
    return "" if last is None else f"{_said(each.values[last] or 0)} {each.name}".strip()


def _label_room(series: Sequence[Series]) -> float:
    """The room that the longest name takes at the right."""
    names = [_named(each) for each in series]
    return 12 + LETTER * max(map(len, names)) if any(names) else 2


def _f(number: float) -> str:
    """A coordinate, to the half point: the eye asks no more, and the page is lighter."""
    return f"{round(number * 2) / 2:g}"


def _text(x: float, y: float, words: str, css: str = "") -> str:
    kind = f' class="{css}"' if css else ""
    return f'<text{kind} x="{_f(x)}" y="{_f(y)}">{escape(words)}</text>'


def _columns(style: str, frame: Frame, spans: Sequence[tuple[int, float, float]]) -> str:
    """Thick strokes from a foot up to a top, never so short that paper would draw them across."""
    strokes = "".join(f"M{_f(frame.x(place))} {_f(foot)}V{_f(min(top, foot - SHORTEST))}" for place, foot, top in spans)
    return f'<path class="{style}" stroke-width="{_f(frame.step * ROOM)}" d="{strokes}"/>' if strokes else ""


def _feet(chart: Chart, values: Sequence[Value], frame: Frame, scale: Scale) -> Iterator[str]:
    """The values at the foot of the bars, white where the bar is dark; above those too short to hold them.

    Where they would touch, the one of the present place alone: the others are read in the table.
    """
    wide = max((LETTER * len(_said(value)) for value in values if value is not None), default=0) > frame.step
    for place, value in enumerate(values):
        if value is not None and (place == chart.now or not wide):
            inside = scale.y(0) - scale.y(value) >= LEAST_BAR
            css = ("on" if inside else "strong") if place == chart.now else ""
            y = frame.bottom - 5 if inside else scale.y(value) - 4
            yield _text(frame.x(place), y, _said(value), f"mid {css}".strip())


def _aim(target: Series, frame: Frame, scale: Scale) -> str:
    """The target of bars, from edge to edge, and its name."""
    last = _last(target.values)
    if last is None:
        return ""
    y = scale.y(target.values[last] or 0)
    return f'<path class="line {TARGET}" d="M{_f(frame.left)} {_f(y)}H{_f(frame.end)}"/>' + _text(
        frame.end + 6, y + 4, _named(target)
    )


def _rules(scale: Scale, frame: Frame) -> str:
    """The gridlines, with what they are worth."""
    path = "".join(f"M{_f(frame.left)} {_f(scale.y(tick))}H{_f(frame.end)}" for tick in scale.ticks)
    worth = (_text(frame.left - 6, scale.y(tick) + 4, french.number(tick), "axis end") for tick in scale.ticks)
    return f'<path class="grid" d="{path}"/>' + "".join(worth)


def _line(each: Series, frame: Frame, scale: Scale) -> str:
    """A line cut where a value lacks; a dot at its end."""
    points = [None if value is None else (frame.x(place), scale.y(value)) for place, value in enumerate(each.values)]
    path = ""
    for before, point in pairwise([None, *points]):
        if point:
            path += f"{'L' if before else 'M'}{_f(point[0])} {_f(point[1])}"
    if each.style == TARGET and len(points) == 1 and points[0]:
        path = f"M{_f(points[0][0] - DASH)} {_f(points[0][1])}H{_f(points[0][0] + DASH)}"
    last = _last(each.values)
    if last is None:
        return ""
    end = points[last]
    dot = f'<circle class="{each.style}" cx="{_f(end[0])}" cy="{_f(end[1])}" r="3.5"/>' if end else ""
    return f'<path class="line {each.style}" d="{path}"/>' + ("" if each.style == TARGET else dot)


def _names(drawn: Sequence[Series], frame: Frame, scale: Scale) -> Iterator[str]:
    """The name of each line beside its last value, moved apart where two would touch."""
    named = [(each, last) for each in drawn if (last := _last(each.values)) is not None]
    ends = [scale.y(each.values[last] or 0) for each, last in named]
    places = spread(ends, LINE_HEIGHT, 8, frame.bottom - 2)
    for (each, last), y in zip(named, places, strict=True):
        yield _text(frame.x(last) + 8, y + 4, _named(each), "strong" if each.style == "c1" else "")


def _totals(totals: Sequence[Value], frame: Frame, scale: Scale) -> Iterator[str]:
    """Above the first and the last stack."""
    known = [place for place, total in enumerate(totals) if total is not None]
    for place in dict.fromkeys([*known[:1], *known[-1:]]):
        total = totals[place] or 0
        yield _text(frame.x(place), scale.y(total) - 5, _said(total), "axis mid")


def _segments(chart: Chart, totals: Sequence[Value], middles: Sequence[float | None], frame: Frame) -> Iterator[str]:
    """The name of each part beside the last stack."""
    last = _last(totals)
    if last is None:
        return
    shown = [(each, y) for each, y in zip(chart.series, middles, strict=True) if y is not None]
    places = spread([y for _, y in shown], LINE_HEIGHT, 8, frame.bottom - 2)
    edge = frame.x(last) + frame.step / 2 + 4
    for (each, _), y in zip(shown, places, strict=True):
        yield _text(edge, y + 4, f"{each.name} {_said(each.values[last] or 0)}", "strong" if each.style == "c1" else "")


def _svg(chart: Chart, frame: Frame, parts: Sequence[str]) -> str:
    """The drawing, with its words for who does not see it."""
    where = " ".join(_f(frame.x(place)) for place in range(len(chart.places)))
    axis = f'<text class="axis mid" x="{where}" y="{_f(frame.height - 4)}">{escape(chart.places)}</text>'
    said = f"<title>{escape(chart.title)}</title><desc>{escape(chart.detail)}</desc>"
    head = f'<svg class="chart" viewBox="0 0 {frame.width} {frame.height}" role="img">'
    return f"{head}{said}{axis}{''.join(parts)}</svg>"
