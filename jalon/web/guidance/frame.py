"""What the pages that guide a pathway share: the last pathway of the person, the panel beside the file."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.core import clock
from jalon.pathways.models import Pathway
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, AnyView, allowed
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import back, file_to_record, shown
from jalon.web.recording.forms import RecordForm

NO_PATHWAY = "Cette personne n’est pas encore entrée en parcours : il n’y a rien à y noter."
OnPathway = Callable[[AccountRequest, Participant, Pathway], HttpResponse]


def on_pathway(view: OnPathway) -> Callable[..., HttpResponse]:
    """A page that records in the last pathway of the person of the address; back to the file when there is none.

    The pathway may be over: obstacles are rated at the exit too.
    """

    @wraps(view)
    def checked(request: AccountRequest, code: str) -> HttpResponse:
        participant = file_to_record(request, code)
        pathway = participant.pathways.latest_on(clock.today()).select_related("participant").first()
        if pathway is None:
            messages.error(request, NO_PATHWAY)
            return redirect(back(request, participant))
        return view(request, participant, pathway)

    return page(checked)


def page(view: Any) -> Callable[..., HttpResponse]:
    """A page that is read, then sent back filled in, by who records."""
    dressed: AnyView = allowed(*RECORDING)(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))
    return cast(Callable[..., HttpResponse], dressed)


def beside(
    request: AccountRequest, participant: Participant, form: RecordForm, title: str, verb: str, about: str = ""
) -> HttpResponse:
    """The form in its panel, beside the file. `about`: what to know first."""
    said = {"title": title, "verb": verb, "about": about, **file_context(request, participant)}
    return shown(request, "guidance/panel.html", participant, form, said)
