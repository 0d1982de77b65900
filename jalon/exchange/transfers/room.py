"""Where a transfer keeps its files: a private folder of its own."""

import json
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice

from jalon.core import work
from jalon.exchange.faults import Fault
from jalon.exchange.models import Transfer


class Room(work.Room):
    """The files of one transfer."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__("echanges", transfer.key)
        self.zip = self.path / "dossier.zip"
        self.folder = self.path / "dossier"
        self.faults = self.path / "points.jsonl"

    def empty(self, *, but_faults: bool = False) -> None:
        """Erase what the transfer holds; the list of faults is kept when asked."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in (self.zip, self.progress):
            path.unlink(missing_ok=True)
        if not but_faults:
            self.remove()

    def note_faults(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, one a line."""
        with self.faults.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(fault.as_json(), ensure_ascii=False) + "\n" for fault in faults)

    def read_faults(self, first: int = 0, number: int | None = None) -> Iterator[Fault]:
        """The faults from a rank on."""
        if self.faults.exists():
            with self.faults.open(encoding="utf-8") as stream:
                for line in islice(stream, first, None if number is None else first + number):
                    yield Fault(**json.loads(line))
