"""The bar that records for someone: a name, then the act. It leads to the act's page, or asks which person is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.core import clock
from jalon.pathways.permissions import RECORDING
from jalon.roster.actions import follow_calendar
from jalon.roster.models import FileSummary
from jalon.roster.search import suggested, understand
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import RETURN, WEEK

MOST = 20
"""People among whom one is asked to choose."""


@dataclass(frozen=True, slots=True)
class BarAct:
    """A button of the bar: its code in the address, its words, its drawing, the page it leads to."""

    code: str
    label: str
    icon: str
    page: str

    def url(self, code: str) -> str:
        """The page for this person; it comes back to the week."""
        return f"{reverse(self.page, args=[code])}?{RETURN}={WEEK}"


BUTTONS = (
    BarAct("entretien", "Entretien", "messages-square", "recording:interview"),
    BarAct("appel", "Appel", "phone", "recording:call"),
    BarAct("absence", "Absence", "user-x", "recording:absence"),
    BarAct("etape", "Étape", "signpost", "steps:add"),
)
OTHERS = (
    BarAct("renouvellement", "Renouveler un contrat", "history", "steps:renew"),
    BarAct("veille", "Mettre en veille", "pause", "steps:suspend"),
    BarAct("fin-de-veille", "Finir une veille", "play", "steps:resume"),
    BarAct("referent", "Changer de référent", "users", "steps:assign"),
    BarAct("sortie", "Proposer une sortie", "flag", "steps:exit"),
)
"""Under « Autre »."""


@allowed(*RECORDING)
@never_cache
@require_GET
def choose(request: AccountRequest) -> HttpResponse:
    """The page of the act when one person is meant; otherwise, those who may be."""
    words, code = request.GET.get("q", "").strip(), request.GET.get("acte", "")
    act = next((each for each in (*BUTTONS, *OTHERS) if each.code == code), BUTTONS[0])
    people = _meant(request, words)
    if len(people) == 1:
        return redirect(act.url(people[0].participant.code))
    found = [(each, act.url(each.participant.code)) for each in people[:MOST]]
    context = {"words": words, "act": act, "found": found, "more": len(people) > MOST}
    return render(request, "recording/choose.html", context)


def _meant(request: AccountRequest, words: str) -> Sequence[FileSummary]:
    """Those whose name begins so, or sounds so, among the files one may open."""
    if not words:
        return ()
    follow_calendar()
    mine = FileSummary.objects.openable_by(request.user)
    keys = list(suggested(mine, understand(words, clock.today()), MOST + 1).values_list("pk", flat=True))
    people = FileSummary.objects.filter(pk__in=keys).select_related("participant", "caseworker")
    return sorted(people, key=lambda each: keys.index(each.pk))
