"""An import that stops in the middle of its writing and waits to be killed. Run by test_killed.py.

Arguments: the folder; the phase at which to stop. It writes MIDDLE when it has stopped.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import django

django.setup()

from jalon.core.work import Progress  # noqa: E402
from jalon.exchange.imports.folder import import_folder  # noqa: E402

T = TypeVar("T")


class Stop(Progress):
    """Stops before the last phase, once everything else has been sent to the database."""

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        if label == sys.argv[2]:
            print("MIDDLE", flush=True)
            time.sleep(600)
        yield from items


if __name__ == "__main__":
    import_folder(Path(sys.argv[1]), by=None, progress=Stop())
