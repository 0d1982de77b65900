"""Writing the base as a folder of the exchange format: always the same bytes for the same facts."""

import csv
from collections.abc import Iterator
from pathlib import Path

from jalon.audit.actions import Actor, record
from jalon.audit.enums import Verb
from jalon.core.database import snapshot
from jalon.exchange import base
from jalon.exchange import format as f
from jalon.exchange.cells import escaped, written


class NotOurs(Exception):
    """The target folder holds something else; the message names it."""


def export_folder(folder: Path, *, by: Actor | None) -> dict[str, int]:
    """Write the eleven files, replacing those of an earlier export; returns the number of rows of each.

    Raises NotOurs when the folder holds other files, which would make it impossible to import back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    formats = f.files(f.NO_CODES)
    strange = sorted(path.name for path in folder.iterdir() if path.name not in formats)
    if strange:
        raise NotOurs(", ".join(strange))
    with snapshot():
        counts = {name: _write(folder / name, fmt) for name, fmt in formats.items()}
    record(by=by, verb=Verb.EXPORTED, target="export", after=counts)
    return counts


def _write(path: Path, fmt: f.FileFormat) -> int:
    """Write one file beside its place, then put it there whole."""
    partial = path.with_suffix(".partial")
    count = 0
    with partial.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(column.name for column in fmt.columns)
        for count, cells in enumerate(_sorted_rows(fmt.name), 1):  # noqa: B007
            writer.writerow(cells)
    partial.replace(path)
    return count


def _sorted_rows(name: str) -> Iterator[list[str]]:
    """The rows as cells, in an order that depends on nothing but them."""
    if name == f.INTERVIEWS:  # too many to sort at once: they come by pathway
        yield from _sorted_contacts()
    else:
        yield from sorted([escaped(written(value)) for value in row] for row in base.ROWS[name]())


def _sorted_contacts() -> Iterator[list[str]]:
    for _, contacts in base.contacts_by_pathway():
        yield from sorted([escaped(written(value)) for value in row] for row in contacts)
