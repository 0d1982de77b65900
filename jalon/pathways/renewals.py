"""What a contract is called as it lasts. Source: domain notes §4: a one-month CDD renewed for six moves by itself.

Both ends of a contract are worked: from 1 January to 30 June makes six months.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from jalon.core.periods import add_months

SATURDAY = 5
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract with one employer, both days included; `end` None: without a term."""

    start: dt.date
    end: dt.date | None


def months_reached_on(start: dt.date, months: int) -> dt.date:
    """The last day of so many months that begin on a day: 1 January + 6 → 30 June; 31 January + 1 → 28 February."""
    same_day = add_months(start, months)
    return same_day - DAY if same_day.day == start.day else same_day


def follows(before: Contract, after: Contract) -> bool:
    """Whether one goes on where the other stops: they touch, overlap, or leave only a weekend between them."""
    if before.end is None or after.start <= before.end + DAY:
        return True
    idle = (after.start - before.end).days - 1
    return idle <= 2 and all((before.end + DAY * each).weekday() >= SATURDAY for each in range(1, idle + 1))


def run_of(contract: Contract, others: Iterable[Contract]) -> Contract:
    """The contract with those that follow one another up to it, as one; later ones do not count."""
    start = contract.start
    for earlier in sorted(others, key=lambda each: each.start, reverse=True):
        if earlier.start <= start and follows(earlier, Contract(start, contract.end)):
            start = earlier.start
    return Contract(start, contract.end)


def adds_up(contract: Contract, others: Iterable[Contract], months: int) -> bool:
    """Whether a contract, with those it follows at the same employer, reaches so many months. No term, no sum."""
    if contract.end is None:
        return False
    return contract.end >= months_reached_on(run_of(contract, others).start, months)
