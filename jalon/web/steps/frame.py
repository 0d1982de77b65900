"""What the acts on a pathway share: the open pathway, one of its steps, the page beside the file."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.pathways.models import Pathway, Step
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import back, check_may_record, file_to_record, shown
from jalon.web.recording.forms import RecordForm

METHODS = ["GET", "HEAD", "POST"]
NO_PATHWAY = "Cette personne n’a pas de parcours en cours : il n’y a rien à y enregistrer."
OnPathway = Callable[[AccountRequest, Participant, Pathway], HttpResponse]
OnStep = Callable[[AccountRequest, Participant, Step], HttpResponse]


def on_pathway(*any_of: Capability) -> Callable[[OnPathway], Callable[..., HttpResponse]]:
    """A page that records in the open pathway of the person of the address; back to the file when there is none."""

    def decorate(view: OnPathway) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: AccountRequest, code: str) -> HttpResponse:
            participant = file_to_record(request, code)
            pathway = participant.pathways.open_on(clock.today()).select_related("participant").first()
            if pathway is None:
                messages.error(request, NO_PATHWAY)
                return redirect(back(request, participant))
            return view(request, participant, pathway)

        return _page(checked, any_of)

    return decorate


def on_step(view: OnStep) -> Callable[..., HttpResponse]:
    """A page that records about one step, by its key."""

    @wraps(view)
    def checked(request: AccountRequest, pk: int) -> HttpResponse:
        step = step_to_record(request, pk)
        participant = file_to_record(request, step.pathway.participant.code)
        return view(request, participant, step)

    return _page(checked, RECORDING)


def step_to_record(request: AccountRequest, pk: int) -> Step:
    """A step of a file that this account writes in. 404, or PermissionDenied."""
    related = ("pathway__participant", "label", "organisation", "contract")
    step = get_object_or_404(Step.objects.select_related(*related), pk=pk)
    check_may_record(request, step.pathway.participant)
    return step


def beside(
    request: AccountRequest, participant: Participant, form: RecordForm | None, title: str, verb: str, **more: Any
) -> HttpResponse:
    """The form in its panel, beside the file. `about`: what to know first; `notes`: what the rules say of it."""
    said = {
        "title": title,
        "verb": verb,
        "about": "",
        "notes": [],
        "links": [],
        "combobox": False,
        "proposal": None,
        "waiting": None,
    }
    said |= {**more, **file_context(request, participant)}
    return shown(request, "steps/act.html", participant, form or RecordForm(), said | {"empty": form is None})


def _page(view: Any, any_of: tuple[Capability, ...]) -> Callable[..., HttpResponse]:
    dressed = allowed(*any_of)(never_cache(require_http_methods(METHODS)(view)))
    return cast(Callable[..., HttpResponse], dressed)
