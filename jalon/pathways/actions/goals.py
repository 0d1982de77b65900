"""What the person wants to reach: set, reached or not and why, opened again."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.pathways.actions.days import check_day
from jalon.pathways.enums import GoalOutcome, Term
from jalon.pathways.models import Goal, Pathway, Review


def set_goal(
    *,
    by: User | None,
    pathway: Pathway,
    text: str,
    term: Term,
    due_on: dt.date | None = None,
    set_on: dt.date | None = None,
    review: Review | None = None,
) -> Goal:
    """A goal set on a day (today by default). ValidationError when it is due before."""
    day = set_on or clock.today()
    check_day(pathway, day, "set_on")
    if due_on and due_on < day:
        raise ValidationError({"due_on": "Cette échéance est déjà passée. Écrivez un jour à venir, ex. : +2m."})
    goal = Goal(pathway=pathway, text=text, term=term, due_on=due_on, set_on=day, review=review)
    audit.save(goal, by=by, file=pathway.participant.code)
    return goal


def settle_goal(*, by: User | None, goal: Goal, outcome: GoalOutcome, why: str = "", on: dt.date | None = None) -> Goal:
    """Say that a goal is reached, or not and why. ValidationError without a why, or when another issue was told.

    Told twice the same day, it is told once.
    """
    day = on or clock.today()
    if outcome != GoalOutcome.REACHED and not why.strip():
        raise ValidationError({"why": "Dites pourquoi, en quelques mots."})
    with transaction.atomic():
        held = _held(goal)
        check_day(held.pathway, day, "outcome_on")
        if (held.outcome, held.outcome_on) == (outcome, day):
            return held
        if held.outcome:
            raise ValidationError(f"Cet objectif est déjà noté : {held.get_outcome_display()}.")
        held.outcome, held.outcome_on, held.why = outcome, day, why.strip()
        audit.save(held, by=by, file=held.pathway.participant.code)
    return held


def reopen_goal(*, by: User | None, goal: Goal) -> Goal:
    """The goal stands again, as before it was settled."""
    with transaction.atomic():
        held = _held(goal)
        held.outcome, held.outcome_on, held.why = "", None, ""
        audit.save(held, by=by, file=held.pathway.participant.code)
    return held


def withdraw_goal(*, by: User | None, goal: Goal) -> None:
    """Take away a goal that was written by mistake. ValidationError once it is settled: it is then part of the past."""
    if goal.outcome:
        raise ValidationError("Cet objectif a son issue : il reste au dossier.")
    check_may_undo(goal, by=by, file=goal.pathway.participant.code)
    audit.delete(goal, by=by, file=goal.pathway.participant.code)


def _held(goal: Goal) -> Goal:
    return Goal.objects.select_for_update(of=("self",)).select_related("pathway__participant").get(pk=goal.pk)
