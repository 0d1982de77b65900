"""What was sent: its progress, its receipts, what remains to decide."""

import csv
import io
from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core.french import NO_BREAK
from jalon.exchange.cells import escaped
from jalon.messaging.actions import mailings
from jalon.messaging.enums import Purpose
from jalon.messaging.models import Delivery, Mailing
from jalon.reports.sending import letters
from jalon.web.access import AccountRequest, allowed
from jalon.web.sending.batch import PAGE, Batch, Line, asked, lines, title

RECENT = 50
HEADING = ["message", "nom", "adresse", "état", "réponse du serveur", "remis le", "revenu le", "désinscrit le"]


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """The latest mailings, trials aside; those asked for together on one line."""
    found = lines(asked(purpose__in=[Purpose.LETTER, Purpose.REMINDER]).order_by("-pk")[:RECENT])
    groups: dict[UUID, list[Line]] = {}
    for line in found:
        groups.setdefault(line.mailing.batch, []).append(line)
    rows = [(title(group[0].mailing), group[0].mailing, group) for group in groups.values()]
    totals = [{"title": name, "mailing": mailing, **_totals(group)} for name, mailing, group in rows]
    return render(request, "sending/index.html", {"rows": totals})


def _totals(group: list[Line]) -> dict[str, int]:
    names = ("total", "sent", "refused", "uncertain", "waiting")
    return {"messages": len(group), **{name: sum(getattr(line, name) for line in group) for name in names}}


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_safe
def batch_page(request: AccountRequest, batch: UUID) -> HttpResponse:
    """How far it is, then its receipts."""
    found = _found(batch)
    said = request.GET.get("apres", "0")
    after = int(said) if said.isdecimal() and len(said) < 10 else 0
    receipts = found.receipts(after)
    context = {
        "batch": found,
        "receipts": receipts[:PAGE],
        "previous": max(after - PAGE, 0) if after else None,
        "next": after + PAGE if len(receipts) > PAGE else None,
        "may_send": may(request.user, Capability.PUBLISH_LETTERS),
    }
    return render(request, "sending/batch.html", context)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def stop(request: AccountRequest, batch: UUID) -> HttpResponse:
    """Let nothing more leave."""
    mailings.stop(_found(batch).batch, by=request.user)
    return redirect("sending:batch", batch=batch)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def resume(request: AccountRequest, batch: UUID) -> HttpResponse:
    """Have what waits leave."""
    mailings.resume(_found(batch).batch, by=request.user)
    return redirect("sending:batch", batch=batch)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def complete(request: AccountRequest, key: UUID) -> HttpResponse:
    """Send a version also to those who joined its lists since."""
    mailing = get_object_or_404(Mailing, key=key, purpose=Purpose.LETTER)
    number = letters.complete(mailing, by=request.user)
    if not number:
        messages.info(request, "Tous les destinataires de cette version l’ont déjà dans cet envoi.")
    return redirect("sending:batch", batch=mailing.batch)


@allowed(Capability.PUBLISH_LETTERS)
@require_POST
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a message again, or hold it for sent."""
    delivery = get_object_or_404(Delivery.objects.select_related("mailing"), pk=pk)
    again = request.POST.get("decision") == "renvoyer"
    done = (mailings.send_again if again else mailings.consider_sent)(delivery, by=request.user)
    if not done:
        messages.info(request, "Rien n’est changé : un envoi est en cours, ou ce message est déjà réglé.")
    elif again:
        messages.success(request, f"Message à {delivery.address}{NO_BREAK}: il repart.")
    else:
        messages.success(request, f"Message à {delivery.address}{NO_BREAK}: tenu pour envoyé.")
    return redirect("sending:batch", batch=delivery.mailing.batch)


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_safe
def receipts(request: AccountRequest, batch: UUID) -> StreamingHttpResponse:
    """Every receipt, for a spreadsheet; written in the journal."""
    found = _found(batch)
    record(by=request.user, verb=Verb.EXPORTED, target=Mailing._meta.label_lower, key=str(batch))
    headers = {"Content-Disposition": 'attachment; filename="recus.csv"'}
    return StreamingHttpResponse(_rows(found), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(found: Batch) -> Iterator[str]:
    yield "\ufeff" + _row(HEADING)
    for each in found.every_receipt():
        gone = each.subscriber.unsubscribed_at if each.subscriber else None
        days = [
            timezone.localtime(at).strftime("%d/%m/%Y %H:%M") if at else ""
            for at in (each.sent_at, each.bounced_at, gone)
        ]
        yield _row([each.mailing.subject, each.name, each.address, each.fate.label, each.trouble, *days])


def _row(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow([escaped(str(cell)) for cell in cells])
    return stream.getvalue()


def _found(batch: UUID) -> Batch:
    found = Batch(batch)
    if not found.lines:
        raise Http404("Cet envoi n’existe pas.")
    return found
