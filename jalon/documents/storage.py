"""Where the content of files lies: on disk, under their key, for this account of the machine alone.

A file is written whole under another name, then moved: whoever looks sees all of it or nothing. What was written
inside `undone_on_failure` is gone when the block fails, with the transaction; what a killed process leaves, no record
names, and `manage purge_files` erases.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from uuid import UUID

from django.conf import settings

PARTIAL = ".partial"
_written: ContextVar[list[Path] | None] = ContextVar("written", default=None)


def root() -> Path:
    """The folder of all the files."""
    return Path(settings.FILES_DIR) / "documents"


def path_of(key: UUID) -> Path:
    """Where the content of a key is, or would be."""
    return root() / key.hex[:2] / str(key)


@contextmanager
def undone_on_failure() -> Iterator[None]:
    """When the block fails, the files written inside are erased. To be put around the transaction."""
    outer, written = _written.get(), list[Path]()
    token = _written.set(written)
    try:
        yield
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    finally:
        _written.reset(token)
    if outer is not None:
        outer += written


def write(key: UUID, content: bytes) -> None:
    """Keep a content under a key not yet used. OSError when the disk refuses it: then nothing is left."""
    target = path_of(key)
    for folder in (root(), target.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = target.with_name(target.name + PARTIAL)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    if (written := _written.get()) is not None:
        written.append(target)


def read(key: UUID) -> bytes:
    """The content of a key. FileNotFoundError without any."""
    return path_of(key).read_bytes()


def erase(path: Path) -> None:
    """Erase a file; nothing when it is gone already."""
    path.unlink(missing_ok=True)


def all_files() -> Iterator[Path]:
    """Every file there, whole or partial."""
    return (path for path in root().glob("*/*") if path.is_file())


def _sync(folder: Path) -> None:
    """Have the move itself outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
