"""Targets in proportion to the time of some référents. Source: protocol, half-yearly meeting with each host."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import Q

from jalon.indicators import derived as d
from jalon.indicators.engine import with_needs
from jalon.indicators.kinds import Derived
from jalon.indicators.parameters import fte_periods, parameters
from jalon.indicators.window import Window

TARGETS: Collection[Derived] = (
    *(d.TARGET_ENTRIES, d.TARGET_ENTRIES_TO_DATE, d.ACTIVE_FILE_TARGET),
    *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE),
)


def targets(window: Window, held_by: Q | None = None) -> dict[str, Any]:
    """Each target by code, with the `fte` it is made of; None without a protocol in force. Three queries at most.

    `held_by`: the périodes d'ETP (of a référent, of a host) in force on the last day that count; None: all of them.
    """
    values = parameters(window)
    if held_by is not None:
        held = fte_periods(window.end).filter(held_by).order_by().values_list("fte", flat=True)
        values["fte_in_force"] = sum(filter(None, held), Decimal(0))
    for each in with_needs(TARGETS):
        if isinstance(each, Derived):
            values[each.code] = each.value(values)
    return values
