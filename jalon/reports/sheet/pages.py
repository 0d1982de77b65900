"""The two pages of a sheet: which blocks stand on each, whatever their order."""

from jalon.reports.enums import BlockCode
from jalon.reports.sheet.parts import Block, Sheet

HEIGHTS = {
    BlockCode.ESSENTIAL: 3,
    BlockCode.TRENDS: 2,
    BlockCode.REFERRERS: 2,
    BlockCode.NON_ENTRIES: 2,
    BlockCode.STORY: 1,
    BlockCode.STEPS: 5,
    BlockCode.EXITS: 5,
}
"""About the room that each takes: the usual order then falls into the two pages of the letters."""
ABOUT = (
    ({BlockCode.STEPS, BlockCode.EXITS}, "étapes et sorties"),
    (set(HEIGHTS) - {BlockCode.STEPS, BlockCode.EXITS}, "entrées et file active"),
)


def pages(sheet: Sheet) -> list[tuple[Block, ...]]:
    """The blocks of each page, in their order, cut where the two are the most even; one page for a block alone."""
    heights = [HEIGHTS[block.code] for block in sheet.blocks]
    cuts = range(1, len(heights))
    cut = min(cuts, key=lambda place: abs(sum(heights[:place]) - sum(heights[place:])), default=len(heights))
    found = (sheet.blocks[:cut], sheet.blocks[cut:])
    return [blocks for blocks in found if blocks]


def about(blocks: tuple[Block, ...]) -> str:
    """What a page tells, beside its title; "" when it mixes everything."""
    codes = {block.code for block in blocks}
    return next((words for those, words in ABOUT if codes <= those), "")
