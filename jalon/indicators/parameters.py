"""The numbers that formulas take from elsewhere than the files: the protocol, the référents, the calendar."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from jalon.accounts.models import FtePeriod
from jalon.indicators.dimensions import CASEWORKER, HOST, Dimension
from jalon.indicators.window import Window
from jalon.protocols.models import Protocol

OF_PROTOCOL = {
    "entries_per_fte": "entrées par ETP et par an",
    "active_file_per_fte": "parcours par ETP",
    "positive_share": "part des entrées visée en sorties positives",
    "partner_referrals": "prescriptions par an",
    "partner_entries": "entrées par an",
}
OTHERS = {"months": "mois depuis janvier", "fte_in_force": "somme des ETP"}
LABELS = OF_PROTOCOL | OTHERS
OF_THE_WHOLE = ("partner_referrals", "partner_entries")
"""What the protocol says of the whole PLIE: a part of it has none."""
WITH_FTE = {CASEWORKER: "caseworker", HOST: "host"}
"""The parts of the PLIE that have a working time, and the field of a période d'ETP that says which."""


def fte_periods(day: dt.date, filters: Sequence[tuple[Dimension, Any]] = ()) -> QuerySet[FtePeriod]:
    """The périodes d'ETP in force on a day, both ends included: all, or those of a référent or an employer."""
    held = Q(**{WITH_FTE[dimension]: key for dimension, key in filters})
    return FtePeriod.objects.filter(held, Q(end=None) | Q(end__gte=day), start__lte=day)


def parameters(window: Window, filters: Sequence[tuple[Dimension, Any]] = ()) -> dict[str, Any]:
    """Every parameter for a window; those of the protocol are None when none is in force. Two queries.

    Of a part of the PLIE: the working time is that of its référents, None where it has none of its own.
    """
    protocol = Protocol.objects.in_force_on(window.end)
    values: dict[str, Any] = {name: getattr(protocol, name, None) for name in OF_PROTOCOL}
    if filters:
        values |= dict.fromkeys(OF_THE_WHOLE)
    return values | {"months": window.months, "fte_in_force": _fte(window, filters)}


def _fte(window: Window, filters: Sequence[tuple[Dimension, Any]]) -> Decimal | None:
    if any(dimension not in WITH_FTE for dimension, _ in filters):
        return None
    # Added here: SQLite would add floating-point numbers.
    held = fte_periods(window.end, filters).order_by().values_list("fte", flat=True)
    return sum(filter(None, held), Decimal(0))
