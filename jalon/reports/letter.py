"""The letter, monthly and yearly: a composition of indicators. Its shape is a contract (docs/exchange.md)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from jalon.core import clock, periods
from jalon.core.database import snapshot
from jalon.core.rounding import percent
from jalon.indicators import derived as d
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate, table
from jalon.indicators.kinds import Count, Indicator
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, StepLabel
from jalon.reports.figures import Figure

Block = dict[str, Any]
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
TOTALS = (m.REFERRALS, m.STEPS, m.EXITS, d.PARTNER_TARGET)
TABLES: tuple[tuple[Count, tuple[by.Dimension, ...]], ...] = (
    (m.NON_ENTRIES, (by.NON_ENTRY_REASON, by.MONTH)),
    (m.REFERRALS, (by.CATEGORY,)),
    (m.ENTRIES, (by.CATEGORY,)),
    (m.STEPS, (by.CLASSIFICATION, by.STEP_LABEL)),
    (m.EXITS, (by.EXIT_REASON,)),
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


TO_DATE = (d.TARGET_ENTRIES_TO_DATE, d.POSITIVE_PCT_TO_DATE)
"""What the page says beside the figures of the contract."""


def letter(window: Window) -> Block:
    """The letter of a month or a year, with a `Figure` wherever a number is printed."""
    with snapshot():
        tables = {measure.code: table(measure, window, *dimensions) for measure, dimensions in TABLES}
        values = _values(window, {code: sum(cells.values()) for code, cells in tables.items()})
        return {
            "period": window.name,
            "as_of": (window.as_of or clock.today()).isoformat(),
            "headline": _figures(HEADLINE, values),
            "preaffectation_days": {
                name: Figure(values[each.code], each.code) for name, each in PREAFFECTATION.items()
            },
            "non_entry_reasons": _non_entry_reasons(tables[m.NON_ENTRIES.code], window, values),
            "referrals": {
                "total": Figure(values[m.REFERRALS.code], m.REFERRALS.code),
                "by_category": _by_category(m.REFERRALS, tables, values),
                "partner_target_to_date": Figure(values[d.PARTNER_TARGET.code], d.PARTNER_TARGET.code),
            },
            "entries_by_category": _by_category(m.ENTRIES, tables, values),
            "steps": _steps(tables[m.STEPS.code], values),
            "exits": _exits(tables[m.EXITS.code], values),
        }


def to_date(said: Block, window: Window) -> Block:
    """Targets to date and what was reached of them, from the figures of a letter. No query."""
    printed = {**said["headline"], **{code: each for code, each in said["exits"].items() if isinstance(each, Figure)}}
    values = {"months": window.months, **{code: figure.value for code, figure in printed.items()}}
    return {each.code: Figure(each.value(values), each.code) for each in TO_DATE}


def _values(window: Window, totals: Mapping[str, int]) -> dict[str, Any]:
    """The value of every indicator of the letter, those of the month left unasked for a year."""
    asked = (*HEADLINE, *PREAFFECTATION.values(), *EXITS, *TOTALS)
    skipped = OF_THE_MONTH if window.is_year else frozenset()
    return dict.fromkeys(skipped) | evaluate([each for each in asked if each.code not in skipped], window, known=totals)


def _figures(indicators: tuple[Indicator, ...], values: Mapping[str, Any]) -> Block:
    return {each.code: Figure(values[each.code], each.code) for each in indicators}


def _part(figure: int, total: Count, values: Mapping[str, Any]) -> int | None:
    return percent(figure, values[total.code])


def _non_entry_reasons(cells: Cells, window: Window, values: Mapping[str, Any]) -> list[Block]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (reason, month), number in cells.items():
        found[reason][month] = number
    code = m.NON_ENTRIES.code
    rows = []
    for reason, months in sorted(found.items(), key=lambda row: (-sum(row[1].values()), row[0])):
        total = sum(months.values())
        rows.append(
            {
                "reason": reason,
                "by_month": {
                    name: Figure(months.get(name, 0), code, {"reason": reason, "month": name})
                    for name in _months(window)
                },
                "total": Figure(total, code, {"reason": reason}),
                "pct": _part(total, m.NON_ENTRIES, values),
            }
        )
    return rows


def _months(window: Window) -> list[str]:
    """The months from January to the period's."""
    year = window.end.year
    return [f"{periods.month(year, number).start:%Y-%m}" for number in range(1, window.months + 1)]


def _by_category(measure: Count, tables: Mapping[str, Cells], values: Mapping[str, Any]) -> list[Block]:
    found = tables[measure.code]
    return [
        {
            "category": category,
            "count": Figure(found.get((category,), 0), measure.code, {"category": category}),
            "pct": _part(found.get((category,), 0), measure, values),
        }
        for category in ReferrerCategory.values
    ]


def _steps(found: Cells, values: Mapping[str, Any]) -> Block:
    names = dict(StepLabel.objects.order_by().values_list("pk", "name"))
    groups = []
    for group in Classification.values:
        cells = {label: number for (each, label), number in found.items() if each == group}
        count = sum(cells.values())
        rows = [
            {
                "label": names[label],
                "count": Figure(number, m.STEPS.code, {"classification": group, "label": label}),
            }
            for label, number in sorted(cells.items(), key=lambda cell: (-cell[1], names[cell[0]]))
        ]
        total = Figure(count, m.STEPS.code, {"classification": group})
        groups.append({"group": group, "count": total, "pct": _part(count, m.STEPS, values), "rows": rows})
    return {"total": Figure(values[m.STEPS.code], m.STEPS.code), "groups": groups}


def _exits(found: Cells, values: Mapping[str, Any]) -> Block:
    positive = dict(ExitReason.objects.order_by().values_list("code", "positive"))
    reasons = [
        {
            "reason": reason,
            "positive": positive[reason],
            "count": Figure(number, m.EXITS.code, {"exit_reason": reason}),
        }
        for (reason,), number in sorted(found.items(), key=lambda cell: (not positive[cell[0][0]], -cell[1], cell[0]))
    ]
    block = _figures(EXITS, values)
    rates = {name: block.pop(name) for name in (d.POSITIVE_PCT.code, d.POSITIVE_PCT_EXCLUDING_NEUTRAL.code)}
    return block | {"reasons": reasons} | rates
