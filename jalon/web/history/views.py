"""Figures of the years before Jalon: see, add, correct, remove; and the year from which all is computed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.reports.actions import compute_since, correct_figure, remove_figure, type_figure
from jalon.reports.history import computed_since
from jalon.reports.models import TypedFigure
from jalon.web.access import AccountRequest, allowed
from jalon.web.history.forms import FigureForm, SinceForm
from jalon.web.history.lines import Line, years

form_page = require_http_methods(["GET", "HEAD", "POST"])


@allowed(Capability.SEE_FIGURES)
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """What was typed, year by year, with its source."""
    context = {"years": years(), "since": computed_since(), "may_type": may(request.user, Capability.TYPE_HISTORY)}
    return render(request, "history/index.html", context)


@allowed(Capability.TYPE_HISTORY)
@form_page
def add(request: AccountRequest) -> HttpResponse:
    """A figure more."""
    form = FigureForm(request.POST) if request.method == "POST" else FigureForm()
    if request.method == "POST" and form.is_valid():
        try:
            figure = type_figure(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            return _done(request, f"{_said(figure)} : chiffre ajouté.")
    return render(request, "history/figure.html", {"form": form, "figure": None, "since": computed_since()})


@allowed(Capability.TYPE_HISTORY)
@form_page
def correct(request: AccountRequest, key: int) -> HttpResponse:
    """Another value, period or source."""
    figure = get_object_or_404(TypedFigure, pk=key)
    form = FigureForm(request.POST) if request.method == "POST" else FigureForm.of(figure)
    if request.method == "POST" and form.is_valid():
        try:
            changed = correct_figure(figure, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            return _done(request, f"{_said(figure)} : {'chiffre corrigé' if changed else 'rien n’a changé'}.")
    return render(request, "history/figure.html", {"form": form, "figure": figure, "since": computed_since()})


@allowed(Capability.TYPE_HISTORY)
@require_POST
def remove(request: AccountRequest, key: int) -> HttpResponse:
    """Take a figure away."""
    figure = get_object_or_404(TypedFigure, pk=key)
    said = _said(figure)
    remove_figure(figure, by=request.user)
    return _done(request, f"{said} : chiffre retiré. Le journal garde ce qu’il disait.")


@allowed(Capability.TYPE_HISTORY)
@form_page
def since(request: AccountRequest) -> HttpResponse:
    """The first year that is computed."""
    form = SinceForm(request.POST) if request.method == "POST" else SinceForm(initial={"year": computed_since()})
    if request.method == "POST" and form.is_valid():
        try:
            compute_since(by=request.user, year=form.cleaned_data["year"])
        except ValidationError as refused:
            _tell(form, refused)
        else:
            return _done(request, f"Jalon calcule les chiffres depuis {form.cleaned_data['year']}.")
    return render(request, "history/since.html", {"form": form})


def _said(figure: TypedFigure) -> str:
    line = Line(figure)
    return f"{line.label}, {line.period}"


def _tell(form: Form, refused: ValidationError) -> None:
    """Each refusal beside the field it speaks of, the others above."""
    for name, faults in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, faults)


def _done(request: AccountRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("history:index")
