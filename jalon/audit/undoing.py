"""An act is undone by whoever did it, on the day, as long as nobody wrote there since: the journal says so."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from jalon.audit.actions import Actor
from jalon.audit.models import Event
from jalon.audit.queries import WRITES
from jalon.core import clock


def last_write(record: models.Model, file: str) -> Event | None:
    """The last event that wrote this record of a file; None for what came with an import."""
    events = Event.objects.filter(file=file, target=record._meta.label_lower, target_key=str(record.pk))
    return events.filter(verb__in=WRITES).order_by("-pk").first()


def check_may_undo(record: models.Model, *, by: Actor | None, file: str) -> None:
    """ValidationError unless the last who wrote this record is `by`, today."""
    event = last_write(record, file)
    if event is None or event.actor_id != (by.pk if by else None):
        who = f" par {event.actor}" if event else ""
        raise ValidationError(f"Cela a été écrit ou changé{who} : il ne s’annule plus d’ici.")
    if timezone.localtime(event.at).date() != clock.today():
        raise ValidationError("Ce qui est enregistré s’annule le jour même ; ensuite, cela se corrige.")
