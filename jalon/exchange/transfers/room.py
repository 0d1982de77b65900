"""Where a transfer keeps its files: a private folder of its own, and the lock of the process that works in it."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from jalon.exchange.faults import Fault
from jalon.exchange.imports.parsing import Progress
from jalon.exchange.models import Transfer

T = TypeVar("T")
EVERY = 0.3
"""Seconds between two notes of progress."""


class Room:
    """The files of one transfer."""

    def __init__(self, transfer: Transfer) -> None:
        self.path = Path(settings.FILES_DIR) / "echanges" / str(transfer.key)
        self.zip = self.path / "dossier.zip"
        self.folder = self.path / "dossier"
        self.faults = self.path / "points.jsonl"
        self.progress = self.path / "avancement.json"

    def open(self) -> "Room":
        """Make the folder, for this account of the machine alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    @contextmanager
    def held(self) -> Iterator[int | None]:
        """The descriptor of the lock; None when a process works here already.

        The lock lives as long as someone holds the descriptor: a process that inherits it keeps it until it ends,
        however it ends.
        """
        descriptor = os.open(self.path / "verrou", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor if _locked(descriptor, fcntl.LOCK_EX, tries=10) else None
        finally:
            os.close(descriptor)

    def busy(self) -> bool:
        """Whether a process works here at this moment."""
        try:
            descriptor = os.open(self.path / "verrou", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            return not _locked(descriptor, fcntl.LOCK_SH, tries=1)
        finally:
            os.close(descriptor)

    def empty(self, *, but_faults: bool = False) -> None:
        """Erase what the transfer holds; the list of faults is kept when asked."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in (self.zip, self.progress):
            path.unlink(missing_ok=True)
        if not but_faults:
            shutil.rmtree(self.path, ignore_errors=True)

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

    def read_progress(self) -> dict[str, Any]:
        """How far the work is: `label`, `done`, `total` (0: unknown); empty before it begins."""
        with suppress(OSError, ValueError):
            told: dict[str, Any] = json.loads(self.progress.read_text(encoding="utf-8"))
            return told
        return {}


def _locked(descriptor: int, how: int, tries: int) -> bool:
    """Take a lock; several tries, since whoever only looks holds it for an instant."""
    for left in reversed(range(tries)):
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.05 if left else 0)
    return False


class NotedProgress(Progress):
    """Writes in the room how far the work is, a few times a second.

    Not in the database: SQLite's one writer is the import itself.
    """

    def __init__(self, room: Room, lines: dict[str, int]) -> None:
        self.room, self.lines, self.noted = room, lines, 0.0

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        size = total or self.lines.get(label) or (len(items) if isinstance(items, Sized) else 0)
        self._note(label, 0, size)
        for rank, item in enumerate(items, 1):
            if rank % 64 == 0 and time.monotonic() - self.noted > EVERY:
                self._note(label, rank, size)
            yield item

    def _note(self, label: str, done: int, total: int) -> None:
        partial = self.room.progress.with_suffix(".partial")
        partial.write_text(json.dumps({"label": label, "done": done, "total": total}), encoding="utf-8")
        partial.replace(self.room.progress)
        self.noted = time.monotonic()
