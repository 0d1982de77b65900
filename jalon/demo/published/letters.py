"""A computed letter as cells, under the paths of the published ones."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from jalon.core.rounding import percent, whole

Block = Mapping[str, Any]
Pairs = Iterator[tuple[str, Any]]
PARTNERS = ("france_travail", "departement")
QUARTER = ("2017-01", "2017-02", "2017-03")


def cells(letter: Block, month: int, expected: Mapping[str, int]) -> dict[str, Any]:
    """Every cell of a letter, in the shape of the exchange contract; `month` counts those gone by for targets.

    `expected`: the referrals and the entries that the protocol expects of the two partners in a year.
    """
    headline, exits = letter["headline"], letter["exits"]
    return {
        **{f"headline/{name}": value for name, value in headline.items()},
        **{f"preaffectation/{name}": value for name, value in letter["preaffectation_days"].items()},
        **dict(_non_entries(letter["non_entry_reasons"])),
        **dict(_by_category("referrals", letter["referrals"]["by_category"], letter["referrals"]["total"])),
        **dict(_by_category("entries", letter["entries_by_category"], headline["entries_cumulative"])),
        **dict(_targets(letter, month, expected)),
        **dict(_steps(letter["steps"])),
        **dict(_exits(exits, headline["entries_cumulative"])),
    }


def _non_entries(reasons: Iterable[Block]) -> Pairs:
    for row in reasons:
        path = f"non_entries/{row['reason']}"
        yield f"{path}/total", row["total"]
        yield f"{path}/pct", row["pct"]
        for month, number in row["by_month"].items():
            yield f"{path}/{month}", number
        yield f"{path}/2017-Q1", sum(row["by_month"].get(month, 0) for month in QUARTER)


def _by_category(name: str, categories: Iterable[Block], total: int) -> Pairs:
    counts = {row["category"]: row["count"] for row in categories}
    counts["partners"] = sum(counts[category] for category in PARTNERS)
    counts["others"] = total - counts["partners"]
    for category, number in counts.items():
        yield f"{name}/{category}/count", number
        yield f"{name}/{category}/pct", percent(number, total)


def _targets(letter: Block, month: int, expected: Mapping[str, int]) -> Pairs:
    """Referrals and entries of France Travail and the Département against what the agreements expect of them."""
    found = {"referrals": letter["referrals"]["by_category"], "entries": letter["entries_by_category"]}
    for name, annual in expected.items():
        target = Fraction(annual * month, 12)
        number = sum(row["count"] for row in found[name] if row["category"] in PARTNERS)
        yield f"{name}/partners/target", whole(target)
        yield f"{name}/partners/target_pct", percent(number, target)


def _steps(steps: Block) -> Pairs:
    yield "steps/total", steps["total"]
    labels: dict[str, int] = {}
    for group in steps["groups"]:
        yield f"steps/{group['group']}/count", group["count"]
        yield f"steps/{group['group']}/pct", group["pct"]
        for row in group["rows"]:
            labels[row["label"]] = labels.get(row["label"], 0) + row["count"]
    for label, number in labels.items():
        yield f"steps/rows/{label}", number


def _exits(exits: Block, entries: int) -> Pairs:
    for name, value in exits.items():
        if name != "reasons":
            yield f"exits/{name}", value
    for row in exits["reasons"]:
        yield f"exits/reasons/{row['reason']}", row["count"]
    total = exits["positive_cumulative"] + exits["other_cumulative"]
    yield "exits/other_pct", percent(exits["other_cumulative"], total)
    yield "exits/positive_over_entries_pct", percent(exits["positive_cumulative"], entries)
