"""The letter, each of its figures, the definitions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core.database import snapshot
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.pathways.permissions import FILE_RIGHTS
from jalon.reports.comments.flags import flags
from jalon.reports.publication import publication
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures import periods
from jalon.web.figures.cells import opening
from jalon.web.figures.definitions import found, moment_of
from jalon.web.figures.figure import FigurePage, journal_key
from jalon.web.figures.file_list import FileList
from jalon.web.figures.forms import AsOfForm, WindowForm, shown_day, shown_period
from jalon.web.figures.question import (
    AFTER,
    AS_OF,
    BEFORE,
    PERIOD,
    Question,
    address,
    dimensions_of,
    filters_of,
    indicator_of,
)
from jalon.web.figures.sheet import SheetView
from jalon.web.figures.versions import VERSION, cuts_for, edition_for, editions_for, host_of, opens_to, within_reach
from jalon.web.figures.ways import Ways

FIGURES = (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES)
"""Who reads figures: of the PLIE, or of the référents of its own organisation alone."""


@allowed(*FIGURES)
@require_safe
def latest(request: AccountRequest) -> HttpResponseRedirect:
    """The letter of the last month in which something happened."""
    return redirect("figures:letter", period=periods.latest())


@allowed(*FIGURES)
@never_cache
@require_safe
def letter_page(request: AccountRequest, period: Period) -> HttpResponse:
    """The letter of a month or a year, as known on a day; a figure is a link to what is behind it."""
    form = AsOfForm({AS_OF: shown_day(request.GET.get(AS_OF, "").strip())}, period)
    window = form.window()
    edition = edition_for(request.user, request.GET)
    opens = opening(window, host_of(request.user)) if window else None
    prepares = may(request.user, Capability.PREPARE_LETTERS)
    context = {
        "form": form,
        "window": window,
        "edition": edition,
        "editions": editions_for(request.user),
        "letter": SheetView(publication(edition, window).sheet, opens) if window and opens else None,
        "ways": Ways(period, window.as_of if window else None, request.GET.get(VERSION, "")),
        "may_export": may(request.user, Capability.IMPORT_EXPORT),
        "may_prepare": prepares,
        "may_publish": may(request.user, Capability.PUBLISH_LETTERS),
        "may_complete": may(request.user, *FILE_RIGHTS) and not Window(period).is_year,
        "flags": flags(window.name, edition) if prepares and window else [],
    }
    return render(request, "figures/letter.html", context)


@allowed(*FIGURES)
@never_cache
@require_safe
def figure(request: AccountRequest, code: str) -> HttpResponse:
    """A figure, with its definition, its parts, and the files behind it, or its formula."""
    indicator = indicator_of(code)
    filters = within_reach(request.user, filters_of(indicator, request.GET), dimensions_of(indicator))
    form = _window_form(request)
    window = form.window()
    context = {"form": form, "kept": _kept(request), "indicator": indicator}
    if window is None:
        return render(request, "figures/correct.html", context)
    question = Question(indicator, window, filters, cuts_for(request.user))
    with snapshot():
        page = FigurePage(question, request.user, request.GET)
        response = render(request, "figures/figure.html", {**context, "page": page, "moment": moment_of(indicator)})
    if page.files and page.files.names_people:
        record(by=request.user, verb=Verb.READ, target="figure", key=journal_key(question))
    return response


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_safe
def export(request: AccountRequest, code: str) -> StreamingHttpResponse:
    """The list of files as a spreadsheet reads it; written in the journal."""
    indicator = indicator_of(code)
    filters = filters_of(indicator, request.GET)
    window = _window_form(request).window()
    question = Question(indicator, window, filters) if window else None
    if question is None or question.counted is None:
        raise Http404("Ce chiffre n’a pas de liste.")
    files = FileList(question, question.counted, request.user, request.GET)
    if files.refusal:
        raise PermissionDenied(files.refusal)
    record(by=request.user, verb=Verb.EXPORTED, target="figure", key=journal_key(question))
    return StreamingHttpResponse(
        files.spreadsheet(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{indicator.code}-{question.window.name}.csv"'},
    )


@allowed(*FIGURES)
@require_safe
def definitions(request: AccountRequest) -> HttpResponse:
    """Every indicator: what it counts, how, according to what."""
    words = request.GET.get("q", "").strip()
    window = Window(periods.latest())
    indicators = [
        (each, moment_of(each), address(each.code, window, {}) if opens_to(request.user, dimensions_of(each)) else "")
        for each in found(words)
    ]
    return render(request, "figures/definitions.html", {"words": words, "indicators": indicators})


def _window_form(request: AccountRequest) -> WindowForm:
    """What was typed, or the last month; shown as French writes it."""
    said = request.GET.get(PERIOD, "").strip()
    period = shown_period(said) if PERIOD in request.GET else periods.name(periods.latest())
    return WindowForm({PERIOD: period, AS_OF: shown_day(request.GET.get(AS_OF, "").strip())})


def _kept(request: AccountRequest) -> list[tuple[str, str]]:
    """What the address says beside the window and the page: the form keeps it."""
    return [(name, str(value)) for name, value in request.GET.items() if name not in (PERIOD, AS_OF, AFTER, BEFORE)]
