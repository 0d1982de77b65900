"""Rounding for print: whole numbers, half up, once, at the end."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


def whole(value: Number) -> int:
    """The nearest integer, halves upwards (2.5 → 3, −2.5 → −2)."""
    return int((Fraction(value) * 2 + 1) // 2)


def share(part: Number, total: Number) -> Fraction | None:
    """part ÷ total in percent, exact; None where the denominator is zero."""
    return Fraction(part) * 100 / Fraction(total) if total else None


def percent(part: Number, total: Number) -> int | None:
    """part ÷ total in whole percent, half up; None where the denominator is zero."""
    exact = share(part, total)
    return None if exact is None else whole(exact)


def mean(total: Number, count: int) -> int | None:
    """total ÷ count, whole, half up; None without anything to average."""
    if not count:
        return None
    return whole(Fraction(total) / count)


def plain(value: Decimal) -> str:
    """A decimal without idle zeros or exponent: 12.50 → 12.5, 35.00 → 35."""
    if value == value.to_integral_value(rounding=ROUND_FLOOR):
        return str(int(value))
    return format(value.normalize(), "f")
