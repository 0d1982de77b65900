"""The letter's figures in one hand-written statement a block: what the letter is measured against, and checked with.

A line of a statement that ends with marks (`-- month as_of`) counts only when all of them hold: the engine's name,
`month` or `year`, `as_of` when there is one. So a statement never does more than its question asks.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from jalon.core import rounding
from jalon.indicators.window import Window
from jalon.reports.figures import plain

SQL = Path(__file__).parent / "sql"
Rows = list[dict[str, Any]]


def statement(block: str, window: Window) -> str:
    """The statement of a block for a window and the engine in use."""
    holding = {connection.vendor, "year" if window.is_year else "month", *(["as_of"] if window.as_of else [])}
    lines = (SQL / f"{block}.sql").read_text(encoding="utf-8").splitlines()
    parts = (line.partition("--") for line in lines)
    return "\n".join(code for code, _, marks in parts if holding.issuperset(marks.split()))


def statements(window: Window) -> dict[str, str]:
    """The statement of each block."""
    return {block: statement(block, window) for block in BLOCKS}


def rows(sql: str, window: Window) -> Rows:
    """What a statement finds for a window."""
    days = {"start": window.start, "end": window.end, "new_year": window.to_date.start, "as_of": window.as_of}
    # SQLite refuses values that the statement does not name.
    used = {name: day for name, day in days.items() if f"%({name})s" in sql}
    with connection.cursor() as cursor:
        cursor.execute(sql, used)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def differences(window: Window, letter: Mapping[str, Any]) -> list[str]:
    """The blocks whose figures are not those of the letter (as plain data), with both."""
    found = []
    for block, (of_rows, of_letter) in BLOCKS.items():
        by_hand, ours = of_rows(rows(statement(block, window), window), window), of_letter(letter)
        if by_hand != ours:
            found.append(f"{window} {block}: by hand {by_hand}, letter {ours}")
    return found


def _headline(found: Rows, window: Window) -> dict[str, Any]:
    months = ("entries_month", "entries_late", "entries_late_last_year")
    return dict.fromkeys(months) | found[0] | {"fte": plain(Decimal(str(found[0]["fte"] or 0)))}


def _headline_of(letter: Mapping[str, Any]) -> dict[str, Any]:
    """Targets and percentages are no counts: a division of those above."""
    return {
        name: value for name, value in letter["headline"].items() if "target" not in name and not name.endswith("pct")
    }


def _preaffectation(found: Rows, window: Window) -> dict[str, int | None]:
    row = found[0]
    month = None if window.is_year else rounding.mean(row["month_days"] or 0, row["month_number"])
    return {"month": month, "year_to_date": rounding.mean(row["days"] or 0, row["number"])}


def _non_entry_reasons(found: Rows, window: Window) -> dict[tuple[str, str], int]:
    return {(row["reason_id"], row["month"]): row["number"] for row in found}


def _non_entry_reasons_of(letter: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    return {
        (row["reason"], month): number
        for row in letter["non_entry_reasons"]
        for month, number in row["by_month"].items()
        if number
    }


def _by_category(found: Rows, window: Window) -> tuple[int, dict[str, int]]:
    """The total, and the count of each category; those without one are in the total only."""
    return (
        sum(int(row["number"]) for row in found),
        {row["category"]: int(row["number"]) for row in found if row["category"]},
    )


def _by_category_of(total: int, listed: list[dict[str, Any]]) -> tuple[int, dict[str, int]]:
    return total, {row["category"]: row["count"] for row in listed if row["count"]}


def _steps(found: Rows, window: Window) -> dict[tuple[str, str], int]:
    return {(row["classification"], row["name"]): row["number"] for row in found}


def _steps_of(letter: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    groups = letter["steps"]["groups"]
    return {(group["group"], row["label"]): row["count"] for group in groups for row in group["rows"]}


def _exits(found: Rows, window: Window) -> dict[str, Any]:
    def number(name: str = "number", **kept: bool) -> int:
        return sum(row[name] for row in found if all(row[key] == value for key, value in kept.items()))

    return {
        "reasons": {row["exit_reason_id"]: row["number"] for row in found},
        "positive_month": None if window.is_year else number("of_the_month", positive=True),
        "positive_cumulative": number(positive=True),
        "other_cumulative": number(positive=False),
        "exits_late": None if window.is_year else number("late"),
        "positive_pct_excluding_neutral": rounding.percent(number(positive=True), number(neutral=False)),
    }


def _exits_of(letter: Mapping[str, Any]) -> dict[str, Any]:
    exits = letter["exits"]
    names = (
        "positive_month",
        "positive_cumulative",
        "other_cumulative",
        "exits_late",
        "positive_pct_excluding_neutral",
    )
    return {
        "reasons": {row["reason"]: row["count"] for row in exits["reasons"]},
        **{name: exits[name] for name in names},
    }


BLOCKS: dict[str, tuple[Callable[[Rows, Window], Any], Callable[[Mapping[str, Any]], Any]]] = {
    "headline": (_headline, _headline_of),
    "preaffectation": (_preaffectation, lambda letter: letter["preaffectation_days"]),
    "non_entry_reasons": (_non_entry_reasons, _non_entry_reasons_of),
    "referrals": (
        _by_category,
        lambda letter: _by_category_of(letter["referrals"]["total"], letter["referrals"]["by_category"]),
    ),
    "entries_by_category": (
        _by_category,
        lambda letter: _by_category_of(letter["headline"]["entries_cumulative"], letter["entries_by_category"]),
    ),
    "steps": (_steps, _steps_of),
    "exits": (_exits, _exits_of),
}
"""Each block of the letter: its counts as the statement finds them, and as the letter says them."""
