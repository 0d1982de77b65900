"""Filters of the pages of figures."""

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jalon.web.figures.cells import Cell
from jalon.web.templatetags import french

register = template.Library()


@register.filter
def figure(cell: Cell) -> str | SafeString:
    """A number that opens onto what is behind it."""
    if not cell.url:
        return cell.text
    # A zero is paler: in a table of zeros, what happened is seen first.
    return format_html('<a class="fig{}" href="{}">{}</a>', " soft" if cell.text == "0" else "", cell.url, cell.text)


@register.filter
def said(value: Any) -> str | SafeString:
    """What a column says of a record: a day, a number, words, or a dash."""
    if value is None or value == "":
        return french.ABSENT
    if isinstance(value, dt.date):
        return french.day(value)
    return french.number(value) if isinstance(value, int) else str(value)
