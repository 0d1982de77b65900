"""The shares of a référent's time. Pure."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

Dated = tuple[Decimal, dt.date, dt.date | None]
"""A share, from a day to a day; None: still."""


def overfull_on(shares: Sequence[Dated]) -> dt.date | None:
    """The first day on which the shares make more than the whole of one's time; None without any."""
    for day in sorted(start for _, start, _ in shares):
        if sum(share for share, start, end in shares if start <= day and (end is None or day <= end)) > 1:
            return day
    return None
