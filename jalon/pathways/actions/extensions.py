"""A pathway allowed to last beyond the protocol's longest time."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import check_may_undo
from jalon.core import clock
from jalon.core.french import day
from jalon.core.periods import add_months
from jalon.pathways.models import Extension, Pathway
from jalon.protocols.models import Protocol


def decide_extension(*, by: User | None, pathway: Pathway, until: dt.date, reason: str) -> Extension:
    """A decision of today: the pathway may last until a day. ValidationError when it may already, or without why."""
    if not reason.strip():
        raise ValidationError({"reason": "Dites pourquoi le parcours est prolongé."})
    with transaction.atomic():
        held = Pathway.objects.select_for_update().select_related("participant").get(pk=pathway.pk)
        if held.exit_date:
            raise ValidationError(f"Le parcours s’est terminé le {day(held.exit_date)}.")
        limit = allowed_until(held)
        if limit and until <= limit:
            raise ValidationError({"until": f"Le parcours peut déjà durer jusqu’au {day(limit)}."})
        today = clock.today()
        made = held.extensions.filter(decided_on=today).first() or Extension(pathway=held, decided_on=today)
        made.until, made.reason, made.decided_by = until, reason.strip(), by
        audit.save(made, by=by, file=held.participant.code)
    return made


def allowed_until(pathway: Pathway) -> dt.date | None:
    """The day a pathway lasts to at most, decisions included; None without a protocol."""
    decided = [each.until for each in pathway.extensions.all()]
    protocol = Protocol.objects.for_entry(pathway.entry_date)
    limits = [*decided, *([add_months(pathway.entry_date, protocol.max_months)] if protocol else [])]
    return max(limits, default=None)


def undo_extension(*, by: User | None, extension: Extension) -> None:
    """Forget a decision of today. ValidationError unless by its author, untouched since."""
    file = extension.pathway.participant.code
    check_may_undo(extension, by=by, file=file)
    with transaction.atomic():
        audit.delete(extension, by=by, file=file, reason="annulation")
