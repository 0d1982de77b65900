"""What was printed, and the cells known to be wrong: CSV files, with their source beside them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from jalon.demo.solver.tables import rows

FILES = ("published/letters_2017.csv", "published/report_2017.csv")
EXCEPTIONS = "published/exceptions.csv"
REPORT = "rapport"
"""The document that is not a letter."""
Key = tuple[str, str]
"""A document (`2017-03`, `rapport`) and the path of a cell in it."""


class Printed(NamedTuple):
    """A printed cell; `label` says it in the document's own words."""

    document: str
    cell: str
    label: str
    value: Decimal


class Known(NamedTuple):
    """A cell that cannot be what was printed: what a consistent year gives there, and the error that explains it."""

    printed: Decimal
    computed: Decimal
    error: str
    why: str


def printed() -> Sequence[Printed]:
    """Every printed cell, in the order of the documents."""
    lines = [row for name in FILES for row in rows(name)]
    return [Printed(row["document"], row["cell"], row["label"], Decimal(row["printed"])) for row in lines]


def exceptions() -> dict[Key, Known]:
    """The cells declared impossible."""
    return {
        (row["document"], row["cell"]): Known(
            Decimal(row["printed"]), Decimal(row["computed"]), row["error"], row["why"]
        )
        for row in rows(EXCEPTIONS)
    }
