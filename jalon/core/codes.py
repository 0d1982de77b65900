"""New codes, readable and never given twice: a letter, the year, a number (`E-2017-0042`)."""

import re
from zlib import crc32

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from jalon.core import clock
from jalon.core.database import wait_alone

DIGITS = 4
"""At least: the ten thousandth of a year takes five."""


def next_code(model: type[models.Model], prefix: str) -> str:
    """The code of a new record of the model, whose field is `code`; see `next_codes`."""
    return next_codes(model, prefix, 1)[0]


def next_codes(model: type[models.Model], prefix: str, count: int) -> list[str]:
    """As many codes that no record holds, following the last of the year.

    Whoever else asks for such codes waits until this transaction ends: TransactionManagementError outside of one.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("new codes are taken in the transaction that uses them")
    wait_alone(crc32(f"code {model._meta.label_lower} {prefix}".encode()))
    begun = f"{prefix}-{clock.today().year}-"
    held = model._base_manager.filter(code__startswith=begun).order_by().values_list("code", flat=True)
    numbers = [
        int(code.removeprefix(begun)) for code in held if re.fullmatch(r"\d{1,9}", code.removeprefix(begun), re.ASCII)
    ]
    first = max(numbers, default=0) + 1
    return [f"{begun}{number:0{DIGITS}}" for number in range(first, first + count)]
