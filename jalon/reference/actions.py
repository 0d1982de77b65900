"""Bringing the nomenclatures up to date: inserts and updates, deletes nothing, journals each change."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models, transaction

from jalon.audit.actions import Actor, event
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.audit.values import masked, snapshot
from jalon.reference import cog
from jalon.reference.files import DATA, read
from jalon.reference.loading import TABLES, Merge, merge
from jalon.reference.models import Commune, CommuneName


@dataclass(frozen=True)
class Loaded:
    """What became of a table: the keys of the records created and changed."""

    table: str
    created: list[str]
    updated: list[str]


def load_reference(*, by: Actor | None) -> list[Loaded]:
    """Every nomenclature from the versioned files. ValidationError on a value that its column refuses."""
    with transaction.atomic():
        models_ = [(apps.get_model("reference", table.model), table) for table in TABLES]
        merges = [(m, merge(m, read(DATA / t.file), t.key, settings=t.settings)) for m, t in models_]
        return _journaled(merges, by=by, reason="nomenclatures du logiciel")


def load_communes(*, by: Actor | None, path: Path) -> list[Loaded]:
    """The communes of a list of all France (`cog.py` says which files); ValueError when it is not understood."""
    rows = cog.read(path)
    with transaction.atomic():
        merges: list[tuple[type[models.Model], Merge]] = [
            (Commune, merge(Commune, rows["Commune"], ("code",))),
            (CommuneName, merge(CommuneName, rows.get("CommuneName", []), ("commune", "valid_from"))),
        ]
        return _journaled(merges, by=by, reason=path.name)


def _journaled(merges: list[tuple[type[models.Model], Merge]], *, by: Actor | None, reason: str) -> list[Loaded]:
    batch = uuid4()
    for model, changes in merges:
        Event.objects.bulk_create(_events(model, changes, by=by, reason=reason, batch=batch), batch_size=1000)
    return [
        Loaded(
            str(model._meta.verbose_name_plural),
            [str(record.pk) for record in changes.created],
            [str(record.pk) for record, _ in changes.updated],
        )
        for model, changes in merges
    ]


def _events(
    model: type[models.Model], changes: Merge, *, by: Actor | None, reason: str, batch: UUID
) -> Iterator[Event]:
    tell = partial(event, by=by, target=model._meta.label_lower, reason=reason, batch=batch)
    for record in changes.created:
        yield tell(verb=Verb.CREATED, key=str(record.pk), after=masked(model, snapshot(record)))
    for record, old in changes.updated:
        names = [f.name for f in model._meta.concrete_fields if f.attname in old]
        before = {f.name: old[f.attname] for f in model._meta.concrete_fields if f.attname in old}
        after = masked(model, snapshot(record), names)
        yield tell(verb=Verb.CHANGED, key=str(record.pk), before=masked(model, before), after=after)
