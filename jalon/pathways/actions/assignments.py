"""Changes of référent. The latest assignment not after a day holds."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.french import day
from jalon.core.models import recorded
from jalon.pathways.actions.steps import check_within
from jalon.pathways.models import Assignment, Pathway


def assign(*, by: audit.Actor | None, pathway: Pathway, caseworker: Caseworker, start: dt.date) -> Assignment:
    """From a day on, this référent accompanies the person. ValidationError when they do already, or outside it."""
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        check_within(held, start)
        if holder_on(held, start) == caseworker.pk:
            raise ValidationError({"caseworker": f"{caseworker} accompagne déjà cette personne le {day(start)}."})
        made = held.assignments.filter(start=start).first() or Assignment(pathway=held, start=start)
        made.caseworker, made.recorded_on = caseworker, recorded(start, clock.today())
        audit.save(made, by=by, file=held.participant.code)
    return made


def holder_on(pathway: Pathway, when: dt.date) -> int | None:
    """The key of the référent of the day; None without one."""
    rows = Pathway.objects.filter(pk=pathway.pk).with_caseworker_on(when)
    found: int | None = rows.values_list("caseworker_on_day", flat=True).get()
    return found


def undo_assignment(*, by: audit.Actor | None, assignment: Assignment) -> None:
    """The référent of before holds again. ValidationError unless by its author, on the day, untouched since."""
    file = assignment.pathway.participant.code
    check_may_undo(assignment, by=by, file=file)
    with transaction.atomic():
        audit.delete(assignment, by=by, file=file, reason="annulation")
