"""The time of a day given to the funded operations. Pure; rules told in French in docs/rules/temps.md."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jalon.core.rounding import whole
from jalon.worktime.rules import Day, counted

NONE = ""
"""The time that no operation pays for."""


@dataclass(frozen=True, slots=True)
class Share:
    """The part of someone's time that an operation takes between two dates.

    `fixed`: it is justified by a mission letter, as a part of all the time; else by the time recorded.
    """

    operation: str
    share: Decimal
    start: dt.date
    end: dt.date | None
    fixed: bool
    letter: str = ""


def shares_on(day: dt.date, shares: Iterable[Share]) -> list[Share]:
    """Those in force: the latest begun of each operation, the largest first."""
    latest: dict[str, Share] = {}
    for each in sorted(shares, key=lambda share: share.start):
        if each.start <= day and (each.end is None or day <= each.end):
            latest[each.operation] = each
    return sorted(latest.values(), key=lambda share: (-share.share, share.operation))


def main(shares: Iterable[Share]) -> str:
    """The operation that takes what was given to none by hand: the largest of those justified by recorded time."""
    return next((each.operation for each in shares if not each.fixed), NONE)


def split(pieces: Sequence[tuple[str, int]], shares: Sequence[Share]) -> dict[str, int]:
    """Minutes by operation of pieces (operation given by hand or "", minutes); their sum is that of the pieces.

    `shares` are those of the day, as `shares_on` gives them. What was given by hand stays so. Of the rest, each fixed
    part takes its share of the whole, then the main operation takes what remains.
    """
    found: dict[str, int] = {}
    for operation, minutes in pieces:
        found[operation] = found.get(operation, 0) + minutes
    rest, total = found.pop(NONE, 0), sum(minutes for _, minutes in pieces)
    for each in shares:
        if each.fixed:
            taken = min(rest, whole(each.share * total))
            found[each.operation] = found.get(each.operation, 0) + taken
            rest -= taken
    found[main(shares)] = found.get(main(shares), 0) + rest
    return {operation: minutes for operation, minutes in sorted(found.items()) if minutes}


def of_day(day: Day, shares: Iterable[Share]) -> dict[str, int]:
    """The minutes of a day by operation, each counted once."""
    pieces = [(each.operation, minutes) for each, minutes in zip(day.done, counted(day.done), strict=True)]
    return split(pieces, shares_on(day.date, shares))


def of_days(days: Iterable[Day], shares: Iterable[Share]) -> dict[str, int]:
    """The same over several days."""
    told, found = list(shares), Counter[str]()
    for day in days:
        found.update(of_day(day, told))
    return dict(sorted(found.items()))
