"""What a version of the letter may be: whose files it needs, which blocks it shows, whether cells are masked. Pure."""

from collections.abc import Sequence

from jalon.reports.enums import Audience, BlockCode

NEEDS: dict[Audience, tuple[str, ...]] = {
    Audience.WHOLE: (),
    Audience.CASEWORKER: ("caseworker",),
    Audience.HOST: ("organisation",),
    Audience.COMMUNE: ("commune",),
    Audience.FUNDER: ("organisation", "commune"),
    Audience.REFERRER: ("organisation",),
    Audience.AGENCY: ("organisation",),
}
"""What says whose files a version counts; a funder's commune may be left out: it pays for all then."""
CROSSED = frozenset({Audience.HOST, Audience.COMMUNE, Audience.REFERRER, Audience.AGENCY})


def masks(audience: str, commune: str | None) -> bool:
    """Whether small cells are masked: the files are a part of the PLIE's, and the letter leaves it.

    A référent's letter stays inside; that of the whole PLIE crosses nothing. Source: docs/adr/0013.
    """
    return audience in CROSSED or (audience == Audience.FUNDER and commune is not None)


def blocks_shown(order: Sequence[str]) -> list[BlockCode]:
    """The blocks of a version, in its order; none said: all, in the usual one."""
    return [BlockCode(code) for code in order or BlockCode.values]


def order_kept(chosen: Sequence[str]) -> list[str]:
    """What is kept of a choice of blocks: nothing when it is the usual one. ValueError for a block that is none."""
    found = [BlockCode(code).value for code in dict.fromkeys(chosen)]
    return [] if found == BlockCode.values else found
