"""Letting a name pass, with a reason, and taking that back; each act tells the journal."""

from django.db import transaction

from jalon.accounts.models import User
from jalon.accounts.permissions import check_may
from jalon.accounts.roles import Capability
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.core.folding import folded
from jalon.reports.models import AcceptedName


def accept_name(*, by: User, period: str, words: str, reason: str) -> AcceptedName:
    """Let these words be published in the letters of a period. ValidationError without a reason; PermissionDenied."""
    check_may(by, Capability.PUBLISH_LETTERS)
    with transaction.atomic():
        accepted = _accepted(period, words) or AcceptedName(period=period, words=words)
        accepted.reason, accepted.accepted_at, accepted.accepted_by = reason.strip(), clock.now(), by
        audit.save(accepted, by=by)
    return accepted


def refuse_name(*, by: User, period: str, words: str) -> bool:
    """Hold the words up again; False when nobody had let them pass."""
    check_may(by, Capability.PUBLISH_LETTERS)
    with transaction.atomic():
        accepted = _accepted(period, words)
        if accepted:
            audit.delete(accepted, by=by)
    return accepted is not None


def _accepted(period: str, words: str) -> AcceptedName | None:
    """Words are the same whatever their accents and capitals."""
    rows = AcceptedName.objects.select_for_update().filter(period=period)
    return next((row for row in rows if folded(row.words) == folded(words)), None)
