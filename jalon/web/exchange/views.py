"""Importing a folder and exporting the base, from the pages."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalon.accounts.roles import Capability
from jalon.exchange.enums import TransferKind
from jalon.exchange.faults import Fault
from jalon.exchange.models import Transfer
from jalon.exchange.transfers import actions
from jalon.exchange.transfers.room import Room
from jalon.web.access import AccountRequest, allowed
from jalon.web.exchange import report
from jalon.web.exchange.forms import DepositForm
from jalon.web.exchange.sheet import FaultPage, Sheet

RECENT = 10


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def import_page(request: AccountRequest) -> HttpResponse:
    """Deposit a folder; and the latest that were."""
    actions.purge()
    form = DepositForm(request.POST, request.FILES) if request.method == "POST" else DepositForm()
    if form.is_bound and form.is_valid():
        deposited = actions.deposit(by=request.user, file=form.cleaned_data["file"])
        return redirect("exchange:transfer", key=deposited.key)
    return render(request, "exchange/import.html", {"form": form, "sheets": _recent(TransferKind.IMPORT)})


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def export_page(request: AccountRequest) -> HttpResponse:
    """Ask for the whole base; and the latest that were made."""
    actions.purge()
    if request.method == "POST":
        return redirect("exchange:transfer", key=actions.ask_export(by=request.user).key)
    return render(request, "exchange/export.html", {"sheets": _recent(TransferKind.EXPORT)})


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_GET
def transfer(request: AccountRequest, key: UUID) -> HttpResponse:
    """Where a transfer stands, and what one may do next."""
    sheet = Sheet(_found(key))
    first = request.GET.get("apres", "0")
    page = FaultPage.of(sheet, int(first) if first.isdecimal() and len(first) < 10 else 0)
    return render(request, "exchange/transfer.html", {"sheet": sheet, "page": page})


@allowed(Capability.IMPORT_EXPORT)
@require_POST
def write(request: AccountRequest, key: UUID) -> HttpResponse:
    """Write what was checked."""
    return _act(key, lambda found: actions.confirm(found, by=request.user))


@allowed(Capability.IMPORT_EXPORT)
@require_POST
def resume(request: AccountRequest, key: UUID) -> HttpResponse:
    """Start again."""
    return _act(key, lambda found: actions.resume(found, by=request.user))


@allowed(Capability.IMPORT_EXPORT)
@require_POST
def erase(request: AccountRequest, key: UUID) -> HttpResponse:
    """Erase now, without waiting for the day to pass."""
    found = _found(key)
    if not actions.erase(found, by=request.user):
        messages.info(request, "Ce dossier est déjà effacé, ou un travail y est en cours.")
        return redirect("exchange:transfer", key=key)
    messages.success(request, f"{found.file_name} est effacé.")
    return redirect("exchange:import" if found.is_import else "exchange:export")


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_GET
def faults_csv(request: AccountRequest, key: UUID) -> HttpResponseBase:
    """Every fault, for a spreadsheet."""
    return _report(key, report.as_csv, "text/csv; charset=utf-8", "csv")


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_GET
def faults_json(request: AccountRequest, key: UUID) -> HttpResponseBase:
    """Every fault, for a program."""
    return _report(key, report.as_json, "application/json", "json")


@allowed(Capability.IMPORT_EXPORT)
@never_cache
@require_GET
def download(request: AccountRequest, key: UUID) -> HttpResponseBase:
    """The archive of an export; each download is told to the journal."""
    found = _found(key)
    sheet = Sheet(found)
    if not sheet.can_download:
        return redirect("exchange:transfer", key=key)
    stream = sheet.room.zip.open("rb")  # kept open by the answer, even if the file is erased meanwhile
    actions.told_download(found, by=request.user)
    return FileResponse(stream, as_attachment=True, filename=found.file_name, content_type="application/zip")


def _found(key: UUID) -> Transfer:
    return get_object_or_404(Transfer.objects.select_related("by"), key=key)


def _recent(kind: TransferKind) -> list[Sheet]:
    found = Transfer.objects.filter(kind=kind).select_related("by")[:RECENT]
    return [Sheet(each) for each in found]


def _act(key: UUID, act: Callable[[Transfer], None]) -> HttpResponse:
    act(_found(key))
    return redirect("exchange:transfer", key=key)


def _report(
    key: UUID, write: Callable[[Iterable[Fault]], Iterator[str]], content_type: str, extension: str
) -> StreamingHttpResponse:
    faults = Room(_found(key)).read_faults()
    name = f"points-a-corriger.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(write(faults), content_type=content_type, headers=headers)
