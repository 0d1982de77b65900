"""What a person takes away: a page to read together and print, and the same as a PDF."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.core import clock
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.web.access import AccountRequest, allowed
from jalon.web.guidance.papers import summary_pdf
from jalon.web.guidance.plain import Takeaway, takeaway
from jalon.web.participants.context import tell_reading
from jalon.web.participants.records import FileRecord


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def summary(request: AccountRequest, code: str) -> HttpResponse:
    """The pathway of a person, for them."""
    found = _takeaway(request, code)
    protocol = Protocol.objects.in_force_on(clock.today())
    said = {
        "takeaway": found,
        "participant": found.file.participant,
        "mention": protocol.european_mention if protocol else "",
    }
    return render(request, "guidance/summary.html", said)


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def pdf(request: AccountRequest, code: str) -> HttpResponse:
    """The same on paper."""
    answer = HttpResponse(summary_pdf(_takeaway(request, code), clock.today()), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="mon-parcours.pdf"'
    return answer


def _takeaway(request: AccountRequest, code: str) -> Takeaway:
    participant: Participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    tell_reading(request, participant, reason="synthèse remise à la personne")
    return takeaway(FileRecord(participant, clock.today(), shown=False))
