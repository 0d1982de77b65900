"""Long tables made short: the least lines together in one, « Autres (7 libellés) »."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from jalon.core.rounding import percent
from jalon.indicators.kinds import Unit
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import Bar, Row
from jalon.reports.sheet.print import unit_of

LIMITS = (99, 14, 12, 10, 8, 6, 4)
"""Lines kept at most of a list, from all of them down."""

Cells = Sequence[Figure | None]


def folded(rows: Sequence[Row], limit: int) -> list[Row]:
    """The rows, each list of at most `limit` lines and one for the others. The first lines are the largest."""
    found: list[Row] = []
    for kind, group in groupby(rows, _kind):
        run = list(group)
        found += _short(run, rows, limit) if kind else run
    return found


def _kind(row: Row) -> tuple[object, ...] | None:
    """What makes lines of one list: the same figures, of the same characteristics. None: a line apart."""
    figures = [figure for figure in row.cells if figure and not is_percent(figure)]
    if row.strong or not figures:
        return None
    return row.inside, *((figure.code, *sorted(figure.filters)) for figure in figures)


def is_percent(figure: Figure) -> bool:
    """Whether it is a part of others, which cannot be added."""
    return unit_of(figure) is Unit.PERCENT


def _short(run: list[Row], rows: Sequence[Row], limit: int) -> list[Row]:
    """One line in the place of one would save nothing."""
    return run if len(run) <= limit + 1 else [*run[:limit], _others(run[limit:], rows)]


def _others(tail: list[Row], rows: Sequence[Row]) -> Row:
    first = tail[0]
    cells: list[Figure | None] = []
    for place in range(len(first.cells)):
        column = [row.cells[place] for row in tail]
        is_share = any(figure and is_percent(figure) for figure in column)
        cells.append(_share(cells, rows, place) if is_share else _sum(column))
    label = f"Autres ({len(tail)} libellés)"
    return replace(first, label=label, cells=tuple(cells), note="", bar=_bar(tail))


def _sum(column: Cells) -> Figure | None:
    """Together; masked as soon as one is, which the sum would help to find."""
    known = [figure for figure in column if figure]
    if not known:
        return None
    if any(figure.masked for figure in known):
        return replace(known[0], value=None, masked=True)
    return replace(known[0], value=sum(figure.value or 0 for figure in known))


def _share(before: Cells, rows: Sequence[Row], place: int) -> Figure | None:
    """Of all the lines of the table: shares already rounded are not added."""
    counted = {at: figure for at, figure in enumerate(before) if figure and not is_percent(figure)}
    figure = next((row.cells[place] for row in rows if row.cells[place]), None)
    if not counted or figure is None:
        return None
    nearest = max(counted)
    part, total = counted[nearest], _sum([row.cells[nearest] for row in rows if not row.strong])
    if part.masked or total is None or total.masked:
        return replace(figure, value=None, masked=True)
    return replace(figure, value=percent(int(part.value or 0), int(total.value or 0)))


def _bar(tail: Sequence[Row]) -> Bar | None:
    bars = [row.bar for row in tail if row.bar]
    return replace(bars[0], value=sum(bar.value for bar in bars)) if bars else None
