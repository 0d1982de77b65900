"""Long work in a process of its own: a private folder, the lock of who works there, how far it is, when to stop.

A page starts `manage COMMAND KEY` and answers; the process outlives the request. Progress and the wish to stop are
small files, not rows: SQLite's one writer may be the work itself.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID

from django.conf import settings

T = TypeVar("T")
EVERY = 0.3
"""Seconds between two notes of progress."""


class Stopped(Exception):
    """Someone asked the work to stop; it does between two items."""


class Room:
    """The private folder of one piece of work: `kind` names the folder of its kind, `key` its own."""

    def __init__(self, kind: str, key: UUID) -> None:
        self.key = key
        self.path = Path(settings.FILES_DIR) / kind / str(key)
        self.progress = self.path / "avancement.json"
        self._lock = self.path / "verrou"
        self._stop = self.path / "arret"

    def open(self) -> Self:
        """Make the folder, for this account of the machine alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    @contextmanager
    def held(self) -> Iterator[int | None]:
        """The descriptor of the lock; None when a process works here already.

        The lock lives as long as someone holds the descriptor: a process that inherits it keeps it until it ends,
        however it ends.
        """
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor if _locked(descriptor, fcntl.LOCK_EX, tries=10) else None
        finally:
            os.close(descriptor)

    def busy(self) -> bool:
        """Whether a process works here at this moment."""
        try:
            descriptor = os.open(self._lock, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            return not _locked(descriptor, fcntl.LOCK_SH, tries=1)
        finally:
            os.close(descriptor)

    def ask_to_stop(self) -> None:
        """Have the work stop between two items; nothing when there is no folder. The next `launch` forgets it."""
        with suppress(FileNotFoundError):
            self._stop.touch()

    def must_stop(self) -> bool:
        """Whether someone asked the work to stop."""
        return self._stop.exists()

    def forget_stop(self) -> None:
        """The work begins anew: a wish to stop that is older does not count."""
        self._stop.unlink(missing_ok=True)

    def remove(self) -> None:
        """Erase the folder and all it holds."""
        shutil.rmtree(self.path, ignore_errors=True)

    def note_progress(self, label: str, done: int, total: int) -> None:
        """Say how far the work is; whoever reads meanwhile sees the note before or this one, never a half."""
        partial = self.progress.with_suffix(".partial")
        partial.write_text(json.dumps({"label": label, "done": done, "total": total}), encoding="utf-8")
        partial.replace(self.progress)

    def read_progress(self) -> dict[str, Any]:
        """How far the work is: `label`, `done`, `total` (0: unknown); empty before it begins."""
        with suppress(OSError, ValueError):
            told: dict[str, Any] = json.loads(self.progress.read_text(encoding="utf-8"))
            return told
        return {}


def launch(room: Room, command: str) -> bool:
    """Start `manage COMMAND KEY` in a process that holds the room's lock; False when one works there already."""
    with room.open().held() as lock:
        if lock is None:
            return False
        start(room, command, lock)
    return True


def start(room: Room, command: str, lock: int) -> None:
    """The same for whoever holds the lock already: the process inherits it."""
    room.forget_stop()
    asked = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), command, str(room.key)]
    process = subprocess.Popen(  # noqa: S603  (our own command, a key we made)
        asked, pass_fds=[lock], stdin=subprocess.DEVNULL, start_new_session=True, env=os.environ
    )
    threading.Thread(target=process.wait, daemon=True).start()  # so that no dead process lingers


class Progress:
    """Told how far a piece of work is; this one says nothing."""

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """The items, one by one, while progress is shown. Stopped when someone asked for it."""
        yield from items


class NotedProgress(Progress):
    """Writes in the room how far the work is, a few times a second, and stops before an item when asked.

    `totals`: how many items are behind a label, when it is known beforehand.
    """

    def __init__(self, room: Room, totals: dict[str, int] | None = None) -> None:
        self.room, self.totals, self.noted = room, totals or {}, 0.0

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        size = total or self.totals.get(label) or (len(items) if isinstance(items, Sized) else 0)
        self._note(label, 0, size)
        for rank, item in enumerate(items, 1):
            if time.monotonic() - self.noted > EVERY:
                self._note(label, rank, size)
            yield item

    def _note(self, label: str, done: int, total: int) -> None:
        if self.room.must_stop():
            raise Stopped
        self.room.note_progress(label, done, total)
        self.noted = time.monotonic()


def _locked(descriptor: int, how: int, tries: int) -> bool:
    """Take a lock; several tries, since whoever only looks holds it for an instant."""
    for left in reversed(range(tries)):
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.05 if left else 0)
    return False
