"""The comments of a letter as the page shows them: each block as it prints, what to look at, what one types."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from jalon.core.database import snapshot
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.reports.comments.drafts import BLOCKS, draft
from jalon.reports.comments.facts import Facts, Field
from jalon.reports.comments.flags import Flag, Kind, doubts
from jalon.reports.comments.naming import shown
from jalon.reports.comments.printing import plain, printed
from jalon.reports.comments.words import comments_of
from jalon.reports.editions.rules import blocks_shown
from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment, Edition
from jalon.reports.publication import prepared
from jalon.reports.sheet.print import text as text_of
from jalon.web.comments.forms import CommentForm, stamp
from jalon.web.figures.cells import opening
from jalon.web.figures.sheet import Said


@dataclass(frozen=True, slots=True)
class Listed:
    """A field beside the text: how it is written, and what it prints today."""

    template: str
    value: str


class BlockView:
    """The comment of a block."""

    def __init__(self, block: BlockCode, facts: Facts, comment: Comment | None) -> None:
        self.block, self.facts, self.comment = block, facts, comment
        self.draft = draft(block, facts)
        self.edited = comment is not None and not comment.aside
        self.form = CommentForm(block, initial={"text": shown(self.kept, facts), "seen": stamp(comment)})
        self.open = False
        self.meanwhile = False

    @property
    def kept(self) -> str:
        """The text that is printed, as it is kept."""
        return self.comment.text if self.comment and self.edited else self.draft

    @property
    def code(self) -> str:
        """As addresses write it."""
        return self.block.value

    @property
    def title(self) -> str:
        """In French."""
        return str(self.block.label)

    @property
    def paragraphs(self) -> list[Said]:
        """As it is printed."""
        hands = self.comment.hands if self.comment and self.edited else {}
        return [Said(each, opening(self.facts.window)) for each in printed(self.kept, self.facts, hands)]

    @property
    def set_aside(self) -> str:
        """The words that may be taken back, as one types them; "" when there are none."""
        return shown(self.comment.text, self.facts) if self.comment and not self.edited else ""

    @cached_property
    def flags(self) -> list[Flag]:
        """What deserves a look."""
        if self.comment is None or not self.edited:
            return []
        found = doubts(self.comment, self.facts, self.draft)
        return [
            replace(each, words=plain(each.words, self.facts)) if each.kind is Kind.UNSAID else each for each in found
        ]

    @property
    def seen(self) -> str:
        """What the buttons of the block were drawn from."""
        return stamp(self.comment)

    @property
    def fields(self) -> list[Listed]:
        """Its own fields, those that have a value."""
        return listed(field for field in self.facts.fields.values() if field.block == self.block)

    def typed(self, form: CommentForm) -> None:
        """Show what was typed instead of what is kept."""
        self.form, self.open = form, True


def listed(fields: Iterable[Field]) -> list[Listed]:
    """Fields by their names, with their values."""
    return [Listed(field.template, text_of(field.figure)) for field in fields if field.value is not None]


class CommentsPage:
    """All the comments of a version, of one state of the base."""

    def __init__(self, edition: Edition, period: Period) -> None:
        self.edition, self.period = edition, period
        window = Window(period)
        with snapshot():
            self.facts = prepared(edition, window).facts()
            comments = comments_of(edition, window.name)
        shown_blocks = set(blocks_shown(edition.blocks))
        self.blocks = [BlockView(each, self.facts, comments.get(each)) for each in BLOCKS if each in shown_blocks]

    @property
    def name(self) -> str:
        """The period, as addresses write it."""
        return self.facts.window.name

    def block(self, block: BlockCode) -> BlockView | None:
        """One of them; None when the version does not print it."""
        return next((each for each in self.blocks if each.block == block), None)

    @property
    def number_of_flags(self) -> int:
        """Over all the blocks."""
        return sum(len(each.flags) for each in self.blocks)
