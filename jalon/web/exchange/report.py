"""The list of faults to take away, written as it is read."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from jalon.exchange.cells import escaped
from jalon.exchange.faults import Fault

HEADING = ["fichier", "ligne", "colonne", "valeur", "attendu"]


def as_csv(faults: Iterable[Fault]) -> Iterator[str]:
    """For a spreadsheet: UTF-8 with its mark, semicolons, no cell that would be run."""
    yield "\ufeff" + _line(HEADING)
    for fault in faults:
        line = "" if fault.line is None else str(fault.line)
        yield _line([fault.file, line, fault.column or "", fault.value, fault.expected])


def as_json(faults: Iterable[Fault]) -> Iterator[str]:
    """The report of the contract (docs/exchange.md), as `import_folder --report` writes it."""
    yield '{"accepted": false, "errors": ['
    for rank, fault in enumerate(faults):
        yield (",\n " if rank else "\n ") + json.dumps(fault.as_json(), ensure_ascii=False)
    yield "\n]}\n"


def _line(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(map(escaped, cells))
    return stream.getvalue()
