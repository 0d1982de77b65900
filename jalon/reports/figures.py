"""A printed figure: its value, and what it opens onto."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Value = int | Decimal | None
SHARE = "share"
"""The code of a part of a printed total, in whole percent: it opens nothing."""
GAP = "gap"
"""The code of how far two printed figures are from each other: it opens nothing either."""
CLOSED = frozenset({SHARE, GAP})


@dataclass(frozen=True)
class Figure:
    """A value of the letter. `code` names its indicator; `filters` (dimension → key) the cell of its table.

    `period`: the one it is counted over, "" that of the letter. `typed`: it comes from the history, not from files.
    `masked`: there is a value, which is not told.
    """

    value: Value
    code: str
    filters: Mapping[str, Any] = field(default_factory=dict)
    period: str = ""
    typed: bool = False
    masked: bool = False


def plain(node: Any) -> Any:
    """A composition as plain data, as JSON writes it: each figure is its value."""
    match node:
        case Figure():
            return plain(node.value)
        case Mapping():
            return {key: plain(value) for key, value in node.items()}
        case list():
            return [plain(each) for each in node]
        case Decimal():
            return int(node) if node == node.to_integral_value() else float(node)
    return node
