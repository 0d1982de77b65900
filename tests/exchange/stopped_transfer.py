"""The work of a transfer that stops in the middle of its writing and waits to be killed. Run by a test.

Arguments: the key; the phase at which to stop. It writes MIDDLE when it has stopped, holding the lock as the real
process does.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar
from unittest.mock import patch

import django

django.setup()

from jalon.core.work import NotedProgress  # noqa: E402
from jalon.exchange.models import Transfer  # noqa: E402
from jalon.exchange.transfers import running  # noqa: E402
from jalon.exchange.transfers.room import Room  # noqa: E402

T = TypeVar("T")


class Stop(NotedProgress):
    """Stops before a phase."""

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        if label == sys.argv[2]:
            print("MIDDLE", flush=True)
            time.sleep(600)
        yield from super().over(items, label, total)


if __name__ == "__main__":
    transfer = Transfer.objects.select_related("by").get(key=sys.argv[1])
    with Room(transfer).open().held(), patch.object(running, "NotedProgress", Stop):
        running.run(transfer)
