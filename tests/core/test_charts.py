"""Charts: all within the frame, in the order of the values, and a gap where a value lacks."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.charts import TARGET, Chart, Series, bars, gauge, lines, stacks
from jalon.core.scales import Frame, Scale, spread

MONTHS = "JFMAMJJASOND"
SVG = "{http://www.w3.org/2000/svg}"
counts = st.lists(st.one_of(st.none(), st.integers(0, 999)), min_size=1, max_size=12)
twelve = st.lists(st.one_of(st.none(), st.integers(0, 9999)), min_size=12, max_size=12)


def chart(*rows: list[int | None], target: int | None = None, now: int | None = None, zero: bool = True) -> Chart:
    """A chart of these rows, each in its own colour."""
    places = MONTHS[: len(rows[0])]
    series = [Series(f"ligne {number}", row, f"c{number}") for number, row in enumerate(rows, start=1)]
    aim = Series("objectif", [target] * len(places), TARGET) if target is not None else None
    return Chart("Trois lignes", "Ce qu’on voit", places, series, aim, now, zero)


def drawn(svg: str) -> ElementTree.Element:
    """The drawing, which must be well formed."""
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))  # noqa: S314


def points(svg: str) -> list[tuple[float, float]]:
    """Every point of the paths and every place of a text."""
    found = []
    for path in drawn(svg).iter(f"{SVG}path"):
        x = y = 0.0
        for letter, numbers in re.findall(r"([MLHV])([\d. ]+)", path.attrib["d"]):
            values = [float(number) for number in numbers.split()]
            x = values[0] if letter in "MLH" else x
            y = values[-1] if letter in "MLV" else y
            found.append((x, y))
    for text in drawn(svg).iter(f"{SVG}text"):
        found += [(float(x), float(text.attrib["y"])) for x in text.attrib["x"].split()]
    return found


@given(twelve, st.one_of(st.none(), st.integers(0, 9999)), st.one_of(st.none(), st.integers(0, 11)), st.booleans())
def test_all_is_within_the_frame_and_light(
    row: list[int | None], target: int | None, now: int | None, zero: bool
) -> None:
    for svg in (
        bars(chart(row, target=target, now=now)),
        lines(chart(row, row[::-1], target=target, zero=zero)),
        stacks(chart(row, row[::-1])),
    ):
        assert all(0 <= x <= 420 and 0 <= y <= 180 for x, y in points(svg))
        assert len(svg.encode()) < 2048
        assert "style=" not in svg
        assert drawn(svg).attrib["role"] == "img"


@given(counts)
def test_a_missing_value_is_a_gap_and_a_zero_is_written(row: list[int | None]) -> None:
    svg = bars(chart(row))
    known = [value for value in row if value is not None]
    feet = [text for text in drawn(svg).iter(f"{SVG}text") if text.attrib["class"] == "mid"]
    assert len(feet) == len(known)
    assert svg.count("V") == sum(value > 0 for value in known)
    line = lines(chart(row))
    runs = sum(after is not None and before is None for before, after in pairwise([None, *row]))
    paths = [path.attrib["d"] for path in drawn(line).iter(f"{SVG}path") if "line" in path.attrib["class"]]
    assert sum(path.count("M") for path in paths) == runs
    assert sum(path.count("L") for path in paths) == len(known) - runs


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=12), st.booleans())
def test_what_is_more_is_higher(row: list[int], zero: bool) -> None:
    scale = Scale.over(row, Frame(420, 180, len(row)), zero=zero, ruled=True)
    for one, other in pairwise(sorted(row)):
        assert scale.y(one) >= scale.y(other)
    assert scale.low <= min(row)
    assert 1 <= len(scale.ticks) <= 6
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
    assert scale.low == 0 or not zero


@given(st.lists(st.floats(0, 180), max_size=6))
def test_names_keep_their_order_and_their_distance(places: list[float]) -> None:
    moved = spread(places, 15, 8, 156)
    assert all(8 <= place <= 156.001 for place in moved)
    for (before, start), (after, end) in pairwise(sorted(zip(places, moved, strict=True))):
        assert before <= after
        assert end - start >= 14.999
    assert all(abs(a - b) < 0.001 for a, b in zip(moved, spread(moved, 15, 8, 156), strict=True))


def test_stacks_add_up() -> None:
    svg = stacks(chart([10, None, 6], [5, None, 2]))
    paths = [path.attrib["d"] for path in drawn(svg).iter(f"{SVG}path")]
    first, second = ([tuple(map(float, pair)) for pair in re.findall(r"([\d.]+)V([\d.]+)", path)] for path in paths)
    assert [top for _, top in first] == [foot + 1 for foot, _ in second]
    assert len(first) == len(second) == 2
    assert ">15<" in svg
    assert ">8<" in svg
    assert "ligne 2 2" in svg


@pytest.mark.parametrize("draw", [bars, stacks])
def test_what_is_hardly_more_than_zero_has_a_height(draw: Callable[[Chart], str]) -> None:
    svg = draw(Chart("Une part infime", "", "JF", (Series("a", (5000, 1)), Series("b", (1, 5000)))))
    spans = re.findall(r"([\d.]+)V([\d.]+)", svg)
    assert spans
    assert all(float(foot) - float(top) >= 0.5 for foot, top in spans)


def test_names_and_values_are_written() -> None:
    svg = lines(chart([10, 1459, None], target=2000))
    assert "1\u202f459 ligne 1" in svg
    assert "2\u202f000 objectif" in svg
    assert "<title>Trois lignes</title><desc>Ce qu’on voit</desc>" in svg
    assert "a&lt;b" in bars(Chart("a<b", "", "J", [Series("", [1])]))


def test_the_value_of_a_short_bar_is_not_white_on_white() -> None:
    assert 'class="mid on"' in bars(chart([10, 90], now=1))
    short = bars(chart([900, 9], now=1))
    assert 'class="mid on"' not in short
    assert 'class="mid strong"' in short


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        bars(chart([-1]))
    with pytest.raises(ValueError, match="too many"):
        spread([1.0] * 20, 15, 0, 100)


def test_values_that_would_touch_are_left_to_the_table() -> None:
    wide = bars(chart([1250] * 12, now=11))
    assert wide.count("1\u202f250") == 1
    assert bars(chart([125] * 12, now=11)).count("125") == 12


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_gauge_stays_on_its_rail(value: int, target: int) -> None:
    svg = gauge(value, max(value, target), target)
    fill, tick = (float(found) for found in re.findall(r'(?:5H|tick" d="M)([\d.]+)', svg)[1:])
    assert 0 <= fill <= 100
    assert 0 <= tick <= 100
    assert (fill >= tick) == (value >= target) or abs(fill - tick) <= 0.5
    assert "rail" not in gauge(value, 500)
    assert gauge(0, 0).count("<path") == 1


def test_a_stack_that_lacks_a_part_says_no_total() -> None:
    whole, lacking = stacks(chart([3, 4], [10, 20])), stacks(chart([3, 4], [10, None]))
    assert (">13<" in whole, ">24<" in whole) == (True, True)
    assert (">13<" in lacking, ">4<" in lacking, ">24<" in lacking) == (True, False, False)


def test_the_target_of_a_single_month_is_a_stroke() -> None:
    (stroke,) = [
        path.attrib["d"]
        for path in drawn(lines(chart([3], target=9))).iter(f"{SVG}path")
        if "target" in path.attrib["class"]
    ]
    start, end = re.findall(r"[MH]([\d.]+)", stroke)
    assert float(end) > float(start)
