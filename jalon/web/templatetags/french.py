"""Filters that write numbers and days in French; an absent value is a dash, never a zero."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jalon.core import french, periods

register = template.Library()
ABSENT = "–"

Number = int | float | Decimal | None


@register.filter
def number(value: Number) -> str:
    """1256 → 1 256, 12.5 → 12,5."""
    return ABSENT if value is None else french.number(value)


@register.filter
def percent(value: Number) -> str:
    """83 → 83 %."""
    return ABSENT if value is None else french.percent(value)


@register.filter
def s(value: Number) -> str:
    """The mark of the plural, from two on as French has it: 1 entrée, 2 entrées."""
    return "s" if value is not None and not -2 < value < 2 else ""


@register.filter
def day(value: dt.date | None) -> str:
    """12 déc. 2017, as a `time` element."""
    return _time(value, french.day)


@register.filter
def short_day(value: dt.date | None) -> str:
    """12 déc., as a `time` element, where the year is told elsewhere."""
    return _time(value, french.short_day)


@register.filter
def day_seen(value: dt.date | None, today: dt.date) -> str:
    """12 déc., or 12 déc. 2016 when the year is not the one of today."""
    return short_day(value) if value and value.year == today.year else day(value)


@register.filter
def long_day(value: dt.date | None) -> str:
    """12 décembre 2017, as a `time` element."""
    return _time(value, french.long_day)


@register.filter
def clock_time(value: dt.datetime) -> str:
    """14 h 35, Paris time."""
    return french.clock_time(timezone.localtime(value))


@register.filter
def hour(value: dt.time) -> str:
    """10 h, 14 h 35."""
    return french.short_clock(value)


@register.filter
def month(value: dt.date) -> str:
    """Décembre 2017, in lower case."""
    return french.month(value)


@register.filter
def weekday(value: dt.date) -> str:
    """Mardi, in lower case."""
    return french.weekday(value)


@register.filter
def of_period(name: str) -> str:
    """« 2017-03 » → de mars 2017, « 2017 » → de l’année 2017."""
    start = periods.parse(name).start
    return f"de l’année {name}" if len(name) == 4 else french.of(french.month(start))


@register.filter
def of(value: object) -> str:
    """« d’Awa Mésange », « de Denis Charme »."""
    return french.of(str(value))


def _time(value: dt.date | None, write: french.Writer) -> str | SafeString:
    if value is None:
        return ABSENT
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), write(value))
