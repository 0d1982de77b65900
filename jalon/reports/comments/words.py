"""The words of a letter: what someone wrote, or else the draft, block by block."""

from collections.abc import Mapping

from jalon.reports.comments.drafts import drafts
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.printing import printed
from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment, Edition
from jalon.reports.sheet.parts import Paragraph


def words_of(edition: Edition, facts: Facts) -> dict[BlockCode, tuple[Paragraph, ...]]:
    """The paragraphs of each block of a version. One query."""
    return told(facts, comments_of(edition, facts.window.name))


def told(facts: Facts, comments: Mapping[BlockCode, Comment]) -> dict[BlockCode, tuple[Paragraph, ...]]:
    """The paragraphs of each block that says something."""
    found = {}
    for block, said in drafts(facts).items():
        comment = comments.get(block)
        if comment is None or comment.aside:
            found[block] = printed(said, facts)
        else:
            found[block] = printed(comment.text, facts, comment.hands)
    return {block: paragraphs for block, paragraphs in found.items() if paragraphs}


def comments_of(edition: Edition, period: str) -> dict[BlockCode, Comment]:
    """What was written by hand, put aside or not. One query; none for a version that is not kept."""
    if edition._state.adding:
        return {}
    written = Comment.objects.filter(edition=edition, period=period).select_related("written_by")
    return {BlockCode(comment.block): comment for comment in written}
