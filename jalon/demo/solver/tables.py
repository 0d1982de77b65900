"""The declared marginals: CSV files of `data`, read as rows of texts."""

import csv
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The lines of a data file, by column."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def column(name: str, key: str) -> list[str]:
    """One column of a data file."""
    return [row[key] for row in rows(name)]


def month_number(text: str) -> int:
    """`2017-03` → 3; anything before 2017 → 0."""
    year, _, month = text.partition("-")
    return int(month) if year == "2017" else 0


def by_month(row: Row) -> list[int]:
    """The twelve counts of a row whose columns are months, January first."""
    return [int(row[f"2017-{month:02}"]) for month in range(1, 13)]
