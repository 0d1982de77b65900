"""A closing that stops in the middle of its writing and waits to be killed. Run by a test. It writes MIDDLE then."""

import datetime as dt
import time
from unittest.mock import patch

import django

django.setup()

from jalon.core import periods  # noqa: E402
from jalon.reports.closing import actions, freeze  # noqa: E402

write = freeze.write


def half(found: list[freeze.Frozen]) -> None:
    """Write the letters, with some of their lists, and wait."""
    write([(letter, dict(list(lists.items())[:3])) for letter, lists in found])
    print("MIDDLE", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    with patch.object(freeze, "write", half):
        actions.close(by=None, period=periods.month(2017, 3), as_of=dt.date(2017, 3, 31))
