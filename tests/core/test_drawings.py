"""A drawing as a file of its own, and the colours it shares with the pages."""

import re
from xml.etree import ElementTree

from jalon.core.charts import TARGET, Chart, Series, bars, lines, stacks
from jalon.core.drawings import alone, framed
from jalon.core.palette import COLOURS
from tests.repository import tree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """The drawing, which must be well formed."""
    return ElementTree.fromstring(svg)  # noqa: S314


def test_the_colours_are_those_of_the_pages() -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#\w+);", (tree.ROOT / "jalon/web/static/web/tokens.css").read_text()))
    assert COLOURS.items() <= tokens.items()


def test_a_chart_needs_no_sheet_of_a_page() -> None:
    one, two = Series("un", [3, None, 24]), Series("deux & trois", [2, 3, 4], "c4")
    chart = Chart("Le titre", "Le détail", "JFM", [one, two], Series("objectif", [9, 9, 9], TARGET), now=2)
    for svg in (bars(chart), lines(chart), stacks(chart)):
        drawing = parsed(alone(svg))
        style = drawing.findtext(f"{SVG}style") or ""
        used = {name for each in drawing.iter() for name in each.get("class", "").split()} - {"chart"}
        assert used
        assert [name for name in used if f".{name}" not in style] == []
        assert "var(" not in style


def test_a_picture_is_carried_untouched() -> None:
    drawing = parsed(framed(b"\xff\xd8 photo", "image/jpeg", 12, 8))
    assert drawing.get("viewBox") == "0 0 12 8"
    assert drawing[0].get("href") == "data:image/jpeg;base64,/9ggcGhvdG8="
