"""A comment as it is printed: its fields become figures, its nouns agree, each added sentence is signed. Pure."""

from collections.abc import Mapping
from itertools import groupby

from jalon.core.french import NO_BREAK
from jalon.reports.comments.agreement import agreed
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.template import pieces, sentences
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import Paragraph, Words
from jalon.reports.sheet.print import sentence as text_of

UNKNOWN = Figure(None, "share")
"""What stands for a field that is no more: it is printed as a dash."""


def printed(text: str, facts: Facts, hands: Mapping[str, str] | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of a comment. `hands`: who added each sentence; those of one hand that follow stay together."""
    found = []
    for line in sentences(text):
        for hand, group in groupby(line, key=lambda each: (hands or {}).get(each, "")):
            found.append(Paragraph(words(" ".join(group), facts), hand))
    return tuple(found)


def words(text: str, facts: Facts) -> Words:
    """A sentence, or several, with a figure for each field."""
    found: list[str | Figure] = []
    for piece in pieces(text):
        if isinstance(piece, str):
            _add(found, piece)
            continue
        field = facts.fields.get(piece.name)
        found.append(field.figure if field else UNKNOWN)
        if piece.singular:
            value = field.value if field else None
            _add(found, NO_BREAK + agreed(value, piece.singular, piece.plural))
    return tuple(found)


def _add(found: list[str | Figure], text: str) -> None:
    """Text goes on with the text before it."""
    if found and isinstance(found[-1], str):
        found[-1] += text
    else:
        found.append(text)


def plain(text: str, facts: Facts) -> str:
    """A comment as one reads it."""
    return "\n".join(text_of(paragraph.words) for paragraph in printed(text, facts))
