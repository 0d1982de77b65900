"""What a comment may be, and who signs its sentences. Pure."""

from collections.abc import Mapping

from jalon.core.french import NO_BREAK, number
from jalon.reports.comments.template import sentence_set

LIMIT = 700
"""Signs of a comment as it is printed: the letter holds on two pages."""
PARAGRAPHS = 4
"""Paragraphs of a comment as it is printed, for the same reason; words of another hand begin one."""


def why_too_long(printed: str) -> str:
    """The refusal of a comment that would not hold on the page; "" when it does."""
    if len(printed) <= LIMIT:
        return ""
    return (
        f"Ce commentaire fait {number(len(printed))} signes une fois imprimé, pour {LIMIT} au plus{NO_BREAK}: "
        f"la lettre tient sur deux pages. Retirez-en {number(len(printed) - LIMIT)}."
    )


def why_too_many(paragraphs: int) -> str:
    """The refusal of a comment in too many paragraphs; "" when it holds on the page."""
    if paragraphs <= PARAGRAPHS:
        return ""
    return (
        f"Ce commentaire fait {number(paragraphs)} paragraphes une fois imprimé, pour {PARAGRAPHS} au plus{NO_BREAK}: "
        "la lettre tient sur deux pages. Rassemblez vos phrases, une phrase ajoutée commence un paragraphe."
    )


def hands_of(new: str, old: str, hands: Mapping[str, str], draft: str, writer: str) -> dict[str, str]:
    """Who signs each sentence of a new text: nobody those of the draft; others keep their hand, or get the writer's.

    A sentence of the old text without a hand came from the draft of its day: it is not signed either.
    """
    drafted, before = sentence_set(draft), sentence_set(old)
    found = {}
    for sentence in sentence_set(new) - drafted:
        if sentence in hands:
            found[sentence] = hands[sentence]
        elif sentence not in before:
            found[sentence] = writer
    return found


def same_hands(new: str, old: str, hands: Mapping[str, str]) -> dict[str, str]:
    """Who signs when a number became a field: the sentence that changed keeps the hand of the one it was."""
    gone, come = sentence_set(old) - sentence_set(new), sentence_set(new) - sentence_set(old)
    kept = {sentence: hand for sentence, hand in hands.items() if sentence not in gone}
    if len(gone) == len(come) == 1 and (before := next(iter(gone))) in hands:
        kept[next(iter(come))] = hands[before]
    return kept
