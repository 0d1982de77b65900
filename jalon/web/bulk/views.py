"""Acts on several people: asked, shown before, done for all or none, undone."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.permissions import REFUSAL, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.documents.reading import Damaged, content_of
from jalon.messaging.models import Mailing
from jalon.pathways.actions.bulk import Verdict, undo_bulk
from jalon.pathways.models import BulkAct
from jalon.pathways.permissions import RECORDING, openable_among
from jalon.people.models import Document, Participant
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.bulk.forms import BulkForm
from jalon.web.bulk.kinds import KINDS, Kind, undo
from jalon.web.bulk.merging import merged
from jalon.web.bulk.selection import MOST, Selection, selection_of
from jalon.web.recording.acts import TWICE, go
from jalon.web.recording.once import AlreadyDone, once

SEEN, RECENT = "vu", 20
NOBODY = "Cochez d’abord des personnes dans la liste."


@allowed(*RECORDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: AccountRequest, code: str) -> HttpResponse:
    """The act for the selection that was sent: its fields, what it would do, then it is done."""
    kind = KINDS.get(code)
    selection = selection_of(request) if request.method == "POST" else Selection([])
    if kind is None or not selection.rows:
        too_many = f"Un acte commun va à {MOST} personnes au plus : filtrez la liste." if selection.too_many else NOBODY
        messages.error(request, too_many)
        return redirect("participants:search")
    form = kind.form(request.POST if "once" in request.POST else None)
    form.action = reverse("bulk:act", args=[code])
    verdicts: list[Verdict] | None = None
    if form.is_bound and form.is_valid():
        verdicts = kind.verdicts(request.user, form.said, selection)
        if request.POST.get(SEEN) == _seen(form, selection) and (answer := _done(request, kind, form, verdicts)):
            return answer
    return _show(request, kind, form, selection, verdicts)


def _show(
    request: AccountRequest, kind: Kind, form: BulkForm, selection: Selection, verdicts: list[Verdict] | None
) -> HttpResponse:
    ready = sum(not verdict.refused for verdict in verdicts or [])
    people = f"{ready} personne{'s' if ready > 1 else ''}"
    context = {
        "kind": kind,
        "form": form,
        "selection": selection,
        "verdicts": verdicts,
        "ready": ready,
        "seen": _seen(form, selection) if ready and not form.errors else "",
        "verb": f"{kind.verb} pour {people}" if ready else "Voir ce qui sera fait",
        "back": reverse("participants:search"),
    }
    return render(request, "bulk/act.html", context, status=422 if form.errors else 200)


def _seen(form: BulkForm, selection: Selection) -> str:
    """What was shown: the fields and the people. Anything else is shown again before it is done."""
    if not form.is_bound or form.errors:
        return ""
    said = json.dumps([sorted((name, str(value)) for name, value in form.said.items()), selection.keys])
    return hashlib.sha256(said.encode()).hexdigest()


def _done(request: AccountRequest, kind: Kind, form: BulkForm, verdicts: list[Verdict]) -> HttpResponse | None:
    """Carried out, for those it can be done to; None when something changed since it was shown."""
    pathways = [each.pathway for each in verdicts if each.pathway and not each.refused]
    try:
        with (
            recording(participants=[each.participant_id for each in pathways]),
            once(form.cleaned_data["once"]) as sent,
        ):
            done = kind.carry_out(request.user, form.said, pathways, kind.label(form.said))
            sent.answer = reverse("bulk:done", args=[done.key])
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(ValidationError(["Rien n’est fait.", *refused.messages]))
        return None
    count = len(pathways)
    messages.success(request, f"{done.label} : fait pour {count} personne{'s' if count > 1 else ''}.")
    return go(request, sent.answer)


@allowed(*RECORDING)
@never_cache
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """The last acts on several people: one's own, or everyone's for the team."""
    found = BulkAct.objects.select_related("by").order_by("-at")
    if not may(request.user, Capability.RECORD_ANY):
        found = found.filter(by=request.user)
    return render(request, "bulk/index.html", {"acts": [(act, len(act.made)) for act in found[:RECENT]]})


@allowed(*RECORDING)
@never_cache
@require_safe
def done(request: AccountRequest, key: UUID) -> HttpResponse:
    """What an act did, for whom; what may still be undone."""
    held = _own(request, key)
    files = [file for _, _, file, _ in held.made if file]
    people = list(Participant.objects.filter(code__in=files).order_by("last_name", "first_name", "code"))
    openable = openable_among(request.user, [each.pk for each in people])
    mailing = _mailing(held)
    context: dict[str, Any] = {
        "act": held,
        "people": [(each, each.pk in openable) for each in people],
        "mailing": mailing,
        "sent": mailing.deliveries.filter(sent_at__isnull=False).count() if mailing else 0,
        "total": mailing.deliveries.count() if mailing else len(held.made),
        "letters": any(label == Document._meta.label_lower for label, *_ in held.made),
        "may_undo": held.undone_at is None and mailing is None,
    }
    return render(request, "bulk/done.html", context)


@allowed(*RECORDING)
@require_POST
def undo_act(request: AccountRequest, key: UUID) -> HttpResponse:
    """Undo what nobody changed since."""
    held = _own(request, key)
    files = [file for _, _, file, _ in held.made]
    keys = list(Participant.objects.filter(code__in=files).values_list("pk", flat=True))
    try:
        with recording(participants=keys):
            undone, left = undo_bulk(by=request.user, done=held, undo=undo)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        kept = f" {left} a été changé ou retiré depuis : il reste tel quel." if left else ""
        messages.success(request, f"Défait pour {undone} personne{'s' if undone > 1 else ''}.{kept}")
    return redirect("bulk:done", key=key)


@allowed(*RECORDING)
@never_cache
@require_safe
def letters(request: AccountRequest, key: UUID) -> HttpResponse:
    """All the letters of an act in one PDF; those of the files that one may open."""
    held = _own(request, key)
    wanted = [pk for label, pk, _, _ in held.made if label == Document._meta.label_lower]
    found = Document.objects.filter(pk__in=wanted, withdrawn_on=None).select_related("file", "participant")
    openable = openable_among(request.user, [each.participant_id for each in found])
    order = ("participant__last_name", "participant__first_name", "participant__code")
    papers = [each for each in found.order_by(*order) if each.participant_id in openable and each.file]
    if not papers:
        messages.error(request, "Aucun de ces courriers ne s’ouvre pour vous.")
        return redirect("bulk:done", key=key)
    try:
        content = merged([content_of(each.file) for each in papers if each.file])
    except Damaged as trouble:
        messages.error(request, str(trouble))
        return redirect("bulk:done", key=key)
    for each in papers:
        said = {"target": "people.document", "key": str(each.pk), "file": each.participant.code}
        record(by=request.user, verb=Verb.READ, reason="courriers imprimés ensemble", **said)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="courriers-{clock.today().isoformat()}.pdf"'
    return answer


def _own(request: AccountRequest, key: UUID) -> BulkAct:
    held = get_object_or_404(BulkAct.objects.select_related("by"), key=key)
    if held.by_id != request.user.pk and not may(request.user, Capability.RECORD_ANY):
        raise PermissionDenied(REFUSAL)
    return held


def _mailing(held: BulkAct) -> Mailing | None:
    keys = [key for label, key, _, _ in held.made if label == Mailing._meta.label_lower]
    return Mailing.objects.filter(key__in=keys).first()
