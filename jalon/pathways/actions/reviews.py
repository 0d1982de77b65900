"""A *point d’étape* held with the person: its words, the goals looked at one by one, the obstacles rated there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.pathways.actions.barriers import rate_barriers
from jalon.pathways.actions.days import check_day
from jalon.pathways.actions.goals import set_goal, settle_goal
from jalon.pathways.enums import GoalOutcome, RatingMoment, Term
from jalon.pathways.models import Goal, Pathway, Review
from jalon.protocols.models import Protocol

SIGNED = "Ce bilan est signé : il ne change plus."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a goal."""

    goal: Goal
    outcome: GoalOutcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class NewGoal:
    """A goal set at the review."""

    text: str
    term: Term
    due_on: dt.date | None = None


def hold_review(
    *,
    by: User,
    pathway: Pathway,
    month: int,
    held_on: dt.date,
    caseworker: Caseworker | None = None,
    done: str = "",
    learned: str = "",
    next: str = "",
    verdicts: Sequence[Verdict] = (),
    new_goals: Sequence[NewGoal] = (),
    ratings: Mapping[str, int] | None = None,
) -> Review:
    """The review of so many months, held on a day, late or early. All or nothing.

    ValidationError when the protocol has no such review, or when it is held already.
    """
    check_day(pathway, held_on, "held_on")
    _check_month(pathway, month)
    review = Review(
        pathway=pathway,
        month=month,
        held_on=held_on,
        caseworker=caseworker,
        done=done,
        learned=learned,
        next=next,
        recorded_on=clock.today(),
    )
    with transaction.atomic():
        audit.save(review, by=by, file=pathway.participant.code)
        for said in verdicts:
            settle_goal(by=by, goal=said.goal, outcome=said.outcome, why=said.why, on=held_on)
        for new in new_goals:
            set_goal(
                by=by, pathway=pathway, text=new.text, term=new.term, due_on=new.due_on, set_on=held_on, review=review
            )
        if ratings:
            moment = RatingMoment.REVIEW
            rate_barriers(by=by, pathway=pathway, date=held_on, moment=moment, ratings=ratings, review=review)
    return review


def revise_review(
    *, by: User | None, review: Review, held_on: dt.date, done: str = "", learned: str = "", next: str = ""
) -> bool:
    """Correct the words of a review not signed yet; False when nothing differs. ValidationError once it is signed."""
    with transaction.atomic():
        found = Review.objects.select_for_update(of=("self",)).select_related("pathway__participant")
        held = found.get(pk=review.pk)
        if held.participant_signature_id or held.caseworker_signature_id:
            raise ValidationError(SIGNED)
        check_day(held.pathway, held_on, "held_on")
        held.held_on, held.done, held.learned, held.next = held_on, done, learned, next
        return audit.save(held, by=by, file=held.pathway.participant.code)


def _check_month(pathway: Pathway, month: int) -> None:
    protocol = Protocol.objects.for_entry(pathway.entry_date)
    if protocol is None or month not in range(
        protocol.review_every_months, protocol.max_months + 1, protocol.review_every_months
    ):
        raise ValidationError({"month": f"Le protocole ne prévoit pas de bilan des {month} mois."})
