"""What follows absences, stage by stage; each act tells the journal, under the person's file."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.pathways.absences import DAYS_TO_REPLY, WRITTEN, Act, following
from jalon.pathways.enums import AbsenceStage
from jalon.pathways.models import AbsenceAct, Pathway
from jalon.people.documents import withdraw_document
from jalon.people.models import Document


def record_stage(
    *,
    by: User | None,
    pathway: Pathway,
    stage: AbsenceStage,
    date: dt.date,
    words: str = "",
    document: Document | None = None,
    goes_on: bool | None = None,
) -> AbsenceAct:
    """A stage took place. ValidationError, by field: on a day to come, out of its order, a decision without a choice.

    A letter gives the person fifteen days to reply, from the day when it is written here: it says until when.
    """
    if date > clock.today():
        raise ValidationError({"date": "Ce jour n’est pas encore passé. Une étape se note le jour même ou après."})
    if stage == AbsenceStage.DECISION and goes_on is None:
        raise ValidationError({"goes_on": "Dites si le parcours continue."})
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        _check_order(held, stage, date)
        made = AbsenceAct(
            pathway=held,
            stage=stage,
            date=date,
            reply_by=clock.today() + dt.timedelta(DAYS_TO_REPLY) if stage in WRITTEN else None,
            words=words.strip(),
            goes_on=goes_on if stage == AbsenceStage.DECISION else None,
            document=document,
            recorded_by=by,
        )
        audit.save(made, by=by, file=held.participant.code)
    return made


def acts_of(pathway: Pathway) -> list[Act]:
    """The stages of a pathway, from the first."""
    rows = pathway.absence_acts.order_by("date", "pk").values_list("stage", "date", "reply_by")
    return [Act(*row) for row in rows]


def _check_order(pathway: Pathway, stage: AbsenceStage, date: dt.date) -> None:
    acts = acts_of(pathway)
    if acts and date < acts[-1].date:
        raise ValidationError({"date": "Ce jour est avant l’étape précédente."})
    offered = {each.stage: each for each in following(acts, date)}
    found = offered.get(stage)
    if found is None:
        raise ValidationError({"stage": "Cette étape ne vient pas maintenant : suivez celles que la page propose."})
    if found.held:
        raise ValidationError({"stage": found.held})


def undo_stage(*, by: User | None, act: AbsenceAct) -> None:
    """Take back the last stage; its paper is withdrawn.

    ValidationError unless by its author, on the day, with nothing after it.
    """
    file = act.pathway.participant.code
    check_may_undo(act, by=by, file=file)
    with transaction.atomic():
        last = act.pathway.absence_acts.order_by("date", "pk").last()
        if last is None or last.pk != act.pk:
            raise ValidationError("Une autre étape a suivi : celle-ci ne s’annule plus.")
        audit.delete(act, by=by, file=file, reason="annulation")
        if act.document and not act.document.withdrawn_on:
            withdraw_document(by=by, document=act.document, why="étape annulée")
