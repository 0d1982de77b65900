"""Keeping the disk and the records in step: what nothing names goes, what lacks or has changed is told."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.documents import storage
from jalon.documents.models import StoredFile
from jalon.documents.reading import Damaged, content_of

LEFT_FOR = dt.timedelta(days=1)
"""A file younger than that may belong to an act under way, or wait for a form to be corrected."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What was found. `orphans`: contents that no record named; `unused`: records that nothing used."""

    orphans: int
    unused: int
    damaged: list[str]


def purge(*, by: User | None) -> Purge:
    """Erase what nothing names since a day; read all the rest again, to tell what lacks or has changed."""
    unused = [file for file in _unused() if file.added_at < clock.now() - LEFT_FOR]
    for file in unused:
        _forget(by, file)
    orphans = [_erased(path) for path in list(_orphans())]
    return Purge(len(orphans), len(unused), list(_damaged()))


def _unused() -> list[StoredFile]:
    """Records that no other names: their person was erased, or their form never carried out."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.field.concrete:  # type: ignore[union-attr]
            model, name = relation.related_model, relation.field.name  # type: ignore[union-attr]
            used = model._base_manager.filter(**{f"{name}__isnull": False})  # type: ignore[union-attr]
            found = found.exclude(pk__in=used.order_by().values_list(name))
    return list(found)


def _forget(by: User | None, file: StoredFile) -> None:
    """The record first: a content without one is erased by the next run, never the reverse."""
    path = storage.path_of(file.key)
    with transaction.atomic():
        said = {"name": file.name, "sha256": file.sha256}
        target, reason = StoredFile._meta.label_lower, "fichier sans emploi"
        audit.record(by=by, verb=Verb.DELETED, target=target, key=str(file.key), before=said, reason=reason)
        file.delete()
    _erased(path)


def _orphans() -> Iterator[Path]:
    """Contents older than a day that no record names, those of a write cut short among them."""
    known = set(StoredFile.objects.order_by().values_list("key", flat=True))
    before = time.time() - LEFT_FOR.total_seconds()
    return (path for path in storage.all_files() if _key(path) not in known and path.stat().st_mtime < before)


def _key(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None


def _erased(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def _damaged() -> Iterator[str]:
    for file in StoredFile.objects.order_by("added_at").iterator():
        try:
            content_of(file)
        except Damaged as damage:
            yield str(damage)
