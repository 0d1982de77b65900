"""Comparing: equal, impossible (declared, with the value a consistent year gives) or different."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from jalon.demo.published.cells import Key, Known, Printed

OPEN_LISTS = ("steps/rows/", "exits/reasons/")
"""Lists that print only the rows that are not nil: a row computed and not printed is a cell too, printed 0."""
NOT_PRINTED = "ligne non imprimée"


class Verdict(StrEnum):
    """What a cell comes to."""

    EQUAL = "égal"
    IMPOSSIBLE = "impossible"
    DIFFERENT = "différent"


class Compared(NamedTuple):
    """A cell and its verdict; `error` and `why` say what is known of an impossible one."""

    document: str
    cell: str
    label: str
    printed: Decimal
    computed: Decimal | None
    verdict: Verdict
    error: str = ""
    why: str = ""


def compare(
    printed: Sequence[Printed], computed: Mapping[str, Mapping[str, Any]], known: Mapping[Key, Known]
) -> list[Compared]:
    """Every printed cell against the computed ones, by document; then the exceptions that name no cell."""
    every = [*printed, *_rows_not_printed(printed, computed)]
    compared = [_verdict(each, computed[each.document], known.get(each[:2])) for each in every]
    named = {(each.document, each.cell) for each in every}
    lost = [key for key in known if key not in named]
    return compared + [Compared(*key, "", Decimal(0), None, Verdict.DIFFERENT, "", "case inconnue") for key in lost]


def _rows_not_printed(printed: Sequence[Printed], computed: Mapping[str, Mapping[str, Any]]) -> Iterator[Printed]:
    told = {(each.document, each.cell) for each in printed}
    for document, cells in computed.items():
        for cell, value in cells.items():
            if value and cell.startswith(OPEN_LISTS) and (document, cell) not in told:
                yield Printed(document, cell, f"{cell.rpartition('/')[2]} ({NOT_PRINTED})", Decimal(0))


def _verdict(each: Printed, cells: Mapping[str, Any], known: Known | None) -> Compared:
    found = cells.get(each.cell)
    # A list without a row says 0.
    computed = Decimal(str(found)) if found is not None else None if each.cell in cells else Decimal(0)
    verdict = Verdict.EQUAL if computed == each.value else Verdict.DIFFERENT
    if known is None:
        return Compared(*each, computed, verdict)
    # An exception for an equal cell is one too many; its values must be those of the cell.
    held = verdict is Verdict.DIFFERENT and (each.value, computed) == (known.printed, known.computed)
    return Compared(*each, computed, Verdict.IMPOSSIBLE if held else Verdict.DIFFERENT, known.error, known.why)


def count(compared: Sequence[Compared]) -> dict[Verdict, int]:
    """How many cells of each verdict."""
    return {verdict: sum(each.verdict is verdict for each in compared) for verdict in Verdict}
