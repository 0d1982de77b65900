"""Whose files an account reads and writes today: its own référent's, and those of the colleagues it stands in for."""

import datetime as dt

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import Visitor, caseworkers_of


def standing_for(user: Visitor, day: dt.date) -> list[int]:
    """Keys of the référents of the account, and of those it replaces on the day, both ends of the cover included.

    One query, none for who is no référent. Who replaces a replacement opens nothing more.
    """
    own = caseworkers_of(user)
    if not own:
        return []
    away = Caseworker.objects.filter(absences__replacement__in=own, absences__start__lte=day, absences__end__gte=day)
    return sorted({*own, *away.order_by().values_list("pk", flat=True)})
