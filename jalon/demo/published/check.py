"""The whole check, from the base: each letter as of its last day, the report as of the end of the year."""

import datetime as dt
from typing import Any

from jalon.core import periods
from jalon.demo.published import letters, report
from jalon.demo.published.cells import REPORT, exceptions, printed
from jalon.demo.published.verdicts import Compared, compare
from jalon.indicators.window import Window
from jalon.protocols.models import Protocol
from jalon.reports.figures import plain
from jalon.reports.letter import letter

YEAR = "2017"
LAST_MONTH = "2017-12"
"""The December letter prints the steps of the year."""


def check_published() -> list[Compared]:
    """Every published cell of 2017 with its verdict; the base must hold the example, nothing else."""
    told = printed()
    documents = dict.fromkeys(each.document for each in told)
    computed = {name: _report() if name == REPORT else _letter(name) for name in documents}
    return compare(told, computed, exceptions())


def _letter(name: str) -> dict[str, Any]:
    end = periods.parse(name).end
    found = plain(letter(Window.parse(name, end)))
    if name == LAST_MONTH:
        found["steps"] = plain(letter(Window.parse(YEAR, end)))["steps"]
    protocol = Protocol.objects.in_force_on(end)
    if protocol is None:
        raise ValueError(f"no protocol is in force on {end}")
    expected = {"referrals": protocol.partner_referrals, "entries": protocol.partner_entries}
    return letters.cells(found, end.month, expected)


def _report() -> dict[str, Any]:
    return report.cells(Window.parse(YEAR, dt.date(int(YEAR), 12, 31)))
