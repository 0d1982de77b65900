"""How one cell of the exchange format is read and written. Source: the format's contract (docs/exchange.md)."""

import datetime as dt
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jalon.core.rounding import plain

Reader = Callable[[str], Any]
MAX_INTEGER = 2_147_483_647

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_PHONE = re.compile(r"\+\d[\d\s./()-]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGER = re.compile(r"\d{1,10}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,4}(?:\.\d{1,4})?", re.ASCII)


class Refused(ValueError):
    """A cell that cannot be read; the message says, in French, what was expected."""


def formula_like(text: str) -> bool:
    """Whether a spreadsheet might run this text: `=`, `@`, tab, CR, or a sign that opens no number and no phone."""
    if not text or text[0] not in "=@\t\r+-":
        return False
    if text[0] in "+-":
        return not (_NUMBER.fullmatch(text) or _PHONE.fullmatch(text))
    return True


def text(max_length: int = 10_000) -> Reader:
    """Free text, kept as it is."""

    def read(cell: str) -> str:
        if len(cell) > max_length:
            raise Refused(f"au plus {max_length} caractères")
        return cell

    return read


@lru_cache(maxsize=65_536)
def date(cell: str) -> dt.date | None:
    """A day written AAAA-MM-JJ; empty → None."""
    if not cell:
        return None
    if _DATE.fullmatch(cell):
        try:
            return dt.date.fromisoformat(cell)
        except ValueError:
            pass
    raise Refused("une date qui existe, écrite AAAA-MM-JJ")


def yes_no(cell: str) -> bool | None:
    """`oui`, `non`; empty → None (unknown)."""
    match cell:
        case "":
            return None
        case "oui":
            return True
        case "non":
            return False
    raise Refused("oui, non ou vide")


def integer(cell: str) -> int | None:
    """A whole number, zero or more; empty → None."""
    if not cell:
        return None
    if _INTEGER.fullmatch(cell) and int(cell) <= MAX_INTEGER:
        return int(cell)
    raise Refused("un nombre entier, zéro ou plus")


def decimal(cell: str) -> Decimal | None:
    """A number, zero or more, decimal point, at most four decimals; empty → None."""
    if not cell:
        return None
    if _DECIMAL.fullmatch(cell):
        return Decimal(cell)
    raise Refused("un nombre, avec un point pour les décimales (quatre au plus), ex. : 0.8")


def one_of(codes: Collection[str], expected: str) -> Reader:
    """One of the codes, or empty."""
    known = frozenset(codes) | {""}

    def read(cell: str) -> str:
        if cell not in known:
            raise Refused(expected)
        return cell

    return read


def several_of(codes: Collection[str]) -> Reader:
    """Codes separated by `+`, in any order, returned in the order of `codes`; empty → ()."""
    order = list(codes)

    def read(cell: str) -> tuple[str, ...]:
        given = cell.split("+") if cell else []
        if len(set(given)) != len(given) or not set(given) <= set(order):
            raise Refused("un ou plusieurs de : " + ", ".join(order) + ", séparés par +")
        return tuple(code for code in order if code in given)

    return read


def written(value: Any) -> str:
    """A value as the format writes it, before formula-like texts are escaped."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "oui" if value else "non"
        case dt.date():
            return value.isoformat()
        case Decimal():
            return plain(value)
        case tuple():
            return "+".join(value)
    return str(value)


def escaped(cell: str) -> str:
    """A cell no spreadsheet will run: formula-like text gets a leading apostrophe, the rest is unaltered."""
    return "'" + cell if formula_like(cell) else cell
