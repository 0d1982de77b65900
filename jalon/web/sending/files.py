"""The files of a month that are to be completed, and the day on which it is to be closed."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.core import clock, french
from jalon.core.folding import folded
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.pathways.completeness import Incomplete
from jalon.pathways.completeness import to_complete as files_to_complete
from jalon.pathways.permissions import FILE_RIGHTS
from jalon.reports.sending.reminders import plan_closing, planned_on
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures import periods
from jalon.web.sending.forms import PlanForm, tell


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The files of one référent that are to be completed; `name` is "" for those that nobody follows."""

    name: str
    files: list[Incomplete]


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def to_complete(request: AccountRequest, period: Period) -> HttpResponse:
    """A référent sees their own files, the team everyone's."""
    return _show(request, period, PlanForm.of(planned_on(_month(period))))


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def plan(request: AccountRequest, period: Period) -> HttpResponse:
    """Another day to close the month."""
    form = PlanForm(request.POST)
    name = Window(_month(period)).name
    if form.is_valid():
        try:
            plan_closing(name, form.cleaned_data["planned_on"], by=request.user)
        except ValidationError as refused:
            tell(form, refused)
        else:
            said = french.long_day(form.cleaned_data["planned_on"])
            messages.success(request, f"Arrêté prévu le {said}. Les rappels suivent ce jour.")
            return redirect("sending:to_complete", period=period)
    return _show(request, period, form)


def portfolios(request: AccountRequest, period: Period) -> list[Portfolio]:
    """By référent, those that this account may open; who follows nobody reads the files without référent last."""
    everyone = may(request.user, Capability.OPEN_ANY_FILE)
    found = files_to_complete(period, clock.today(), None if everyone else caseworkers_of(request.user))
    people = Caseworker.objects.in_bulk([key for key in found if key is not None])
    told = [Portfolio(str(people[key]) if key is not None else "", files) for key, files in found.items()]
    return sorted(told, key=lambda each: (not each.name, folded(each.name)))


def _show(request: AccountRequest, period: Period, form: PlanForm) -> HttpResponse:
    found = portfolios(request, period)
    may_plan = may(request.user, Capability.PUBLISH_LETTERS)
    context = {
        "period": Window(period).name,
        "title": french.of(periods.name(period)),
        "portfolios": found,
        "total": sum(len(each.files) for each in found),
        "own": not may(request.user, Capability.OPEN_ANY_FILE),
        "planned_on": planned_on(period),
        "form": form if may_plan else None,
    }
    return render(request, "sending/to_complete.html", context)


def _month(period: Period) -> Period:
    if Window(period).is_year:
        raise Http404("Les dossiers se complètent mois par mois.")
    return period
