"""Parts of pages that record."""

from typing import Any

from django import template
from django.template import Context

from jalon.core import clock
from jalon.people.models import age_on
from jalon.roster.models import FileSummary
from jalon.web.recording.bar import BUTTONS, OTHERS

register = template.Library()
LISTED = 150
"""People proposed as one types: those of a portfolio. More than that, one types and the page answers."""


@register.inclusion_tag("recording/_bar.html", takes_context=True)
def record_bar(context: Context) -> dict[str, Any]:
    """« Enregistrer pour … »: a name, then the act. One query."""
    mine = FileSummary.objects.openable_by(context["request"].user).select_related("participant", "commune")
    people = list(mine.order_by("sort_name", "pk")[: LISTED + 1])
    told = [(str(each.participant), _about(each)) for each in people] if len(people) <= LISTED else []
    return {"people": told, "buttons": BUTTONS, "others": OTHERS}


def _about(person: FileSummary) -> str:
    birth = person.participant.birth_date
    age = f"{age_on(birth, clock.today())} ans" if birth else ""
    return ", ".join(filter(None, [age, str(person.commune or ""), person.participant.code]))
