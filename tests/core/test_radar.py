"""The radar of obstacles: well-formed, named, a gap where nothing is known."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from jalon.core.radar import HEIGHT, WIDTH, Radar, radar

AXES = ("Mobilité", "Logement", "Français", "Projet")
VALUES = st.lists(st.none() | st.integers(0, 3), min_size=4, max_size=4)


def drawn(last: list[int | None], first: list[int | None] | None = None) -> ET.Element:
    return ET.fromstring(radar(Radar("Une famille allégée", "Freins", AXES, last, first)))  # noqa: S314


def paths(svg: ET.Element, css: str) -> list[str]:
    return [path.attrib["d"] for path in svg.iter("path") if css in path.attrib["class"].split()]


def test_what_is_last_is_full_and_what_was_first_dashed() -> None:
    svg = drawn([1, 0, 2, 3], [3, 1, 2, 3])
    assert [text.text for text in svg.iter("text")][:4] == list(AXES)
    assert len(paths(svg, "area")) == len(paths(svg, "then")) == 1
    assert paths(svg, "then")[0].startswith(f"M{WIDTH // 2} {HEIGHT // 2 - 104}L")
    assert svg.find("title") is not None
    assert svg.attrib["role"] == "img"


def test_a_family_not_rated_is_a_gap() -> None:
    svg = drawn([1, None, 2, 3])
    assert paths(svg, "area") == []
    assert paths(svg, "c1")[0].count("M") == 2
    assert len(list(svg.iter("circle"))) == 3


def test_two_axes_make_no_surface() -> None:
    assert radar(Radar("", "", AXES[:2], [1, 2])) == ""


@given(VALUES, st.none() | VALUES)
def test_nothing_leaves_the_drawing(last: list[int | None], first: list[int | None] | None) -> None:
    svg = drawn(last, first)
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.attrib["cx"]) <= WIDTH
        assert 0 <= float(circle.attrib["cy"]) <= HEIGHT
