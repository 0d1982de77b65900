"""A comment as it is kept: text where each number is a field, `{entries_month|entrée}`. Pure.

A field is `{key}`, `{key|noun}` or `{key|noun|nouns}`: its number, then the noun, agreed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jalon.reports.comments.typography import lines

FIELD = re.compile(r"\{([^{}|\n]*)(?:\|([^{}|\n]*))?(?:\|([^{}|\n]*))?\}")
END = re.compile(r"(?<=[.!?…])[ \u00a0\u202f]+(?=\S)")
"""Between two sentences. The spaces inside a field never follow such a sign: keys and nouns have none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field where it stands: what it is called, the noun it agrees, and from where to where in the text."""

    name: str
    singular: str = ""
    plural: str = ""
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        words = (self.name, self.singular, self.plural)
        return "{" + "|".join(words[: max(1, sum(map(bool, words)))]) + "}"


def pieces(text: str) -> Iterator[str | Place]:
    """The text cut at its fields, in order; nothing is lost."""
    at = 0
    for found in FIELD.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        words = [(each or "").strip() for each in found.groups()]
        yield Place(words[0], words[1], words[2], found.start(), found.end())
        at = found.end()
    if at < len(text):
        yield text[at:]


def places(text: str) -> list[Place]:
    """Its fields."""
    return [piece for piece in pieces(text) if isinstance(piece, Place)]


def renamed(text: str, rename: Callable[[str], str]) -> str:
    """The same text, each field called otherwise."""
    return "".join(
        piece if isinstance(piece, str) else str(Place(rename(piece.name), piece.singular, piece.plural))
        for piece in pieces(text)
    )


def stray(text: str) -> bool:
    """Whether a brace opens or closes no field."""
    return any("{" in piece or "}" in piece for piece in pieces(text) if isinstance(piece, str))


def without_fields(text: str) -> str:
    """The same text with blanks for its fields: what is found in it stands at the same place."""
    return FIELD.sub(lambda found: " " * len(found[0]), text)


def sentences(text: str) -> list[list[str]]:
    """Its paragraphs, tidied, each as its sentences."""
    return [END.split(line) for line in lines(text)]


def sentence_set(text: str) -> set[str]:
    """All its sentences."""
    return {sentence for line in sentences(text) for sentence in line}
