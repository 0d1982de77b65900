"""Suspensions (*veilles*): begun, ended, undone. Two months is a rule of the trade: told, never refused."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.french import day
from jalon.core.models import recorded
from jalon.pathways.actions.steps import check_within
from jalon.pathways.models import Pathway, Suspension


def start_suspension(*, by: audit.Actor | None, pathway: Pathway, start: dt.date, reason: str) -> Suspension:
    """The person is momentarily unavailable from a day on. ValidationError when they are already that day or later."""
    if not reason.strip():
        raise ValidationError({"reason": "Dites pourquoi la personne est indisponible."})
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        check_within(held, start)
        if other := held.suspensions.filter(Q(end=None) | Q(end__gte=start)).first():
            until = f", jusqu’au {day(other.end)}" if other.end else ""
            raise ValidationError({"start": f"Une veille court déjà depuis le {day(other.start)}{until}."})
        made = Suspension(pathway=held, start=start, reason=reason.strip(), recorded_on=recorded(start, clock.today()))
        audit.save(made, by=by, file=held.participant.code)
    return made


def end_suspension(*, by: audit.Actor | None, suspension: Suspension, end: dt.date) -> Suspension:
    """Its last day, come or to come. ValidationError before its start."""
    with transaction.atomic():
        held = _locked(suspension)
        if end < held.start:
            raise ValidationError({"end": f"La veille commence le {day(held.start)}."})
        held.end = end
        audit.save(held, by=by, file=held.pathway.participant.code)
    return held


def undo_suspension(*, by: audit.Actor | None, suspension: Suspension) -> str:
    """Undo the last act on it: its end is opened again, or it is erased; what was done, in French."""
    with transaction.atomic():
        held = _locked(suspension)
        file = held.pathway.participant.code
        check_may_undo(held, by=by, file=file)
        if held.end is None:
            audit.delete(held, by=by, file=file, reason="annulation")
            return "La veille est effacée."
        held.end = None
        audit.save(held, by=by, file=file, reason="annulation")
        return "La veille court de nouveau."


def _locked(suspension: Suspension) -> Suspension:
    found = Suspension.objects.select_for_update(of=("self",)).select_related("pathway__participant")
    return found.get(pk=suspension.pk)
