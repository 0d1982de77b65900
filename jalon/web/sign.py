"""A number with its sign, as French writes it."""

from jalon.core import french
from jalon.core.french import NO_BREAK


def signed(value: int) -> str:
    """2 → + 2, -3 → − 3, 0 → 0."""
    if not value:
        return "0"
    return f"{'+' if value > 0 else '−'}{NO_BREAK}{french.number(abs(value))}"
