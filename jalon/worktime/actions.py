"""Drawing up time sheets and signing them; each act tells the journal. What was drawn up never changes."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.audit import actions as audit
from jalon.core import clock, french
from jalon.documents.actions import sign
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import StoredFile
from jalon.documents.rules import fingerprint
from jalon.worktime.content import needed, text
from jalon.worktime.models import TimeSheet
from jalon.worktime.queries import days_of, shares_of
from jalon.worktime.sheets import awaited, content_now, is_over, latest_sheet, month_of


def draw_up(*, by: User, caseworker: Caseworker, month: dt.date, reason: str = "", why: str = "") -> TimeSheet:
    """Freeze a month per day and operation. `reason`: why despite what lacks; `why`: of a correction (version > 1).

    ValidationError for a month that is not over, that no operation asks for, that has doubts without a reason, or
    that says nothing else than the version before.
    """
    period = month_of(month)
    with transaction.atomic():
        Caseworker.objects.select_for_update().get(pk=caseworker.pk)
        _check_month(caseworker, month)
        said = content_now(caseworker, month)
        if said["doubts"] and not reason.strip():
            raise ValidationError({"reason": "Dites pourquoi la fiche est établie avec ce qui est relevé."})
        said["reason"] = reason.strip() if said["doubts"] else ""
        version = _next_version(caseworker, month, said, why)
        sheet = TimeSheet(
            caseworker=caseworker,
            month=period.start,
            version=version,
            content=said,
            sha256=fingerprint(text(said, version=version, why=why.strip())),
            why=why.strip(),
            made_at=clock.now(),
            made_by=by,
        )
        audit.save(sheet, by=by)
    return sheet


def _check_month(caseworker: Caseworker, month: dt.date) -> None:
    period = month_of(month)
    if not is_over(days_of([caseworker.pk], period)[caseworker.pk]):
        raise ValidationError(f"{french.month(month).capitalize()} n’est pas fini : la fiche s’établit après.")
    if not needed(shares_of([caseworker.pk], period)[caseworker.pk]):
        raise ValidationError("Aucune fiche n’est demandée : des lettres de mission justifient ce temps.")


def _next_version(caseworker: Caseworker, month: dt.date, said: dict[str, object], why: str) -> int:
    last = latest_sheet(caseworker.pk, month)
    if last is None:
        if why.strip():
            raise ValidationError({"why": "La première version ne corrige rien."})
        return 1
    if last.content == said:
        raise ValidationError(f"Rien n’a changé depuis la version {last.version}.")
    if not why.strip():
        raise ValidationError({"why": "Dites pourquoi la fiche est corrigée."})
    return last.version + 1


def sign_sheet(
    *,
    by: User,
    sheet: TimeSheet,
    capacity: Capacity,
    signer: str,
    method: Method,
    image: StoredFile,
    at: dt.datetime | None = None,
) -> TimeSheet:
    """Keep a signature of the last version: the référent’s, then the superior’s. ValidationError otherwise.

    Who may is the caller's to check (`sheets.own_capacity`).
    """
    with transaction.atomic():
        sheet = TimeSheet.objects.select_for_update().select_related("caseworker").get(pk=sheet.pk)
        last = latest_sheet(sheet.caseworker_id, sheet.month)
        if last and last.pk != sheet.pk:
            raise ValidationError(f"La version {last.version} remplace cette fiche : c’est elle qui se signe.")
        if awaited(sheet) != capacity:
            raise ValidationError(_REFUSED[capacity])
        words = text(sheet.content, version=sheet.version, why=sheet.why)
        signature = sign(by=by, text=words, signer=signer, capacity=capacity, method=method, image=image, at=at)
        setattr(sheet, _FIELDS[capacity], signature)
        audit.save(sheet, by=by)
    return sheet


_FIELDS = {Capacity.CASEWORKER: "employee_signature", Capacity.SUPERIOR: "superior_signature"}
_REFUSED = {
    Capacity.CASEWORKER: "Le référent a déjà signé cette fiche.",
    Capacity.SUPERIOR: "Le référent signe d’abord ; puis son supérieur, une fois.",
}
