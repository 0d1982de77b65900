"""How someone stands in a domain, as a provider or the référent found."""

import datetime as dt

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.organisations.models import Organisation
from jalon.pathways.actions.days import check_day
from jalon.pathways.enums import Skill
from jalon.pathways.models import Pathway, Positioning


def record_positioning(
    *,
    by: User | None,
    pathway: Pathway,
    skill: Skill,
    date: dt.date,
    result: str,
    provider: Organisation | None = None,
    recommendations: str = "",
) -> Positioning:
    """A level found on a day. ValidationError when that domain was already written that day."""
    check_day(pathway, date, "date")
    found = Positioning(
        pathway=pathway, skill=skill, date=date, provider=provider, result=result, recommendations=recommendations
    )
    audit.save(found, by=by, file=pathway.participant.code)
    return found


def withdraw_positioning(*, by: User | None, positioning: Positioning) -> None:
    """Take away what was written by mistake; the journal keeps what it said."""
    check_may_undo(positioning, by=by, file=positioning.pathway.participant.code)
    audit.delete(positioning, by=by, file=positioning.pathway.participant.code)
