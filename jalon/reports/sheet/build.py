"""From the figures of a letter to its sheet: the blocks, in the order of the version, under their head."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jalon.core import clock, french
from jalon.protocols.models import Protocol
from jalon.reports.behind import Behind
from jalon.reports.editions.filters import audience_of
from jalon.reports.enums import BlockCode
from jalon.reports.models import Edition, Letterhead
from jalon.reports.sheet import plots
from jalon.reports.sheet.essential import essential
from jalon.reports.sheet.exits import exits
from jalon.reports.sheet.facts import Facts
from jalon.reports.sheet.non_entries import non_entries
from jalon.reports.sheet.parts import Block, Paragraph, Sheet, Tale
from jalon.reports.sheet.referrers import referrers
from jalon.reports.sheet.steps import steps

Words = Mapping[BlockCode, tuple[Paragraph, ...]]

PUBLISHER = "PLIE"
NOTHING = (
    "Rien n’est enregistré jusqu’à la fin de cette période\u00a0: les nombres sont à zéro, "
    "et un tiret tient lieu de ce qui n’a pas de dénominateur."
)


def sheet(
    data: Mapping[str, Any],
    behind: Behind,
    *,
    edition: Edition,
    words: Words | None = None,
    tale: Tale | None = None,
    warnings: tuple[Paragraph, ...] = (),
) -> Sheet:
    """The letter of a version as values. `words`: the comments of each block. Two queries, for the head."""
    facts, window = Facts(data, behind), behind.window
    head = Letterhead.objects.first()
    protocol = Protocol.objects.in_force_on(window.end)
    return Sheet(
        publisher=head.name if head else PUBLISHER,
        kind="Lettre annuelle" if window.is_year else "Lettre mensuelle",
        title=f"Année {window.end.year}" if window.is_year else french.month(window.end).capitalize(),
        period=window.name,
        as_of=window.as_of,
        printed_on=clock.today(),
        audience=audience_of(edition),
        blocks=tuple(_blocks(facts, edition, words or {}, tale)),
        mention=protocol.european_mention if protocol else "",
        logo=head.logo_id if head else None,
        logo_alt=head.logo_alt if head else "",
        warnings=(*_empty(facts), *warnings),
    )


def trends(facts: Facts) -> Block | None:
    """The two charts of page 1; None before the period has begun."""
    found = tuple(plot for plot in (plots.entries(facts), plots.file_active(facts)) if plot)
    title = BlockCode.TRENDS.label
    return Block(BlockCode.TRENDS, title, plots=found) if found else None


MAKERS: Mapping[BlockCode, Callable[[Facts], Block | None]] = {
    BlockCode.ESSENTIAL: essential,
    BlockCode.TRENDS: trends,
    BlockCode.REFERRERS: referrers,
    BlockCode.NON_ENTRIES: non_entries,
    BlockCode.STEPS: steps,
    BlockCode.EXITS: exits,
}


def _blocks(facts: Facts, edition: Edition, words: Words, tale: Tale | None) -> list[Block]:
    """The blocks that the version shows, in its order, where there is something to show."""
    found = []
    for code in map(BlockCode, edition.blocks or BlockCode.values):
        if code is BlockCode.STORY:
            block = Block(code, f"{code.label}\u00a0: {tale.title}", tale=tale) if tale else None
        else:
            block = MAKERS[code](facts)
        if block:
            found.append(replace(block, words=words.get(code, ())))
    return found


def _empty(facts: Facts) -> tuple[Paragraph, ...]:
    """Said when nothing happened: nobody accompanied, nobody sent."""
    silent = all(facts.number(code) == 0 or facts.lacks(code) for code in ("accompanied_to_date", "referrals"))
    return (Paragraph((NOTHING,)),) if silent else ()
