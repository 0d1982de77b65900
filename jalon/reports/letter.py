"""The letter, monthly and yearly: a composition of indicators. Its shape is a contract (docs/exchange.md)."""

from collections import defaultdict
from typing import Any

from jalon.core import clock, periods
from jalon.core.rounding import percent
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.indicators.engine import Filters
from jalon.indicators.kinds import Count, Indicator
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from jalon.reports.counted import EXITS, HEADLINE, PREAFFECTATION, Counted, count

Block = dict[str, Any]
WHOLE = "whole"
"""In a table by reason of a letter that leaves the PLIE: the number of the whole PLIE, which is public."""
RATES = (d.POSITIVE_PCT.code, d.POSITIVE_PCT_EXCLUDING_NEUTRAL.code)


def letter(window: Window, filters: Filters = ()) -> Block:
    """The letter of a month or a year, with a `Figure` wherever a number is printed.

    `filters` keep the files of a part of the PLIE; a figure that they do not cut is None.
    """
    return composed(count(window, filters))


def composed(counted: Counted) -> Block:
    """The letter made of what was counted. One query, for the labels of the steps."""
    window = counted.window
    return {
        "period": window.name,
        "as_of": (window.as_of or clock.today()).isoformat(),
        "headline": _figures(HEADLINE, counted),
        "preaffectation_days": {name: counted.figure(each.code) for name, each in PREAFFECTATION.items()},
        "non_entry_reasons": _non_entry_reasons(counted),
        "referrals": {
            "total": counted.figure(m.REFERRALS.code),
            "by_category": _by_category(m.REFERRALS, counted),
            "partner_target_to_date": counted.figure(d.PARTNER_TARGET.code),
        },
        "entries_by_category": _by_category(m.ENTRIES, counted),
        "steps": _steps(counted),
        "exits": _exits(counted),
    }


def months_to_date(window: Window) -> list[str]:
    """The months from January to the period's, as addresses write them."""
    year = window.end.year
    return [f"{periods.month(year, number).start:%Y-%m}" for number in range(1, window.months + 1)]


def _figures(indicators: tuple[Indicator, ...], counted: Counted) -> Block:
    return {each.code: counted.figure(each.code) for each in indicators}


def _part(number: int | None, total: Count, counted: Counted) -> int | None:
    whole = counted.values[total.code]
    return None if number is None or whole is None else percent(number, whole)


def _non_entry_reasons(counted: Counted) -> list[Block]:
    code = m.NON_ENTRIES.code
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (reason, month), number in counted.cells(code).items():
        found[reason][month] = number
    rows = []
    for reason, months in sorted(found.items(), key=lambda row: (-sum(row[1].values()), row[0])):
        total = sum(months.values())
        rows.append(
            {
                "reason": reason,
                "by_month": {
                    name: counted.cell(code, months.get(name, 0), reason=reason, month=name)
                    for name in months_to_date(counted.window)
                },
                "total": counted.cell(code, total, reason=reason),
                "pct": _part(total, m.NON_ENTRIES, counted),
            }
        )
    return rows


def _by_category(measure: Count, counted: Counted) -> list[Block]:
    found = counted.by_first(measure.code)
    figures = {name: counted.cell(measure.code, found.get(name, 0), category=name) for name in ReferrerCategory.values}
    return [
        {"category": name, "count": figure, "pct": _part(found.get(name, 0), measure, counted)}
        for name, figure in figures.items()
    ]


def _steps(counted: Counted) -> Block:
    code, found = m.STEPS.code, counted.cells(m.STEPS.code)
    names = dict(StepLabel.objects.order_by().values_list("pk", "name"))
    groups = []
    for group in Classification.values:
        cells = {label: number for (each, label), number in found.items() if each == group}
        total = sum(cells.values())
        rows = [
            {"label": names[label], "count": counted.cell(code, number, classification=group, label=label)}
            for label, number in sorted(cells.items(), key=lambda cell: (-cell[1], names[cell[0]]))
        ]
        figure = counted.cell(code, total, classification=group)
        groups.append({"group": group, "count": figure, "pct": _part(total, m.STEPS, counted), "rows": rows})
    return {"total": counted.figure(code), "groups": groups}


def _exits(counted: Counted) -> Block:
    found, known = counted.by_first(m.EXITS.code), counted.exit_reasons
    reasons = [
        {
            "reason": reason,
            "positive": known[reason].positive,
            "count": counted.cell(m.EXITS.code, number, exit_reason=reason),
        }
        for reason, number in sorted(found.items(), key=lambda cell: (not known[cell[0]].positive, -cell[1], cell[0]))
    ]
    block = _figures(EXITS, counted)
    rates = {name: block.pop(name) for name in RATES}
    return block | {"reasons": reasons} | rates
