"""The numbers that formulas take from elsewhere than the files: the protocol, the référents, the calendar."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from jalon.accounts.models import FtePeriod
from jalon.indicators.window import Window
from jalon.protocols.models import Protocol

OF_PROTOCOL = {
    "entries_per_fte": "entrées par ETP et par an",
    "active_file_per_fte": "parcours par ETP",
    "positive_share": "part des entrées visée en sorties positives",
    "partner_referrals": "prescriptions par an",
}
OTHERS = {"months": "mois depuis janvier", "fte_in_force": "somme des ETP"}
LABELS = OF_PROTOCOL | OTHERS


def fte_periods(day: dt.date) -> QuerySet[FtePeriod]:
    """The périodes d'ETP in force on a day, both ends included."""
    return FtePeriod.objects.filter(Q(end=None) | Q(end__gte=day), start__lte=day)


def parameters(window: Window) -> dict[str, Any]:
    """Every parameter for a window; those of the protocol are None when none is in force. Two queries."""
    protocol = Protocol.objects.in_force_on(window.end)
    # Added here: SQLite would add floating-point numbers.
    fte = sum(filter(None, fte_periods(window.end).order_by().values_list("fte", flat=True)), Decimal(0))
    values: dict[str, Any] = {name: getattr(protocol, name, None) for name in OF_PROTOCOL}
    return values | {"months": window.months, "fte_in_force": fte}
