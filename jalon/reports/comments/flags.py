"""What deserves a look in a comment before it is published; it blocks nothing.

A number typed by hand does not follow its figure; a field without a value prints a dash; a sentence of the draft that
the draft no longer says may have become false.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from jalon.core import periods
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.reports.comments.facts import Facts, Field, title_of
from jalon.reports.comments.numbers import Typed, typed_numbers
from jalon.reports.comments.template import places, sentence_set
from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment, Edition


class Kind(StrEnum):
    """Why it is flagged."""

    TYPED = "nombre écrit à la main"
    SILENT = "champ sans valeur"
    UNSAID = "le brouillon ne le dit plus"


@dataclass(frozen=True, slots=True)
class Flag:
    """`words` found in a block, from `start` to `end` of its text as kept; `offers`: fields of that very value."""

    block: BlockCode
    kind: Kind
    words: str
    start: int = 0
    end: int = 0
    offers: tuple[Field, ...] = ()


def flags(period: str, edition: Edition) -> list[Flag]:
    """The numbers typed by hand in the comments of a letter, without counting it. Three queries at most."""
    comments = list(Comment.objects.filter(period=period, edition=edition, aside=False))
    names = titles() if comments else ()
    return [flag for comment in comments for flag in typed_by_hand(comment, names)]


def titles() -> list[str]:
    """The reasons as sentences quote them: some have a number in their name. Two queries."""
    return [title_of(each.label) for model in (NonEntryReason, ExitReason) for each in model.objects.only("label")]


def typed_by_hand(comment: Comment, names: Collection[str]) -> list[Flag]:
    """The numbers of a comment that are no fields."""
    year = periods.parse(comment.period).start.year
    block = BlockCode(comment.block)
    found = typed_numbers(comment.text, year, names)
    return [Flag(block, Kind.TYPED, each.words, each.start, each.end) for each in found]


def doubts(comment: Comment, facts: Facts, draft: str) -> list[Flag]:
    """All that deserves a look in a comment, with the fields that may replace each typed number."""
    block = BlockCode(comment.block)
    names = [field.title for field in facts.fields.values() if field.title]
    numbers = typed_numbers(comment.text, facts.year, names)
    return [
        *(Flag(block, Kind.TYPED, each.words, each.start, each.end, offers(each, facts, block)) for each in numbers),
        *_silent(comment, facts, block),
        *_unsaid(comment, draft, block),
    ]


def offers(typed: Typed, facts: Facts, block: BlockCode) -> tuple[Field, ...]:
    """The fields that have this value, those of the block first; a share for what was typed as a share."""
    if typed.value is None:
        return ()
    value = round(typed.value) if typed.percent else typed.value
    same = [field for field in facts.fields.values() if field.value == value and _is_share(field) is typed.percent]
    return tuple(sorted(same, key=lambda field: field.block != block)[:4])


def _is_share(field: Field) -> bool:
    return not field.noun and (field.key.endswith("pct") or "_pct" in field.key or "share" in field.key)


def _silent(comment: Comment, facts: Facts, block: BlockCode) -> list[Flag]:
    """Fields that print a dash, or « n. c. »."""
    found = {}
    for place in places(comment.text):
        field = facts.fields.get(place.name)
        if field is None or field.value is None:
            name = field.name if field else place.name
            found[name] = Flag(block, Kind.SILENT, f"{{{name}}}", place.start, place.end)
    return list(found.values())


def _unsaid(comment: Comment, draft: str, block: BlockCode) -> list[Flag]:
    """Sentences that nobody wrote, and that the draft of today does not say."""
    known = sentence_set(draft) | set(comment.hands)
    return [Flag(block, Kind.UNSAID, each) for each in sorted(sentence_set(comment.text) - known)]
