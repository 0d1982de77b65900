"""« Arrêter »: what there is to look at, the day, then the act itself, confirmed; and giving it up."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.roles import Capability
from jalon.core.periods import Period
from jalon.reports.closing import actions, queries
from jalon.reports.closing.actions import UnderWay
from jalon.reports.closing.hindrances import HeldUp
from jalon.reports.models import Closing
from jalon.web.access import AccountRequest, allowed
from jalon.web.closing.forms import CloseForm
from jalon.web.closing.preparing import Preparation

CONFIRM = "confirmer"


@allowed(Capability.PUBLISH_LETTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AccountRequest, period: Period) -> HttpResponse:
    """The page; then the confirmation; then the work begins, in a process of its own."""
    page = Preparation(period)
    number = queries.next_number(page.name)
    form = CloseForm(request.POST or None, period=period, number=number)
    if form.is_bound and form.is_valid():
        if not request.POST.get(CONFIRM):
            return render(request, "closing/confirm.html", {"page": page, "form": form, "number": number})
        try:
            closing = actions.ask(by=request.user, period=period, **form.cleaned_data)
        except UnderWay as error:
            messages.info(request, str(error))
            return redirect("closing:one", key=error.closing.key)
        except HeldUp:  # told on the page
            pass
        except ValidationError as error:
            form.refuse(error.message_dict)
        else:
            return redirect("closing:one", key=closing.key)
    return render(request, "closing/close.html", {"page": page, "form": form, "number": number})


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def stop(request: AccountRequest, key: UUID) -> HttpResponse:
    """Give it up: nothing is kept."""
    found = get_object_or_404(Closing, key=key)
    if found.closed_at:
        messages.info(request, "Cette lettre est arrêtée : elle ne bouge plus.")
    else:
        actions.stop(found)
        messages.success(request, "L’arrêté est abandonné. Rien n’est gardé.")
    return redirect("closing:one", key=key)
