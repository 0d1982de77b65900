"""Exits: proposed by the référent with their evidence, accepted or refused by the SA."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction

from jalon.accounts.models import User
from jalon.agenda.actions import record_outcome
from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.steps import check_within, to_come
from jalon.pathways.models import ExitProposal, Pathway
from jalon.people.models import Document
from jalon.protocols.models import ExitReason


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What an accepted exit brought: steps and suspensions cut or erased, appointments given up."""

    steps_cut: int
    erased: int
    appointments: int


def propose_exit(
    *,
    by: User | None,
    pathway: Pathway,
    date: dt.date,
    reason: ExitReason,
    evidence: str = "",
    document: Document | None = None,
) -> ExitProposal:
    """An exit for the SA to decide. ValidationError: a day to come, a later fact, a positive exit without evidence."""
    if date > clock.today():
        raise ValidationError({"date": f"{to_come(date)} Une sortie se note le jour même ou après."})
    if reason.positive and not evidence.strip() and document is None:
        raise ValidationError({"evidence": "Une sortie positive se prouve : dites par quoi, ou choisissez une pièce."})
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        check_may_end(held, date)
        if document and document.participant_id != held.participant_id:
            raise ValidationError({"document": "Cette pièce est d’un autre dossier."})
        made = ExitProposal(
            pathway=held,
            date=date,
            reason=reason,
            evidence=evidence.strip(),
            document=document,
            proposed_on=clock.today(),
            proposed_by=by,
        )
        audit.save(made, by=by, file=held.participant.code)
    return made


def check_may_end(pathway: Pathway, date: dt.date) -> None:
    """ValidationError when the pathway is over, or when something known began after that day."""
    if pathway.exit_date:
        raise ValidationError(f"Le parcours s’est déjà terminé le {day(pathway.exit_date)}.")
    check_within(pathway, date, "date")
    begun: models.Q = models.Q(start__gt=date, start__lte=clock.today())
    for what, later in (("étape", pathway.steps.filter(begun)), ("veille", pathway.suspensions.filter(begun))):
        if fact := later.order_by("-start").first():
            raise ValidationError({"date": f"Une {what} a commencé le {day(fact.start)}, après cette sortie."})


def withdraw_proposal(*, by: User | None, proposal: ExitProposal) -> None:
    """Take back an exit that still waits. ValidationError once it is decided, or for another's."""
    with transaction.atomic():
        held = _waiting(proposal)
        if held.proposed_by_id != (by.pk if by else None):
            raise ValidationError(f"Cette sortie est proposée par {held.proposed_by} : voyez avec cette personne.")
        audit.delete(held, by=by, file=held.pathway.participant.code, reason="retirée")


def refuse_exit(*, by: User | None, proposal: ExitProposal, answer: str) -> ExitProposal:
    """Say no, and why. ValidationError without words, or once decided."""
    if not answer.strip():
        raise ValidationError({"answer": "Dites pourquoi la sortie n’est pas validée : le référent le lira."})
    with transaction.atomic():
        held = _waiting(proposal)
        _decide(held, by, accepted=False, answer=answer)
    return held


def accept_exit(*, by: User | None, proposal: ExitProposal, answer: str = "") -> Aftermath:
    """End the pathway; what was to come is given up, in the same transaction. ValidationError once decided."""
    with transaction.atomic():
        held = _waiting(proposal)
        pathway = Pathway.objects.select_for_update().select_related("participant").get(pk=held.pathway_id)
        check_may_end(pathway, held.date)
        erased = _erase_to_come(pathway, held.date, by)
        pathway.exit_date, pathway.exit_reason, pathway.exit_recorded_on = held.date, held.reason, clock.today()
        audit.save(pathway, by=by, file=pathway.participant.code)
        _decide(held, by, accepted=True, answer=answer)
        cut = pathway.steps.filter(models.Q(end=None) | models.Q(end__gt=held.date)).count()
        return Aftermath(cut, erased, _give_up_appointments(pathway, by))


def undo_decision(*, by: User | None, proposal: ExitProposal) -> None:
    """Take back a decision of the day: the pathway goes on, the exit waits again. ValidationError unless by its author.

    The appointments and the steps that the exit gave up stay so: they are planned anew with the person.
    """
    with transaction.atomic():
        found = ExitProposal.objects.select_for_update(of=("self",)).select_related("pathway__participant")
        held = found.get(pk=proposal.pk)
        file = held.pathway.participant.code
        if held.decided_on is None:
            raise ValidationError("Cette sortie attend encore une décision.")
        check_may_undo(held, by=by, file=file)
        if held.accepted:
            _reopen(held.pathway, by, file)
        held.accepted, held.answer, held.decided_on, held.decided_by = None, "", None, None
        audit.save(held, by=by, file=file)


def _reopen(pathway: Pathway, by: User | None, file: str) -> None:
    check_may_undo(pathway, by=by, file=file)
    pathway.exit_date, pathway.exit_reason, pathway.exit_recorded_on = None, None, None
    audit.save(pathway, by=by, file=file)


def _decide(proposal: ExitProposal, by: User | None, *, accepted: bool, answer: str) -> None:
    proposal.accepted, proposal.answer = accepted, answer.strip()
    proposal.decided_on, proposal.decided_by = clock.today(), by
    audit.save(proposal, by=by, file=proposal.pathway.participant.code)


def _waiting(proposal: ExitProposal) -> ExitProposal:
    found = ExitProposal.objects.select_for_update(of=("self",)).select_related("pathway__participant")
    held = found.filter(pk=proposal.pk).first()
    if held is None:
        raise ValidationError("Cette sortie a été retirée entre-temps.")
    if held.decided_on:
        said = "validée" if held.accepted else "refusée"
        raise ValidationError(f"Cette sortie a été {said} par {held.decided_by} le {day(held.decided_on)}.")
    return held


def _erase_to_come(pathway: Pathway, date: dt.date, by: User | None) -> int:
    """Steps, suspensions and changes of référent planned after the exit: nothing begins after it; how many."""
    planned: Iterable[models.Model] = [
        *pathway.steps.filter(start__gt=date),
        *pathway.suspensions.filter(start__gt=date),
        *pathway.assignments.filter(start__gt=date),
    ]
    for each in (found := list(planned)):
        audit.delete(each, by=by, file=pathway.participant.code, reason="après la sortie")
    return len(found)


def _give_up_appointments(pathway: Pathway, by: User | None) -> int:
    """Those to come, of a person who has no other pathway; how many."""
    waiting = Appointment.objects.filter(participant=pathway.participant_id, outcome="", date__gt=clock.today())
    for each in (found := list(waiting.select_related("participant"))):
        record_outcome(by=by, appointment=each, outcome=Outcome.EXCUSED, on=clock.today())
    return len(found)
