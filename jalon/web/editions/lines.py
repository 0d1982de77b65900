"""The versions as the page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.reports.editions.filters import audience_of
from jalon.reports.editions.rules import masks
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.models import Edition

ALL = "Toutes"


@dataclass(frozen=True, slots=True)
class Line:
    """A version: whose files, what is masked, which blocks, whom it is sent to."""

    edition: Edition
    whose: str
    masked: bool
    blocks: str
    lists: list[str]


def lines(editions: Iterable[Edition]) -> list[tuple[Audience, list[Line]]]:
    """By audience, in the order of the choices."""
    found = [_line(edition) for edition in editions]
    groups = {audience: [each for each in found if each.edition.audience == audience] for audience in Audience}
    return [(audience, group) for audience, group in groups.items() if group]


def _line(edition: Edition) -> Line:
    shown, every = len(edition.blocks), len(BlockCode.values)
    words = ALL if not shown or shown == every else f"{shown} sur {every}"
    if shown == every:
        words = "Toutes, dans un autre ordre"
    return Line(
        edition,
        audience_of(edition) or "Tous les dossiers du PLIE",
        masks(edition.audience, edition.commune_id),
        words,
        [each.name for each in edition.lists.all()],
    )
