"""Parts of pages that tell whether a period is closed."""

from typing import Any

from django import template
from django.template import Context

from jalon.core import periods
from jalon.reports.closing import queries
from jalon.web.closing.reach import letters_for
from jalon.web.figures.periods import name

register = template.Library()


@register.filter
def period_name(written: str) -> str:
    """2017-11 → novembre 2017."""
    return name(periods.parse(written))


@register.inclusion_tag("closing/_stands.html", takes_context=True)
def closed_since(context: Context, period: str) -> dict[str, Any]:
    """« Arrêtée le… », with the way to it; nothing while the period is open, nor for who may not read it."""
    closing = queries.latest(period)
    reads = closing and letters_for(context["request"].user, closing).exists()
    return {"closing": closing if reads else None}
