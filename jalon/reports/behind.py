"""What stands behind a letter beside its figures: every month of its charts, and last year's."""

from collections.abc import Mapping
from dataclasses import dataclass

from jalon.core import periods
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters, evaluate
from jalon.indicators.series import months
from jalon.indicators.window import Window
from jalon.reports.counted import BESIDE, Counted
from jalon.reports.figures import Figure, Value
from jalon.reports.history import computed_since, typed
from jalon.reports.months import Months, Point, active_file, begun, steps

BEFORE = "preaffectation_last_year"
"""The préaffectation of the year before, among the figures `beside`."""


@dataclass(frozen=True)
class Behind:
    """The months of a letter. `beside`: figures by code, that the exchange format has not.

    `monthly`: by code, each month since January: referrals, non-entries, entries, positive and other exits.
    `exits`: each month by reason. `active` and what follows: the months that have begun, `begun` of them.
    """

    window: Window
    filters: Filters
    beside: Mapping[str, Figure]
    monthly: Mapping[str, Months]
    exits: Mapping[str, Months]
    active: Months
    active_before: Months
    steps: Mapping[str, Months]
    begun: int
    exit_reasons: Mapping[str, tuple[str, bool]]
    """The label of each reason, and whether it is neutral."""
    non_entry_reasons: Mapping[str, str]
    running: Months | None = None
    """The entries since January at the end of each month, where they are not the sums of the months."""
    since: int | None = None
    """The first computed year."""

    @classmethod
    def of(cls, counted: Counted) -> "Behind":
        """What stands behind what was counted. Five queries, three more where no first computed year was set."""
        window, filters, since = counted.window, counted.filters, computed_since()
        now, before = active_file(window, filters, since)
        return cls(
            window,
            filters,
            {**{each.code: counted.figure(each.code) for each in BESIDE}, BEFORE: _last_year(counted, since)},
            _monthly(counted),
            {reason: _by_month(counted, m.EXITS.code, {reason}, exit_reason=reason) for reason in _reasons(counted)},
            now,
            before,
            steps(window, filters),
            len(begun(window)),
            {code: (each.label, each.neutral) for code, each in counted.exit_reasons.items()},
            {code: each.label for code, each in counted.non_entry_reasons.items()},
            since=since,
        )


def _reasons(counted: Counted) -> list[str]:
    return list(counted.by_first(m.EXITS.code))


def _monthly(counted: Counted) -> dict[str, Months]:
    positive = {code for code, reason in counted.exit_reasons.items() if reason.positive}
    others = set(counted.exit_reasons) - positive
    return {
        **{each.code: _by_month(counted, each.code, None) for each in (m.REFERRALS, m.NON_ENTRIES, m.ENTRIES)},
        m.POSITIVE_EXITS.code: _by_month(counted, m.EXITS.code, positive, code=m.POSITIVE_EXITS.code),
        m.OTHER_EXITS.code: _by_month(counted, m.EXITS.code, others, code=m.OTHER_EXITS.code),
    }


def _by_month(counted: Counted, table: str, keys: set[str] | None, *, code: str = "", **cell: str) -> Months:
    """Month by month, the cells of a table whose first key is one of these (None: all of them)."""
    found = counted.cells(table)

    def number(month: str) -> Value:
        if table not in counted.tables:
            return None
        return sum(each for (key, name), each in found.items() if name == month and (keys is None or key in keys))

    return [
        Point(
            month,
            Figure(
                number(month.name),
                code or table,
                {**counted.named, **cell, "month": month.name},
                counted.window.name,
            ),
        )
        for month in months(counted.window)
    ]


def _last_year(counted: Counted, since: int | None) -> Figure:
    """The préaffectation of the whole year before: computed, or else typed for the whole PLIE."""
    period, code = periods.year(counted.window.end.year - 1), m.PREAFFECTATION.code
    window = Window(period, counted.window.as_of)
    if since is not None and period.start.year >= since:
        value = evaluate([m.PREAFFECTATION], window, counted.filters)[code]
        return Figure(value, code, counted.named, window.name)
    told = {} if counted.filters else typed([code], [period])
    value = told[code, window.name].value if told else None
    return Figure(value, code, counted.named, window.name, typed=True)
