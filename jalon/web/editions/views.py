"""The versions of the letter: see, make, change, retire; those that are missing made at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.reports.editions.actions import (
    Draft,
    change_edition,
    make_edition,
    resume_edition,
    retire_edition,
)
from jalon.reports.editions.queries import active, missing
from jalon.reports.editions.rules import masks
from jalon.reports.enums import Audience
from jalon.reports.models import Edition
from jalon.web.access import AccountRequest, allowed
from jalon.web.editions.forms import AudienceForm, EditionForm
from jalon.web.editions.lines import lines
from jalon.web.figures import periods

form_page = require_http_methods(["GET", "HEAD", "POST"])


@allowed(Capability.PREPARE_LETTERS, Capability.PUBLISH_LETTERS)
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """Every version, by audience; those retired last."""
    editions = list(active().prefetch_related("lists"))
    may_publish = may(request.user, Capability.PUBLISH_LETTERS)
    context = {
        "groups": lines(editions),
        "number": len(editions),
        "retired": Edition.objects.exclude(retired_on=None),
        "missing": len(missing(clock.today())) if may_publish else 0,
        "may_publish": may_publish,
        "letter": reverse("figures:letter", kwargs={"period": periods.latest()}),
    }
    return render(request, "editions/index.html", context)


@allowed(Capability.PUBLISH_LETTERS)
@form_page
def add(request: AccountRequest) -> HttpResponse:
    """A version more: whom it is for, then whose files."""
    if "pour" not in request.GET:
        return render(request, "editions/audience.html", {"form": AudienceForm(label_suffix="")})
    chosen = AudienceForm(request.GET, label_suffix="")
    if not chosen.is_valid():
        return render(request, "editions/audience.html", {"form": chosen})
    audience = Audience(chosen.cleaned_data["pour"])
    form = EditionForm(request.POST or None, audience=audience)
    if request.method == "POST" and form.is_valid():
        try:
            edition = make_edition(by=request.user, draft=form.draft)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"{edition.name} : version créée. Elle paraît dans la lettre de chaque mois.")
            return redirect("editions:index")
    return _form_page(request, form, None)


@allowed(Capability.PUBLISH_LETTERS)
@form_page
def change(request: AccountRequest, key: int) -> HttpResponse:
    """Its name, whose files, its blocks, its lists."""
    edition = get_object_or_404(Edition, pk=key)
    form = EditionForm(request.POST or None, audience=Audience(edition.audience), edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_edition(edition, by=request.user, draft=form.draft)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"{edition.name} : {'version changée' if changed else 'rien n’a changé'}.")
            return redirect("editions:index")
    return _form_page(request, form, get_object_or_404(Edition, pk=key))


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def retire(request: AccountRequest, key: int) -> HttpResponse:
    """No longer make it."""
    edition = get_object_or_404(Edition, pk=key)
    try:
        retire_edition(edition, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"{edition.name} : version retirée. Ce qu’elle a publié reste.")
    return redirect("editions:index")


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def resume(request: AccountRequest, key: int) -> HttpResponse:
    """Make it again."""
    edition = get_object_or_404(Edition, pk=key)
    resume_edition(edition, by=request.user)
    messages.success(request, f"{edition.name} : version reprise.")
    return redirect("editions:index")


@allowed(Capability.PUBLISH_LETTERS)
@form_page
def missing_ones(request: AccountRequest) -> HttpResponse:
    """Those that could be: one button makes the ones ticked."""
    found = missing(clock.today())
    if request.method == "POST":
        chosen = [draft for draft in found if _mark(draft) in request.POST.getlist("version")]
        with transaction.atomic():
            for draft in chosen:
                make_edition(by=request.user, draft=draft)
        number = len(chosen)
        said = "aucune version créée" if not number else f"{number} version{'s' if number > 1 else ''} créée"
        messages.success(request, f"{said.capitalize()}{'s' if number > 1 else ''}.")
        return redirect("editions:index")
    groups = [
        (audience, [(_mark(draft), draft.name) for draft in found if draft.audience == audience])
        for audience in Audience
    ]
    context = {"groups": [(audience, group) for audience, group in groups if group], "number": len(found)}
    return render(request, "editions/missing.html", context)


def _mark(draft: Draft) -> str:
    """What a tick says: the audience, and the key of whose files."""
    whose = draft.caseworker or draft.organisation or draft.commune
    return f"{draft.audience}:{whose.pk if whose else ''}"


def _form_page(request: AccountRequest, form: EditionForm, edition: Edition | None) -> HttpResponse:
    context = {
        "form": form,
        "edition": edition,
        "audience": form.audience,
        "masked": masks(form.audience, "") if form.audience != Audience.FUNDER else False,
        "is_whole": form.audience == Audience.WHOLE,
    }
    return render(request, "editions/edition.html", context)


def _tell(form: EditionForm, refused: ValidationError) -> None:
    """The action's reasons, beside their field."""
    for name, faults in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, faults)
