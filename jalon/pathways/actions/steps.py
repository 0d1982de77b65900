"""Steps: recorded, corrected, closed, undone. Each act tells the journal, under the person's file."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.codes import next_code
from jalon.core.french import day, weekday
from jalon.core.models import recorded
from jalon.organisations.models import Organisation
from jalon.pathways.contracts import label_as_it_lasts, limits_passed
from jalon.pathways.enums import StepOutcome
from jalon.pathways.models import Immersion, Pathway, Step
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from jalon.reference.models import ContractType

IMMERSION = "pmsmp"
"""The contract type of a PMSMP (exchange format)."""
Terms = Mapping[str, str]
"""What the agreement of a PMSMP says: the fields of `Immersion` but its step."""


def record_step(
    *,
    by: audit.Actor | None,
    pathway: Pathway,
    label: StepLabel,
    start: dt.date,
    end: dt.date | None = None,
    organisation: Organisation | None = None,
    contract: ContractType | None = None,
    weekly_hours: Decimal | None = None,
    terms: Terms | None = None,
) -> Step:
    """A new step; a contract that lasts takes the label it becomes. `terms`: those of a PMSMP.

    ValidationError by field: out of the pathway, contract without a job, PMSMP against the law.
    """
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        step = Step(pathway=held, recorded_on=recorded(start, clock.today()))
        _fill(step, label, start, end, organisation, contract, weekly_hours)
        agreement = _checked_agreement(step, terms)
        step.code = next_code(Step, "E")
        audit.save(step, by=by, file=held.participant.code)
        _keep(agreement, step, by)
    return step


def change_step(*, by: audit.Actor | None, step: Step, terms: Terms | None = None, **said: Any) -> Step:
    """Correct a step; takes what `record_step` takes, whole. ValidationError likewise."""
    with transaction.atomic():
        held = Step.objects.select_for_update(of=("self",)).select_related("pathway__participant").get(pk=step.pk)
        _fill(held, **said)
        if held.recorded_on and held.recorded_on < held.start:
            held.recorded_on = recorded(held.start, clock.today())
        agreement = _checked_agreement(held, terms)
        audit.save(held, by=by, file=held.pathway.participant.code)
        _keep(agreement, held, by)
    return held


def close_step(*, by: audit.Actor | None, step: Step, end: dt.date, outcome: StepOutcome, evaluation: str = "") -> Step:
    """Say how a step ended: its last day, its outcome, what came of it. ValidationError for a day to come."""
    if end > clock.today():
        raise ValidationError({"end": f"{to_come(end)} Une fin se note le jour même ou après."})
    if outcome == StepOutcome.STOPPED and not evaluation.strip():
        raise ValidationError({"evaluation": "Dites pourquoi l’étape s’est arrêtée."})
    with transaction.atomic():
        held = Step.objects.select_for_update(of=("self",)).select_related("pathway__participant").get(pk=step.pk)
        if end < held.start:
            raise ValidationError({"end": f"L’étape commence le {day(held.start)}."})
        held.end, held.outcome, held.evaluation = end, outcome, evaluation
        audit.save(held, by=by, file=held.pathway.participant.code)
    return held


def undo_step(*, by: audit.Actor | None, step: Step) -> None:
    """Erase a step recorded today by mistake. ValidationError unless by its author, untouched since."""
    file = step.pathway.participant.code
    check_may_undo(step, by=by, file=file)
    with transaction.atomic():
        for terms in Immersion.objects.filter(step=step):
            audit.delete(terms, by=by, file=file, reason="annulation")
        audit.delete(step, by=by, file=file, reason="annulation")


def to_come(when: dt.date) -> str:
    """« Jeudi 14 déc. 2017 n’est pas encore passé. »"""
    return f"{weekday(when).capitalize()} {day(when)} n’est pas encore passé."


def check_within(pathway: Pathway, start: dt.date, field: str = "start") -> None:
    """ValidationError on the field when a fact would begin before the entry or after the exit."""
    if start < pathway.entry_date:
        raise ValidationError({field: f"Le parcours commence le {day(pathway.entry_date)}."})
    if pathway.exit_date and start > pathway.exit_date:
        raise ValidationError({field: f"Le parcours s’est terminé le {day(pathway.exit_date)}."})


def classification_on(label: StepLabel, start: dt.date) -> Classification:
    """The group of a label for a step that starts on the day. ValidationError when it has none."""
    found = StepLabel.objects.classified_on(start).get(pk=label.pk).classification
    if found is None:
        raise ValidationError({"label": "Ce libellé n’est classé dans aucun groupe : il l’est dans les réglages."})
    return Classification(found)


def _fill(
    step: Step,
    label: StepLabel,
    start: dt.date,
    end: dt.date | None = None,
    organisation: Organisation | None = None,
    contract: ContractType | None = None,
    weekly_hours: Decimal | None = None,
) -> None:
    """What is typed, then what follows: the group, the label of a contract that lasts."""
    check_within(step.pathway, start)
    if end and end < start:
        raise ValidationError({"end": "La fin de l’étape précède son début."})
    step.label, step.start, step.end, step.organisation = label, start, end, organisation
    step.classification = classification_on(label, start)
    step.contract, step.weekly_hours = _contract(step, contract), weekly_hours
    if step.classification != Classification.JOB and weekly_hours is not None and not label.immersion:
        raise ValidationError({"weekly_hours": "Les heures par semaine vont avec un emploi."})
    lasting = label_as_it_lasts(step)
    if lasting != label:
        step.label, step.classification = lasting, classification_on(lasting, start)


def _keep(agreement: Immersion | None, step: Step, by: audit.Actor | None) -> None:
    """The terms of a PMSMP beside its step; a step that is none any more has none."""
    file = step.pathway.participant.code
    if agreement:
        agreement.step = step
        audit.save(agreement, by=by, file=file)
    elif not step.label.immersion:
        for former in Immersion.objects.filter(step=step):
            audit.delete(former, by=by, file=file)


def _contract(step: Step, contract: ContractType | None) -> ContractType | None:
    if step.label.immersion:
        return ContractType.objects.filter(pk=IMMERSION).first()
    if contract and step.classification != Classification.JOB:
        raise ValidationError({"contract": "Un contrat va avec une étape d’emploi."})
    return contract


def _checked_agreement(step: Step, terms: Terms | None) -> Immersion | None:
    """The terms of a PMSMP, if they are given. ValidationError when the law forbids what is not over yet."""
    if not step.label.immersion:
        return None
    if step.end is None:
        raise ValidationError({"end": "Une PMSMP a une fin : un mois au plus."})
    held = Immersion.objects.filter(step=step).first() if step.pk else None
    if terms:
        held = held or Immersion()
        for name, value in terms.items():
            setattr(held, name, value)
    passed = limits_passed(step, held)
    # What took place is a fact: it is recorded, and the page says which limit was passed.
    if passed and step.end >= clock.today():
        raise ValidationError({"end": [f"{each}." for each in passed]})
    return held if terms else None
