"""One act on several files: tried first, then all or nothing; undone for what nobody changed since."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.undoing import last_write
from jalon.core import clock
from jalon.pathways.models import BulkAct, Pathway
from jalon.people.models import Participant

Act = Callable[[Pathway], models.Model]
"""Does the act for one person; what it wrote, told to the journal under their file."""
Undo = Callable[[models.Model, User, str], None]
"""Undoes what was written: by whom, in which file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person of a selection; `refused`: why nothing can be done for them, "" when it can."""

    participant: Participant
    pathway: Pathway | None
    refused: str = ""


def try_out(selection: Iterable[tuple[Participant, Pathway | None, str]], act: Act) -> list[Verdict]:
    """What the act would do for each person: carried out, then forgotten. `selection`: with what is refused already."""
    found = []
    with transaction.atomic():
        for participant, pathway, refused in selection:
            found.append(Verdict(participant, pathway, refused or _tried(pathway, act)))
        transaction.set_rollback(True)
    return found


def _tried(pathway: Pathway | None, act: Act) -> str:
    if pathway is None:
        return "Pas de parcours en cours."
    try:
        with transaction.atomic():
            act(pathway)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def carry_out(*, by: User, label: str, pathways: Iterable[Pathway], act: Act) -> BulkAct:
    """The act for each of them, all or nothing. ValidationError, with the name, when one cannot be."""
    made: list[list[Any]] = []
    with transaction.atomic():
        for pathway in pathways:
            try:
                record = act(pathway)
            except ValidationError as refused:
                raise ValidationError(f"{pathway.participant} : {' '.join(refused.messages)}") from refused
            file = pathway.participant.code
            event = last_write(record, file)
            made.append([record._meta.label_lower, str(record.pk), file, event.pk if event else 0])
        if not made:
            raise ValidationError("Rien n’est à faire : personne de la sélection ne peut l’être.")
        done = BulkAct(label=label, at=clock.now(), by=by, made=made)
        audit.save(done, by=by)
    return done


def undo_bulk(*, by: User, done: BulkAct, undo: Undo) -> tuple[int, int]:
    """Undo what nobody changed since; how many were undone, and how many were left. ValidationError the second time."""
    undone = left = 0
    with transaction.atomic():
        held = BulkAct.objects.select_for_update().get(pk=done.pk)
        if held.undone_at:
            raise ValidationError("Cet acte a déjà été défait.")
        for label, key, file, event in held.made:
            record = apps.get_model(label)._base_manager.filter(pk=key).first()
            last = last_write(record, file) if record else None
            if record is None or last is None or last.pk != event:
                left += 1
                continue
            undo(record, by, file)
            undone += 1
        held.undone_at = clock.now()
        audit.save(held, by=by)
    return undone, left
