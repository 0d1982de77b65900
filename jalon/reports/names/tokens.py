"""A text cut into words, as the search for names looks at them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jalon.core import folding

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_STARTS = '.!?…;•\n«“"'
"""After these, a capital tells nothing."""
_APOSTROPHES = ("'", "’", "\u02bc")
_JOINS = re.compile(r"['’\u02bc\u2010\u2011 \t\u00a0\u202f\u00ad\u200b-]*")


AROUND = 60
"""Signs told on either side of a name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its letters folded, where it stands, how it is written.

    `opens`: it begins a sentence. `dotted`: a point follows it; `elided`: an apostrophe does. `tied`: nothing but a
    hyphen, an apostrophe or spaces parts it from the word before.
    """

    word: str
    start: int
    end: int
    capital: bool
    shouted: bool
    opens: bool
    dotted: bool
    elided: bool
    tied: bool


def tokens(text: str) -> list[Token]:
    """The words of a text, in their order. Each folds into letters without accents: « Œdipe » → "oedipe"."""
    text = unicodedata.normalize("NFC", text)
    found: list[Token] = []
    end = 0
    for start, written in _written(text):
        between, stop = text[end:start], start + len(written)
        word = "".join(folding.words(written))
        if not word:
            continue
        found.append(
            Token(
                word,
                start,
                stop,
                capital=written[0].isupper(),
                shouted=len(written) > 1 and written.isupper(),
                opens=not found or any(sign in _STARTS for sign in between),
                dotted=text.startswith(".", stop),
                elided=text.startswith(_APOSTROPHES, stop),
                tied=bool(found) and _JOINS.fullmatch(between) is not None,
            )
        )
        end = stop
    return found


def _written(text: str) -> Iterator[tuple[int, str]]:
    """The words as they are written, with their places; one that lost the space before a capital is two."""
    for match in _WORD.finditer(text):
        start = match.start()
        for at in range(start + 1, match.end()):
            if text[at].isupper() and text[at - 1].islower():
                yield start, text[start:at]
                start = at
        yield start, text[start : match.end()]


def shown(text: str, start: int, end: int) -> str:
    """The words of a text between two places of its tokens, on one line."""
    return _line(text, start, end).strip()


def before(text: str, place: int) -> str:
    """What comes before a place, on one line, cut between two words."""
    said = _line(text, max(0, place - AROUND), place)
    return said if place <= AROUND else f"…{said[said.find(' ') :]}"


def after(text: str, place: int) -> str:
    """What comes after a place, as `before`."""
    said = _line(text, place, place + AROUND)
    return said if place + AROUND >= len(text) else f"{said[: said.rfind(' ') + 1]}…"


def _line(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)[start:end])
