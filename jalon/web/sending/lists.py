"""Distribution lists: who receives what. Add one, paste many, correct, remove."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.roles import Capability
from jalon.core import french
from jalon.core.french import NO_BREAK
from jalon.messaging.actions import lists
from jalon.messaging.actions.lists import Pasted
from jalon.messaging.models import MailingList, Subscriber
from jalon.messaging.pasting import BadLine
from jalon.web.access import AccountRequest, allowed
from jalon.web.sending.forms import ListForm, PasteForm, SendingForm, SubscriberForm, tell

form_page = require_http_methods(["GET", "HEAD", "POST"])
SHOWN_FAULTS = 100


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@form_page
def index(request: AccountRequest) -> HttpResponse:
    """Every list, with its numbers and the versions it receives; a new one."""
    form = ListForm(request.POST) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        made = MailingList()
        try:
            lists.save_list(made, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Liste « {made.name} » créée. Ajoutez ses destinataires.")
            return redirect("sending:list", pk=made.pk)
    willing = Count("subscribers", filter=Q(subscribers__unsubscribed_at=None))
    found = MailingList.objects.annotate(people=willing).prefetch_related("editions")
    return render(request, "sending/lists.html", {"form": form, "lists": found})


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@form_page
def one(request: AccountRequest, pk: int) -> HttpResponse:
    """Who is on a list; someone more."""
    kept = _list(pk)
    form = SubscriberForm(request.POST) if request.method == "POST" else SubscriberForm()
    if request.method == "POST" and form.is_valid():
        try:
            added = lists.add_subscriber(kept, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"{added} est sur la liste.")
            return redirect("sending:list", pk=pk)
    return _show(request, kept, form, PasteForm())


@allowed(Capability.PREPARE_LETTERS)
@form_page
def paste(request: AccountRequest, pk: int) -> HttpResponse:
    """Many at once: all, or none while a line is faulty."""
    kept, form = _list(pk), PasteForm(request.POST or None)
    faults: list[BadLine] = []
    if form.is_valid():
        try:
            pasted = lists.paste(kept, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as refused:
            form.add_error("text", refused.messages[0])
        else:
            faults = pasted.faults
            if not faults:
                messages.success(request, _said(pasted))
                return redirect("sending:list", pk=pk)
    return _show(request, kept, SubscriberForm(), form, faults)


@allowed(Capability.PREPARE_LETTERS)
@form_page
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Another name, other words."""
    kept = _list(pk)
    form = ListForm(request.POST) if request.method == "POST" else ListForm.of(kept)
    if request.method == "POST" and form.is_valid():
        try:
            lists.save_list(kept, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("sending:list", pk=pk)
    return render(request, "sending/change_list.html", {"kept": _list(pk), "form": form})


@allowed(Capability.PREPARE_LETTERS)
@require_POST
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a list away."""
    kept = _list(pk)
    lists.remove_list(kept, by=request.user)
    messages.success(request, f"Liste « {kept.name} » retirée. Ce qui a été envoyé garde ses reçus.")
    return redirect("sending:lists")


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@form_page
def subscriber(request: AccountRequest, pk: int) -> HttpResponse:
    """Correct someone; say no for them, or take the no back when they ask for it."""
    someone = _subscriber(pk)
    form = SubscriberForm(request.POST) if request.method == "POST" else SubscriberForm.of(someone)
    if request.method == "POST" and form.is_valid():
        try:
            lists.change_subscriber(someone, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("sending:list", pk=someone.mailing_list_id)
    return render(request, "sending/subscriber.html", {"someone": _subscriber(pk), "form": form})


@allowed(Capability.PREPARE_LETTERS)
@require_POST
def remove_subscriber(request: AccountRequest, pk: int) -> HttpResponse:
    """Take someone off a list; or note that they no longer want its letters, or want them again."""
    someone = _subscriber(pk)
    match request.POST.get("act"):
        case "desinscrire":
            lists.unsubscribe(someone, by=request.user)
            said = f"{someone} ne recevra plus rien de cette liste."
        case "revenir":
            lists.come_back(someone, by=request.user)
            said = f"{someone} recevra de nouveau les lettres de cette liste."
        case _:
            lists.remove_subscriber(someone, by=request.user)
            said = f"{someone} n’est plus sur la liste."
    messages.success(request, said)
    return redirect("sending:list", pk=someone.mailing_list_id)


def _show(
    request: AccountRequest,
    kept: MailingList,
    form: SendingForm,
    pasting: PasteForm,
    faults: Sequence[BadLine] = (),
) -> HttpResponse:
    people = list(kept.subscribers.select_related("organisation"))
    context = {
        "kept": kept,
        "people": people,
        "willing": sum(each.unsubscribed_at is None for each in people),
        "editions": list(kept.editions.all()),
        "form": form,
        "pasting": pasting,
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": max(len(faults) - SHOWN_FAULTS, 0),
    }
    return render(request, "sending/list.html", context)


def _said(pasted: Pasted) -> str:
    """What pasting did, each case that happened."""
    told = [
        (len(pasted.added), "ajouté", "ajoutés"),
        (len(pasted.known), "y était déjà", "y étaient déjà"),
        (len(pasted.said_no), "désinscrit, laissé tel", "désinscrits, laissés tels"),
    ]
    parts = [f"{french.number(n)}{NO_BREAK}{one if n == 1 else many}" for n, one, many in told if n]
    return f"Destinataires{NO_BREAK}: {', '.join(parts)}."


def _list(pk: int) -> MailingList:
    return get_object_or_404(MailingList, pk=pk)


def _subscriber(pk: int) -> Subscriber:
    return get_object_or_404(Subscriber.objects.select_related("mailing_list"), pk=pk)
