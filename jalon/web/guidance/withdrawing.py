"""What was just written by mistake is taken away, by whoever wrote it and the same day."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from jalon.pathways.actions.barriers import withdraw_ratings
from jalon.pathways.actions.goals import withdraw_goal
from jalon.pathways.actions.partners import withdraw_engagement, withdraw_point
from jalon.pathways.actions.positionings import withdraw_positioning
from jalon.pathways.models import BarrierAssessment, EngagementContract, Goal, PartnerPoint, Positioning
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Tie
from jalon.people.ties import withdraw_tie
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import check_may_record, undone

WITHDRAWN: dict[str, tuple[type[models.Model], Callable[..., None], str, str]] = {
    "objectif": (Goal, withdraw_goal, "goal", "L’objectif est effacé."),
    "freins": (BarrierAssessment, withdraw_ratings, "assessment", "La cotation est effacée."),
    "positionnement": (Positioning, withdraw_positioning, "positioning", "Le positionnement est effacé."),
    "contrat-rsa": (EngagementContract, withdraw_engagement, "contract", "Le contrat est effacé."),
    "point": (PartnerPoint, withdraw_point, "point", "Le point est effacé."),
    "interlocuteur": (Tie, withdraw_tie, "tie", "L’interlocuteur est effacé."),
}
"""By the word of the address: the record, the act, the name of its argument, what is said."""


@allowed(*RECORDING)
@require_POST
def withdraw(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """Take it away; the journal keeps what it said."""
    if what not in WITHDRAWN:
        raise Http404
    model, act, name, said = WITHDRAWN[what]
    record: Any = get_object_or_404(model, pk=pk)
    participant = record.participant if isinstance(record, Tie) else record.pathway.participant
    check_may_record(request, participant)

    def undo() -> str:
        act(by=request.user, **{name: record})
        return said

    return undone(request, participant, undo)
