"""Which blocks stand on which of the two pages, and side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from jalon.reports.enums import BlockCode
from jalon.reports.sheet.parts import Block, Paragraph

NARROW = {BlockCode.REFERRERS, BlockCode.NON_ENTRIES}
"""Blocks that take half the width when another one may stand beside."""
SECOND = {BlockCode.STEPS, BlockCode.EXITS}
"""Those of the second page, in the usual order."""
PLOT, TITLE, TALE, LETTERS = 11.0, 2.5, 9.0, 70
"""Heights in lines of a chart, a title, a picture; letters in a line of half the width."""


@dataclass(frozen=True, slots=True)
class Band:
    """What takes the whole width: a block alone, or two columns of narrow ones."""

    left: tuple[Block, ...]
    right: tuple[Block, ...] = ()


def pages(blocks: Sequence[Block]) -> list[list[Band]]:
    """The two pages; one alone for a letter of a single block. In the usual order, the second begins with the steps."""
    cut = _cut(blocks)
    return [bands(part) for part in (blocks[:cut], blocks[cut:]) if part]


def _cut(blocks: Sequence[Block]) -> int:
    """How many blocks the first page has."""
    second = [block.code in SECOND for block in blocks]
    if any(second) and second == sorted(second) and not second[0]:
        return second.index(True)
    heights = [lines(block) for block in blocks]
    cuts = range(1, max(len(blocks), 2))
    return min(cuts, key=lambda cut: abs(sum(heights[:cut]) - sum(heights[cut:])))


def bands(blocks: Sequence[Block]) -> list[Band]:
    """The blocks in their order: narrow ones that follow each other in two columns, as even as may be."""
    found = []
    for narrow, group in groupby(blocks, lambda block: block.code in NARROW):
        run = list(group)
        found += [_columns(run)] if narrow else [Band((block,)) for block in run]
    return found


def _columns(run: list[Block]) -> Band:
    """Each block goes to the shorter column."""
    left: list[Block] = []
    right: list[Block] = []
    for block in run:
        shorter = left if sum(map(lines, left)) <= sum(map(lines, right)) else right
        shorter.append(block)
    return Band(tuple(left), tuple(right))


def lines(block: Block) -> float:
    """About how high it is, in lines of half the width."""
    tables = sum(len(table.rows) + len(table.foot) + 1 for table in block.tables if not table.monthly)
    words = sum(map(_words, (*block.words, *block.notes)))
    tale = _letters(block.tale.text) + (TALE if block.tale.picture else 0) if block.tale else 0
    wide = 1.0 if block.code in NARROW else 0.5
    return TITLE + wide * (tables + words + tale + PLOT * len(block.plots) + 4 * bool(block.rates))


def _words(paragraph: Paragraph) -> float:
    return _letters("".join(each if isinstance(each, str) else "00" for each in paragraph.words))


def _letters(text: str) -> float:
    return sum(1 + len(part) // LETTERS for part in text.split("\n"))
