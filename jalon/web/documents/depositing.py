"""Putting papers in a file, replacing them, taking them away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.french import NO_BREAK
from jalon.core.uploads import limited_to
from jalon.documents.actions import store_file
from jalon.documents.content import LIMIT
from jalon.documents.models import StoredFile
from jalon.pathways.permissions import FILE_RIGHTS, RECORDING, check_may_open_file
from jalon.people.documents import add_document, replace_document, restore_document, withdraw_document
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from jalon.people.papers import expires
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.forms import FiledForm, NewerForm, PaperForm, holder
from jalon.web.documents.lines import papers_of
from jalon.web.recording.acts import Done, check_may_record, file_to_record, go, recorded, shown

KIND = "genre"
BY_MISTAKE = "déposée par erreur"


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def papers(request: AccountRequest, code: str) -> HttpResponse:
    """All the papers of a person, those of before too."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    target, key = "people.participant", str(participant.pk)
    record(by=request.user, verb=Verb.READ, target=target, key=key, file=code, reason="pièces du dossier")
    context = {
        "participant": participant,
        "papers": papers_of(participant, clock.today()),
        "may_record": may(request.user, *RECORDING),
    }
    return render(request, "documents/papers.html", context)


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def add(request: AccountRequest, code: str) -> HttpResponse:
    """Deposit a paper; `?genre=` proposes its kind."""
    participant = file_to_record(request, code)
    proposed = request.GET.get(KIND, "")
    known = proposed if proposed in DocumentKind.values else ""
    # The day is the one that the paper bears: for those that expire, today would hardly ever be it.
    initial = {"kind": known, "dated": None if expires(known) else clock.today()}
    form = PaperForm(
        request.POST or None,
        files=request.FILES or None,
        initial=initial,
        holder=holder(request.user, code),
        kinds=DocumentKind.values,
    )

    def act(said: dict[str, Any]) -> Done:
        kind, stored = DocumentKind(said["kind"]), file_of(request, form, code)
        values = {name: said[name] for name in ("dated", "expires_on", "title")}
        document = add_document(by=request.user, participant=participant, kind=kind, file=stored, **values)
        return Done(f"{kind.label}{NO_BREAK}: pièce déposée.", undo=reverse("documents:withdraw", args=[document.pk]))

    if done := recorded(request, participant, form, act):
        return done
    hold_file(request, form, code)
    return shown(request, "documents/add.html", participant, form, {"replaced": None})


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def replace(request: AccountRequest, pk: int) -> HttpResponse:
    """Deposit a newer paper in the place of one."""
    document = get_object_or_404(Document.objects.select_related("participant"), pk=pk)
    participant = file_to_record(request, document.participant.code)
    form = NewerForm(
        request.POST or None,
        files=request.FILES or None,
        initial={"dated": None if expires(document.kind) else clock.today(), "title": document.title},
        holder=holder(request.user, participant.code),
        kinds=[document.kind],
    )

    def act(said: dict[str, Any]) -> Done:
        stored = file_of(request, form, participant.code)
        values = {name: said[name] for name in ("dated", "expires_on", "title")}
        replace_document(by=request.user, document=document, file=stored, **values)
        return Done(f"{document.get_kind_display()}{NO_BREAK}: pièce remplacée. L’ancienne reste lisible.")

    if done := recorded(request, participant, form, act):
        return done
    hold_file(request, form, participant.code)
    return shown(request, "documents/add.html", participant, form, {"replaced": document})


@allowed(*RECORDING)
@require_POST
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a paper away, with the reason; it stays readable."""
    why = request.POST.get("why", BY_MISTAKE)
    said = "Pièce retirée. Elle reste lisible parmi les anciennes."
    return _done(request, pk, said, lambda document: withdraw_document(by=request.user, document=document, why=why))


@allowed(*RECORDING)
@require_POST
def restore(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo a withdrawal."""
    return _done(
        request, pk, "Pièce remise au dossier.", lambda document: restore_document(by=request.user, document=document)
    )


def _done(request: AccountRequest, pk: int, said: str, act: Any) -> HttpResponse:
    document = get_object_or_404(Document.objects.select_related("participant"), pk=pk)
    participant = document.participant
    check_may_record(request, participant)
    try:
        with recording(participants=[participant.pk]):
            act(document)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return go(request, reverse("documents:list", args=[participant.code]))


def file_of(request: AccountRequest, form: FiledForm, code: str) -> StoredFile:
    """The file of a valid form, kept now or before; in the transaction of the act. ValidationError under `file`."""
    if form.waiting and not form.cleaned_data.get("file"):
        return form.waiting
    name, content = form.content()
    return store_file(by=request.user, name=name, content=content, file=code)


def hold_file(request: AccountRequest, form: FiledForm, code: str) -> None:
    """After a form to be corrected: what was sent waits for it, a day at most. A bad file is said so at once."""
    if request.method != "POST" or "file" in form.errors or not form.cleaned_data.get("file"):
        return
    name, content = form.content()
    try:
        form.hold(store_file(by=request.user, name=name, content=content, file=code))
    except ValidationError as refused:
        form.refuse(refused)
