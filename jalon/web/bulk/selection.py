"""The people of an act on several: those ticked in the list, or all that it shows; only files that one may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from jalon.core import clock
from jalon.pathways.models import Pathway
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.roster.models import FileSummary
from jalon.web.access import AccountRequest
from jalon.web.roster.criteria import Criteria
from jalon.web.roster.filters import Asker

PEOPLE, ALL, QUERY = "p", "tout", "liste"
MOST = 300
"""People in a selection: what one page still shows whole."""
NOT_YOURS = "Ce dossier n’est pas dans votre portefeuille."


@dataclass(frozen=True)
class Selection:
    """People by name, each with the open pathway, and why nothing can be done for them."""

    rows: list[tuple[Participant, Pathway | None, str]]
    too_many: bool = False

    @property
    def keys(self) -> list[int]:
        """What the page sends back."""
        return [participant.pk for participant, _, _ in self.rows]


def selection_of(request: AccountRequest) -> Selection:
    """The selection that was sent. As many queries for one as for all."""
    keys = _listed(request) if ALL in request.POST else _ticked(request.POST.getlist(PEOPLE))
    if len(keys) > MOST:
        return Selection([], too_many=True)
    openable = openable_among(request.user, keys)
    people = Participant.objects.filter(pk__in=keys).order_by("last_name", "first_name", "code")
    pathways = Pathway.objects.filter(participant__in=keys).open_on(clock.today()).select_related("participant")
    held = {pathway.participant_id: pathway for pathway in pathways}
    return Selection([(each, held.get(each.pk), "" if each.pk in openable else NOT_YOURS) for each in people])


def _ticked(values: Sequence[str]) -> list[int]:
    return list({int(value) for value in values if value.isdecimal() and len(value) < 19})


def _listed(request: AccountRequest) -> list[int]:
    criteria = Criteria(Asker(request.user, clock.today()), dict(parse_qsl(request.POST.get(QUERY, ""))))
    people = criteria.found.people & FileSummary.objects.openable_by(request.user)
    return list(people.order_by().values_list("pk", flat=True)[: MOST + 1])
