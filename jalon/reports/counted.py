"""Everything a letter prints, counted once: the values of its figures and its tables, of a PLIE or of a part of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jalon.core.database import snapshot
from jalon.indicators import derived as d
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters, cut_by, evaluate, table
from jalon.indicators.kinds import Count, Indicator
from jalon.indicators.window import Window
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.reports.figures import Figure

Cells = Mapping[tuple[Any, ...], int]

HEADLINE: tuple[Indicator, ...] = (
    *(d.FTE, d.TARGET_ENTRIES, m.ENTRIES_MONTH, m.ENTRIES_LATE, m.ENTRIES_LATE_LAST_YEAR, m.ENTRIES, d.TARGET_PCT),
    *(m.NON_ENTRIES, m.ACCOMPANIED, d.ACTIVE_FILE_TARGET, m.ACTIVE_FILE, d.ACTIVE_FILE_PCT),
    *(m.PEOPLE_ON_A_STEP, m.STEPS_OPEN, m.SUSPENDED),
)
PREAFFECTATION = {"month": m.PREAFFECTATION_MONTH, "year_to_date": m.PREAFFECTATION}
EXITS: tuple[Indicator, ...] = (
    *(d.TARGET_POSITIVE, d.TARGET_POSITIVE_TO_DATE, m.POSITIVE_EXITS_MONTH, m.POSITIVE_EXITS, m.OTHER_EXITS),
    *(m.EXITS_LATE, d.POSITIVE_PCT, d.POSITIVE_PCT_EXCLUDING_NEUTRAL),
)
TOTALS: tuple[Indicator, ...] = (m.REFERRALS, m.STEPS, d.PARTNER_TARGET)
BESIDE: tuple[Indicator, ...] = (
    *(d.TARGET_ENTRIES_TO_DATE, d.POSITIVE_PCT_TO_DATE, m.EXITS, m.NON_NEUTRAL_EXITS),
    *(m.PARTNER_REFERRALS, d.PARTNER_PCT, m.PARTNER_ENTRIES, d.PARTNER_ENTRIES_TARGET, d.PARTNER_ENTRIES_PCT),
)
"""What the sheet prints beside the figures of the exchange format."""
TABLES: tuple[tuple[Count, tuple[by.Dimension, ...]], ...] = (
    (m.NON_ENTRIES, (by.NON_ENTRY_REASON, by.MONTH)),
    (m.REFERRALS, (by.CATEGORY, by.MONTH)),
    (m.ENTRIES, (by.CATEGORY, by.MONTH)),
    (m.STEPS, (by.CLASSIFICATION, by.STEP_LABEL)),
    (m.EXITS, (by.EXIT_REASON, by.MONTH)),
)
"""The tables of the letter; each also gives the total of its figure, which is not counted a second time."""
OF_THE_MONTH = frozenset(
    each.code
    for each in (
        *(m.ENTRIES_MONTH, m.ENTRIES_LATE, m.ENTRIES_LATE_LAST_YEAR),
        *(m.PREAFFECTATION_MONTH, m.POSITIVE_EXITS_MONTH, m.EXITS_LATE),
    )
)
"""What only a month has: null in the yearly letter."""


@dataclass(frozen=True)
class Counted:
    """What was counted of one state of the base. A table that the filters do not cut is absent, its figure None."""

    window: Window
    filters: Filters
    tables: Mapping[str, Cells]
    values: Mapping[str, Any]
    exit_reasons: Mapping[str, ExitReason]
    non_entry_reasons: Mapping[str, NonEntryReason]

    @property
    def named(self) -> dict[str, Any]:
        """The filters by code of dimension: every figure opens so."""
        return {dimension.code: key for dimension, key in self.filters}

    def figure(self, code: str, **cell: Any) -> Figure:
        """A figure that stands alone, by its code."""
        return Figure(self.values[code], code, {**self.named, **cell})

    def cell(self, code: str, number: int | None, **cell: Any) -> Figure:
        """A cell of a table; without a number where the filters do not cut the table."""
        return Figure(number if code in self.tables else None, code, {**self.named, **cell})

    def cells(self, code: str) -> Cells:
        """The table of a figure; empty where the filters do not cut it."""
        return self.tables.get(code, {})

    def by_first(self, code: str) -> dict[Any, int]:
        """The table of a figure by its first dimension alone."""
        found: dict[Any, int] = defaultdict(int)
        for (key, *_), number in self.cells(code).items():
            found[key] += number
        return dict(found)


def count(window: Window, filters: Filters = ()) -> Counted:
    """Count all that a letter prints: as many queries for a quiet month as for a busy year."""
    with snapshot():
        filters = [(dimension.settled(), key) for dimension, key in filters]
        tables = {
            measure.code: table(measure, window, *dimensions, filters=filters)
            for measure, dimensions in TABLES
            if cut_by(measure, filters)
        }
        return Counted(
            window,
            filters,
            tables,
            _values(window, filters, tables),
            {each.code: each for each in ExitReason.objects.order_by()},
            {each.code: each for each in NonEntryReason.objects.order_by()},
        )


def _values(window: Window, filters: Filters, tables: Mapping[str, Cells]) -> dict[str, Any]:
    """The value of every indicator of the letter, those of the month left unasked for a year."""
    asked = (*HEADLINE, *PREAFFECTATION.values(), *EXITS, *TOTALS, *BESIDE)
    skipped = OF_THE_MONTH if window.is_year else frozenset()
    known = {code: sum(cells.values()) for code, cells in tables.items()}
    for part, whole in ((m.PARTNER_REFERRALS, m.REFERRALS), (m.PARTNER_ENTRIES, m.ENTRIES)):
        if whole.code in tables:
            known[part.code] = sum(number for (key, _), number in tables[whole.code].items() if key in m.PARTNERS)
    return dict.fromkeys(skipped) | evaluate(
        [each for each in asked if each.code not in skipped], window, filters, known
    )
