"""The comments drafted from the figures, a template a sentence, block by block. Rules: docs/rules/commentaires.md."""

from collections.abc import Callable, Mapping
from types import ModuleType

from jalon.reports.comments.blocks import essential, exits, non_entries, referrers, steps, trends
from jalon.reports.comments.facts import Facts, Field, guarded
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode

BLOCKS: Mapping[BlockCode, ModuleType] = {
    module.BLOCK: module for module in (essential, trends, referrers, non_entries, steps, exits)
}
"""The blocks that have a comment: the story has its own words."""
Sayer = Callable[[Facts], list[str]]


def facts_of(source: Source) -> Facts:
    """All that the comments of a letter may say."""
    fields: dict[str, Field] = {}
    ranks: dict[str, tuple[str, ...]] = {}
    for module in BLOCKS.values():
        ranks |= module.ranks(source)
        fields |= {each.key: each for each in guarded(module.fields(source), source.masked)}
    return Facts(source.window, fields, ranks, source.running)


def draft(block: BlockCode, facts: Facts) -> str:
    """The drafted comment of a block: its sentences as one template; "" when there is nothing to say."""
    say: Sayer = BLOCKS[block].sentences
    return " ".join(say(facts))


def drafts(facts: Facts) -> dict[BlockCode, str]:
    """That of every block."""
    return {block: draft(block, facts) for block in BLOCKS}
