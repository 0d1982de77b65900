"""Contracts prolonged: one new end, and the rest follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.steps import check_within, classification_on
from jalon.pathways.contracts import label_as_it_lasts, limits_passed
from jalon.pathways.models import Immersion, Renewal, Step


def renew_contract(*, by: audit.Actor | None, step: Step, end: dt.date) -> Renewal:
    """A contract goes on to a new end; its label follows once it adds up to the months of the protocol.

    ValidationError: no end to prolong, an end that is not later, a PMSMP that the law bounds.
    """
    with transaction.atomic():
        held = (
            Step.objects.select_for_update(of=("self",)).select_related("pathway__participant", "label").get(pk=step.pk)
        )
        file = held.pathway.participant.code
        if held.end is None:
            raise ValidationError({"end": "Ce contrat n’a pas de terme : il n’a rien à prolonger."})
        if end <= held.end:
            raise ValidationError({"end": f"Le contrat va déjà jusqu’au {day(held.end)}."})
        check_within(held.pathway, held.end, "end")
        renewal = Renewal(
            step=held, end_before=held.end, end_after=end, label_before=held.label, recorded_on=clock.today()
        )
        audit.save(renewal, by=by, file=file)
        held.end = end
        _follow(held)
        audit.save(held, by=by, file=file)
    return renewal


def undo_renewal(*, by: audit.Actor | None, renewal: Renewal) -> None:
    """The contract ends again as before, under the label it had. ValidationError unless untouched since."""
    with transaction.atomic():
        step = (
            Step.objects.select_for_update(of=("self",)).select_related("pathway__participant").get(pk=renewal.step_id)
        )
        file = step.pathway.participant.code
        check_may_undo(step, by=by, file=file)
        check_may_undo(renewal, by=by, file=file)
        step.end, step.label = renewal.end_before, renewal.label_before
        step.classification = classification_on(step.label, step.start)
        audit.delete(renewal, by=by, file=file, reason="annulation")
        audit.save(step, by=by, file=file, reason="annulation")


def _follow(step: Step) -> None:
    """The label of a contract that lasts; the law for a PMSMP."""
    if step.label.immersion:
        passed = limits_passed(step, Immersion.objects.filter(step=step).first())
        if passed and step.end and step.end >= clock.today():
            raise ValidationError({"end": [f"{each}." for each in passed]})
        return
    lasting = label_as_it_lasts(step)
    if lasting != step.label:
        step.label, step.classification = lasting, classification_on(lasting, step.start)
