"""The day of what is recorded on a pathway: come, and inside it."""

import datetime as dt

from django.core.exceptions import ValidationError

from jalon.core import clock, french
from jalon.pathways.models import Pathway


def check_day(pathway: Pathway, day: dt.date, field: str) -> None:
    """ValidationError, under the field, for a day to come, before the entry or after the exit."""
    if day > clock.today():
        raise ValidationError(
            {
                field: f"{french.weekday(day).capitalize()} {french.day(day)} n’est pas encore passé. "
                "Notez-le le jour même ou après."
            }
        )
    if day < pathway.entry_date:
        raise ValidationError({field: f"Le {french.day(day)} précède l’entrée, le {french.day(pathway.entry_date)}."})
    if pathway.exit_date and day > pathway.exit_date:
        raise ValidationError({field: f"Le {french.day(day)} suit la sortie, le {french.day(pathway.exit_date)}."})
