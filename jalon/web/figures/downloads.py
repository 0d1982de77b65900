"""The letter that one reads, as a file: on paper, for a spreadsheet, for a program."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.roles import Capability
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.reports.enums import Audience
from jalon.reports.formats import FORMATS, MEDIA_TYPES
from jalon.reports.models import Edition
from jalon.reports.pdf.document import Overfull
from jalon.reports.publication import publication
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures.forms import AsOfForm
from jalon.web.figures.versions import VERSION, edition_for
from jalon.web.figures.ways import Ways


@allowed(Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES)
@never_cache
@require_safe
def document(request: AccountRequest, period: Period, format: str) -> HttpResponse:
    """The version that the page shows, as PDF or spreadsheet; words too long for two pages lead back to it, and why."""
    window = _window(request, period)
    try:
        return _file(edition_for(request.user, request.GET), window, format)
    except Overfull as error:
        messages.error(request, str(error))
        kept = Ways(period, window.as_of, request.GET.get(VERSION, "")).kept
        return redirect(reverse("figures:letter", args=[period]) + kept)


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_safe
def data(request: AccountRequest, period: Period) -> HttpResponse:
    """The same version, as programs read it. Contract: docs/exchange.md."""
    return _file(edition_for(request.user, request.GET), _window(request, period), "json")


def _window(request: AccountRequest, period: Period) -> Window:
    window = AsOfForm(request.GET, period).window()
    if window is None:
        raise Http404("Cette date n’existe pas.")
    return window


def _file(edition: Edition, window: Window, format: str) -> HttpResponse:
    return HttpResponse(
        FORMATS[format](publication(edition, window)),
        content_type=MEDIA_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{_name(edition, window)}.{format}"'},
    )


def _name(edition: Edition, window: Window) -> str:
    """lettre-2017-11, lettre-2017-11-regie-des-tilleuls."""
    version = "" if edition.audience == Audience.WHOLE else f"-{slugify(edition.name)}"
    return f"lettre-{window.name}{version}"
