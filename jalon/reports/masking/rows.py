"""The rows of what is masked, named as figures are: a code, and the cell of its table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest

from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count
from jalon.protocols.models import ExitReason

Row = tuple[str, tuple[tuple[str, Any], ...]]
Parents = Mapping[Row, Row | None]


def row(code: str, **cell: Any) -> Row:
    """The row of a figure, or of a cell of its table."""
    return code, tuple(sorted(cell.items()))


@dataclass(frozen=True)
class Flow:
    """A figure counted since January, by the parts that the letter prints; `known`: the days on which it is known."""

    measure: Count
    split: Dimension
    known: tuple[str, ...]

    @property
    def whole(self) -> Row:
        """All of it."""
        return row(self.measure.code)

    def part(self, key: Any) -> Row:
        """One of its parts."""
        return row(self.measure.code, **{self.split.code: key})


ENTRIES = Flow(m.ENTRIES, by.CATEGORY, ("known_on",))
REFERRALS = Flow(m.REFERRALS, by.CATEGORY, ("known_on",))
NON_ENTRIES = Flow(m.NON_ENTRIES, by.NON_ENTRY_REASON, ("declined_known_on",))
EXITS = Flow(m.EXITS, by.EXIT_REASON, ("known_on", "exit_known_on"))
FLOWS = (ENTRIES, REFERRALS, NON_ENTRIES, EXITS)

POSITIVE, OTHER = row(m.POSITIVE_EXITS.code), row(m.OTHER_EXITS.code)
NEUTRAL, NOT_NEUTRAL = row("other_neutral"), row("other_not_neutral")
POSITIVE_NEUTRAL, POSITIVE_NOT_NEUTRAL = row("positive_neutral"), row("positive_not_neutral")
"""Positive exits and others, parted by what the second rate tells: the neutral ones taken out of it."""
SIDES = {
    (True, True): POSITIVE_NEUTRAL,
    (True, False): POSITIVE_NOT_NEUTRAL,
    (False, True): NEUTRAL,
    (False, False): NOT_NEUTRAL,
}
"""By whether a reason is positive, and neutral."""


def flat(flow: Flow, parts: Iterable[Any]) -> Parents:
    """A figure and its parts."""
    return {flow.whole: None, **{flow.part(each): flow.whole for each in parts}}


def of_exits(parts: Iterable[Any]) -> Parents:
    """Exits: positive and others, of which the neutral ones are taken out of the second rate. One query."""
    reasons = {each.code: each for each in ExitReason.objects.order_by()}
    found: dict[Row, Row | None] = {EXITS.whole: None, POSITIVE: EXITS.whole, OTHER: EXITS.whole}
    sides = {part: SIDES[reasons[part].positive, reasons[part].neutral] for part in parts}
    found |= {side: POSITIVE if positive else OTHER for (positive, _), side in SIDES.items() if side in sides.values()}
    return found | {EXITS.part(part): side for part, side in sides.items()}


def _day(*fields: str) -> Callable[[Count, Any], Any]:
    return lambda measure, window: Greatest(*map(F, fields)) if len(fields) > 1 else F(fields[0])


def dated(flow: Flow) -> Dimension:
    """The day of a fact."""
    return Dimension("dated", "Date", _day(by.moment_field(flow.measure) or ""), lambda keys: {})


def known(flow: Flow) -> Dimension:
    """The day on which a fact is known, with all that it needs."""
    return Dimension("known", "Connu le", _day(*flow.known), lambda keys: {})
