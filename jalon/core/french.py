"""How numbers and days are written in French, for pages, letters and files."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from jalon.core.rounding import plain

NARROW = "\u202f"
"""Narrow no-break space: in thousands, before ; ! ? » %."""
NO_BREAK = "\u00a0"
"""No-break space: before a colon or a unit, between a day and its month."""

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
Writer = Callable[[dt.date], str]

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: int | float | Decimal) -> str:
    """1256 → 1 256; 12.50 → 12,5; decimals are kept as they are, idle zeros aside."""
    text = plain(Decimal(str(value)))
    whole, _, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    sign = "-" if text.startswith("-0") and decimals else ""
    return f"{sign}{grouped},{decimals}" if decimals else grouped


def percent(value: int | float | Decimal) -> str:
    """83 → 83 %."""
    return f"{number(value)}{NARROW}%"


def day(value: dt.date) -> str:
    """12 déc. 2017, 1er janv. 2018."""
    return NO_BREAK.join([_ordinal(value), SHORT_MONTHS[value.month - 1], str(value.year)])


def short_day(value: dt.date) -> str:
    """12 déc., 1er janv.: where the year is told elsewhere."""
    return NO_BREAK.join([_ordinal(value), SHORT_MONTHS[value.month - 1]])


def long_day(value: dt.date) -> str:
    """12 décembre 2017, 1er janvier 2018."""
    return f"{_ordinal(value)}{NO_BREAK}{MONTHS[value.month - 1]} {value.year}"


def clock_time(value: dt.datetime) -> str:
    """14 h 35."""
    return f"{value.hour}{NO_BREAK}h{NO_BREAK}{value.minute:02}"


def short_clock(value: dt.time) -> str:
    """10 h, 14 h 35: an hour as one gives it."""
    return f"{value.hour}{NO_BREAK}h" + (f"{NO_BREAK}{value.minute:02}" if value.minute else "")


def weekday(value: dt.date) -> str:
    """Mardi, in lower case."""
    return WEEKDAYS[value.weekday()]


def month(value: dt.date) -> str:
    """Décembre 2017, in lower case."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def of(words: str) -> str:
    """De mars, d’avril, d’Awa: what follows *de* when it begins with a vowel takes an apostrophe."""
    return f"d’{words}" if words[:1].lower() in tuple("aeiouéèê") else f"de {words}"


def _ordinal(value: dt.date) -> str:
    return "1er" if value.day == 1 else str(value.day)
