"""Obstacles rated with the person: a day, a moment, a level for each family that was talked about."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.audit.undoing import check_may_undo
from jalon.core.privacy import MASK
from jalon.pathways.actions.days import check_day
from jalon.pathways.enums import RatingMoment
from jalon.pathways.models import BarrierAssessment, BarrierRating, Pathway, Review

NOTHING = "Cotez au moins une famille."


def rate_barriers(
    *,
    by: User,
    pathway: Pathway,
    date: dt.date,
    moment: RatingMoment,
    ratings: Mapping[str, int],
    review: Review | None = None,
) -> BarrierAssessment:
    """Levels by family code, on a day; rated again the same day, they take the place of the former ones.

    ValidationError for a day that cannot be, or when nothing is rated. The journal says which families, never how much.
    """
    check_day(pathway, date, "date")
    if not ratings:
        raise ValidationError(NOTHING)
    with transaction.atomic():
        held = BarrierAssessment.objects.select_for_update().filter(pathway=pathway, date=date).first()
        assessment = held or BarrierAssessment(pathway=pathway, date=date, recorded_by=by)
        assessment.moment, assessment.review = moment, review or assessment.review
        audit.save(assessment, by=by, file=pathway.participant.code)
        _write(by, assessment, ratings)
    return assessment


def withdraw_ratings(*, by: User | None, assessment: BarrierAssessment) -> None:
    """Take a day's ratings away, with what they said. ValidationError when a review rests on them."""
    if assessment.review_id is not None:
        raise ValidationError("Cette cotation fait partie d’un point d’étape : corrigez-la là.")
    check_may_undo(assessment, by=by, file=assessment.pathway.participant.code)
    audit.delete(assessment, by=by, file=assessment.pathway.participant.code)


def _write(by: User | None, assessment: BarrierAssessment, ratings: Mapping[str, int]) -> None:
    before = dict(assessment.ratings.values_list("family", "level"))
    changed = [family for family in {**before, **ratings} if before.get(family) != ratings.get(family)]
    if not changed:
        return
    assessment.ratings.filter(family__in=changed).delete()
    written = [BarrierRating(assessment=assessment, family_id=f, level=ratings[f]) for f in changed if f in ratings]
    for rating in written:
        rating.clean_fields(exclude=["assessment"])
        rating.validate_constraints(exclude=["assessment"])
    BarrierRating.objects.bulk_create(written)
    audit.record(
        by=by,
        verb=Verb.CHANGED if before else Verb.CREATED,
        target=BarrierRating._meta.label_lower,
        key=str(assessment.pk),
        file=assessment.pathway.participant.code,
        before={family: MASK for family in changed if family in before} if before else None,
        after={family: MASK for family in changed if family in ratings},
    )
