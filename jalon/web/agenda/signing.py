"""Signing a time sheet: its words shown whole, then a stroke on the screen, or the printed sheet given back."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.agenda.permissions import may_open_agenda
from jalon.core import clock, french
from jalon.core.uploads import limited_to
from jalon.documents.actions import store_file
from jalon.documents.content import LIMIT
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import StoredFile
from jalon.web.access import AccountRequest, allowed
from jalon.web.agenda.acts import carried_out
from jalon.web.agenda.sheets import READERS, sheet_or_refuse
from jalon.web.documents.depositing import file_of, hold_file
from jalon.web.documents.forms import DrawnForm, SheetForm, SignerForm, holder
from jalon.web.recording.acts import Done
from jalon.worktime.actions import sign_sheet
from jalon.worktime.content import text
from jalon.worktime.models import TimeSheet
from jalon.worktime.sheets import awaited, own_capacity


@allowed(*READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_to(LIMIT)
def sign(request: AccountRequest, pk: int) -> HttpResponse:
    """The signature that the sheet waits for: one’s own by hand, or the paper that both or the other signed."""
    held = sheet_or_refuse(request, pk)
    capacity = awaited(held)
    if capacity is None:
        return redirect("agenda:sheet", pk=pk)
    own = own_capacity(request.user, held) == capacity
    if not own and not may_open_agenda(request.user, held.caseworker_id):
        raise PermissionDenied("Le référent signe d’abord cette fiche ; elle vous attendra ensuite.")
    drawn, paper = _forms(request, held, capacity, own=own)
    form = paper if request.POST.get("by") == Method.SCANNED or not own else drawn

    def act(said: dict[str, Any]) -> Done:
        image, at = _image(request, form)
        method = Method.SCANNED if form is paper else Method.DRAWN
        signed = {"signer": said["signer"], "method": method, "image": image, "at": at}
        sign_sheet(by=request.user, sheet=held, capacity=capacity, **signed)
        return Done(f"Fiche signée par {said['signer']}.", url=reverse("agenda:sheet", args=[pk]))

    if done := carried_out(request, form, act):
        return done
    if form is paper:
        hold_file(request, paper, "")
    words = text(held.content, version=held.version, why=held.why)
    context = {
        "sheet": held,
        "title": f"Signer la fiche {french.of(french.month(held.month))}",
        "lines": words.splitlines(),
        "drawn": drawn if own else None,
        "paper": paper,
        "wrong": bool(form.errors),
        "errors": form.non_field_errors(),
        "capacity": capacity.label.lower(),
        "back": reverse("agenda:sheet", args=[pk]),
    }
    return render(request, "agenda/sign.html", context, status=422 if form.errors else 200)


def _forms(request: AccountRequest, held: TimeSheet, capacity: Capacity, *, own: bool) -> tuple[DrawnForm, SheetForm]:
    """Both ways of signing; the one that was used holds what was typed."""
    signer = str(held.caseworker) if capacity is Capacity.CASEWORKER else str(request.user) if own else ""
    initial = {"signer": signer, "seen": held.sha256, "signed_on": clock.today()}
    by_paper = request.POST.get("by") == Method.SCANNED or not own
    said = request.POST if request.method == "POST" else None
    drawn = DrawnForm(None if by_paper else said, initial=initial, prefix="trait")
    files = request.FILES if by_paper and said else None
    who = holder(request.user, f"fiche:{held.pk}:{capacity}")
    paper = SheetForm(said if by_paper else None, files=files, initial=initial, holder=who, prefix="feuille")
    return drawn, paper


def _image(request: AccountRequest, form: SignerForm) -> tuple[StoredFile, dt.datetime | None]:
    """What bears the signature, kept; and when it was signed, if it was not today."""
    if isinstance(form, SheetForm):
        day = form.cleaned_data["signed_on"]
        noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
        return file_of(request, form, ""), None if day == clock.today() else noon
    return store_file(by=request.user, name="signature.png", content=form.cleaned_data["image"]), None
