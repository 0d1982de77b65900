"""The only way to write in the journal; called inside the transaction of the act it tells."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.db import models, transaction

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.audit.values import changed, masked, snapshot
from jalon.core import clock

COMMAND_LINE = "ligne de commande"


class Actor(Protocol):
    """Whoever acts: an account. None stands for a command run on the server."""

    @property
    def pk(self) -> Any:
        """The account's key; None for someone who has none."""


def event(
    *,
    by: Actor | None,
    verb: Verb,
    target: str,
    key: str = "",
    file: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    batch: UUID | None = None,
) -> Event:
    """An event not yet saved (for bulk writing); `before` and `after` must already be masked."""
    return Event(
        at=clock.now(),
        actor_id=by.pk if by else None,
        actor=str(by) if by else COMMAND_LINE,
        verb=verb,
        target=target,
        target_key=key,
        file=file,
        before=before,
        after=after,
        reason=reason,
        batch=batch,
    )


def record(**fields: Any) -> Event:
    """Write one event; takes what `event` takes."""
    written = event(**fields)
    written.save(force_insert=True)
    return written


def save(
    instance: models.Model, *, by: Actor | None, file: str = "", reason: str = "", batch: UUID | None = None
) -> bool:
    """Validate and save a record, and tell the journal what changed; False when nothing did.

    Raises ValidationError with the constraints' French messages.
    """
    model = type(instance)
    creating = instance._state.adding
    with transaction.atomic():
        old = None if creating else model._base_manager.select_for_update().filter(pk=instance.pk).first()
        before = snapshot(old) if old else {}
        names = changed(before, snapshot(instance))
        if old and not names:
            return False
        instance.full_clean()
        instance.save()
        after = snapshot(instance)
        record(
            by=by,
            verb=Verb.CHANGED if old else Verb.CREATED,
            target=model._meta.label_lower,
            key=str(instance.pk),
            file=file,
            before=masked(model, before, names) if old else None,
            after=masked(model, after, names if old else None),
            reason=reason,
            batch=batch,
        )
    return True


def save_all(records: Sequence[models.Model], *, by: Actor | None, file_of: Callable[[Any], str], **bulk: Any) -> int:
    """Write many records of one model at once; how many. The journal says how many in each file.

    `file_of`: the code of the file a record belongs to, "" for none. IntegrityError when one breaks a rule of the
    database: nothing is then written. `bulk`: what `bulk_create` takes.
    """
    if records:
        with transaction.atomic():
            type(records[0])._default_manager.bulk_create(records, **bulk)
            tell_all(records, by=by, file_of=file_of)
    return len(records)


def tell_all(records: Sequence[models.Model], *, by: Actor | None, file_of: Callable[[Any], str]) -> None:
    """Tell the journal of records of one model written together: how many in each file."""
    model, batch = type(records[0]), uuid4()
    name = str(model._meta.verbose_name_plural)
    Event.objects.bulk_create(
        event(
            by=by,
            verb=Verb.CREATED,
            target=model._meta.label_lower,
            file=file,
            after={name: f"+{number}"},
            batch=batch,
        )
        for file, number in sorted(Counter(map(file_of, records)).items())
    )


def delete(instance: models.Model, *, by: Actor | None, file: str = "", reason: str = "") -> None:
    """Delete a record, keeping in the journal what it said. ProtectedError when others rest on it."""
    model = type(instance)
    with transaction.atomic():
        record(
            by=by,
            verb=Verb.DELETED,
            target=model._meta.label_lower,
            key=str(instance.pk),
            file=file,
            before=masked(model, snapshot(instance)),
            reason=reason,
        )
        instance.delete()
