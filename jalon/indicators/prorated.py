"""Targets in proportion to the time of some référents. Source: protocol, half-yearly meeting with each host."""

from collections.abc import Collection
from typing import Any

from jalon.indicators import derived as d
from jalon.indicators.engine import Filters, evaluate
from jalon.indicators.kinds import Derived
from jalon.indicators.window import Window

TARGETS: Collection[Derived] = (
    *(d.TARGET_ENTRIES, d.TARGET_ENTRIES_TO_DATE, d.ACTIVE_FILE_TARGET),
    *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE),
)


def targets(window: Window, filters: Filters = ()) -> dict[str, Any]:
    """Each target by code, with the `fte` it is made of; None without a protocol in force. Two queries.

    `filters`: of a référent or of a host alone, the périodes d'ETP in force on the last day that count are theirs.
    """
    return evaluate(TARGETS, window, filters)
