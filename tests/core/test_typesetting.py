"""Documents by typst: always the same bytes, no sign without a shape, nothing read outside of the program."""

import datetime as dt
from pathlib import Path

import pytest

from jalon.core import typesetting
from jalon.core.typesetting import Untypeset, covered, drawable

TEMPLATE = typesetting.ROOT.parent / "tests" / "core" / "plain.typ"
DAY = dt.date(2017, 12, 31)


@pytest.fixture(autouse=True)
def tests_may_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The template of these tests stands among them."""
    monkeypatch.setattr(typesetting, "ROOT", typesetting.ROOT.parent)


def made(words: str, day: dt.date = DAY) -> bytes:
    """A document of these words."""
    return typesetting.compile(TEMPLATE, {"words": words}, day)


def test_every_sign_of_the_list_has_a_shape_in_both_weights() -> None:
    """PDF/A refuses a sign without one: that it compiles is the proof."""
    signs = [chr(code) for first, last in covered() for code in range(first, last + 1)]
    assert len(signs) > 1500
    assert made(" ".join(signs)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("sign", ["\U0001f600", "日", "\ufffe"])
def test_a_sign_without_a_shape_would_be_refused(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_drawable", lambda node: node)
    with pytest.raises(Untypeset, match="could not be displayed"):
        made(f"bravo {sign}")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l’œuvre à 1\u202f256 €, ≥ 12 → « Noël »", "l’œuvre à 1\u202f256 €, ≥ 12 → « Noël »"),
        ("e\u0301te\u0301", "été"),
        ("bravo \U0001f600\ufe0f !", "bravo  !"),
        ("\U0001d400 ½ ㎡", "A ½ m2"),
        ("日本", "□□"),
        ("une ligne\nl’autre\x00\x1b", "une ligne\nl’autre"),
        ("a]-^b\\", "a]-^b\\"),
    ],
)
def test_what_the_fonts_lack_is_taken_away_or_said(written: str, printed: str) -> None:
    assert drawable(written) == printed
    assert made(written)


def test_the_same_data_gives_the_same_bytes_and_another_day_does_not() -> None:
    assert made("un") == made("un")
    assert len({made("un"), made("deux"), made("un", dt.date(2018, 1, 1))}) == 3


def test_no_font_but_ours() -> None:
    assert typesetting._fonts().families() == ["Source Sans 3", "Ubuntu derivative Jalon"]


def test_a_template_reads_nothing_outside_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    template = inside / "reads.typ"
    template.write_text(TEMPLATE.read_text() + '#read("../beside.txt")')
    (tmp_path / "beside.txt").write_text("à côté")
    monkeypatch.setattr(typesetting, "ROOT", tmp_path)
    assert typesetting.compile(template, {"words": "un"}, DAY)
    monkeypatch.setattr(typesetting, "ROOT", inside)
    with pytest.raises(Untypeset, match="escape"):
        typesetting.compile(template, {"words": "un"}, DAY)
