"""Documents by typst: a template and data in, a tagged PDF out. PDF/UA-1 and PDF/A-2a at once, in French.

A template reads its data with `json(bytes(sys.inputs.data))`, the colours with `palette`. It sees nothing but the files
of the program: no font of the machine, no network. PDF/A-4 cannot be claimed together with PDF/UA-1: they have no
version of PDF in common.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from jalon.core.palette import COLOURS

ROOT = Path(__file__).resolve().parent.parent
"""What a template may read: `#import "/core/paper/furniture.typ"`."""
FONTS = ROOT / "core" / "paper" / "fonts"
FORGOTTEN_AFTER = 3
"""Empty documents made after each one: a process then holds 150 MB instead of 400, for 0.03 s."""
UNKNOWN = "□"
"""In the place of a letter that the fonts cannot draw."""
DROPPED = {"So", "Sk", "Mn", "Cf", "Cc", "Co", "Cs", "Cn"}
"""Kinds of signs that go without leaving a hole: pictograms, lone accents, controls."""


Untypeset = typst.TypstError
"""A template is faulty, or says why it refuses its data."""


def compile(template: Path, data: Mapping[str, Any], day: dt.date) -> bytes:
    """The PDF of a template, dated `day`: the same data gives the same bytes. Untypeset for a faulty template."""
    at = dt.datetime.combine(day, dt.time(), dt.UTC)
    inputs = {"data": _json(_drawable(data)), "palette": _json(COLOURS)}
    try:
        return typst.compile(
            template, root=ROOT, font_paths=_fonts(), sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"], timestamp=at
        )
    finally:
        _forget()


def _forget() -> None:
    """Let the laid out pages go: typst keeps what its last ten documents needed, some 30 MB for each letter."""
    for _ in range(FORGOTTEN_AFTER):
        typst.compile(b"", font_paths=_fonts(), format="svg")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def drawable(text: str) -> str:
    """The text without the signs that the fonts lack: PDF/A has no place for them. An unknown letter becomes □."""
    return _lacking().sub(_instead, unicodedata.normalize("NFC", text))


def covered() -> list[tuple[int, int]]:
    """The code points that the fonts draw, in ranges, both ends included."""
    lines = (FONTS / "covered.txt").read_text(encoding="ascii").split()
    return [(int(first, 16), int(last, 16)) for first, last in (line.split("-") for line in lines)]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _lacking() -> re.Pattern[str]:
    ranges = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in covered())
    return re.compile(f"[^\n{ranges}]")


def _instead(found: re.Match[str]) -> str:
    """Its plain form where it has one (ﬀ → ff), else nothing for a pictogram, else □."""
    sign = found[0]
    plain = "".join(each for each in unicodedata.normalize("NFKD", sign) if not _lacking().match(each))
    return plain or ("" if unicodedata.category(sign) in DROPPED else UNKNOWN)


def _drawable(node: Any) -> Any:
    match node:
        case str():
            return drawable(node)
        case Mapping():
            return {key: _drawable(value) for key, value in node.items()}
        case list() | tuple():
            return [_drawable(each) for each in node]
    return node
