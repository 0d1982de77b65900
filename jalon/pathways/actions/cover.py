"""Handing over for a while: who opens whose files meanwhile, and what they must know of each person."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.models import Cover, CoverInstruction, Pathway


def set_cover(
    *,
    by: audit.Actor | None,
    absent: Caseworker,
    replacement: Caseworker,
    start: dt.date,
    end: dt.date,
    words: str = "",
) -> Cover:
    """A colleague opens the files of a référent who is away, both days included. ValidationError when one does."""
    if end < clock.today():
        raise ValidationError({"end": "Cette absence est passée : le relais n’ouvrirait plus rien."})
    if absent.pk == replacement.pk:
        raise ValidationError({"replacement": "Personne ne se remplace soi-même."})
    with transaction.atomic():
        Caseworker.objects.select_for_update().get(pk=absent.pk)
        if other := Cover.objects.filter(absent=absent, start__lte=end, end__gte=start).first():
            told = f"{other.replacement} assure déjà le relais du {day(other.start)} au {day(other.end)}."
            raise ValidationError({"start": told})
        made = Cover(absent=absent, replacement=replacement, start=start, end=end, words=words.strip())
        audit.save(made, by=by)
    return made


def end_cover(*, by: audit.Actor | None, cover: Cover) -> str:
    """End a cover yesterday, or forget one that has not begun; what was done, in French. ValidationError once over."""
    today = clock.today()
    with transaction.atomic():
        held = Cover.objects.select_for_update().get(pk=cover.pk)
        if held.end < today:
            raise ValidationError(f"Ce relais s’est terminé le {day(held.end)}.")
        if held.start >= today:
            audit.delete(held, by=by)
            return "Le relais est annulé."
        held.end = today - dt.timedelta(1)
        audit.save(held, by=by)
    return f"Le relais est terminé : {held.replacement} n’ouvre plus ces dossiers."


def instruct(*, by: audit.Actor | None, cover: Cover, words: str, said: Mapping[Pathway, str]) -> int:
    """What to know of all, and of each person: written, changed, erased when empty; how many changed."""
    changed = 0
    with transaction.atomic():
        held = Cover.objects.select_for_update().get(pk=cover.pk)
        held.words = words.strip()
        audit.save(held, by=by)
        known = {each.pathway_id: each for each in held.instructions.all()}
        for pathway, told in said.items():
            note = known.get(pathway.pk) or CoverInstruction(cover=held, pathway=pathway)
            changed += _write(note, told.strip(), by, pathway.participant.code)
    return changed


def _write(note: CoverInstruction, words: str, by: audit.Actor | None, file: str) -> bool:
    if words == note.words:
        return False
    note.words = words
    if words:
        return audit.save(note, by=by, file=file)
    audit.delete(note, by=by, file=file)
    return True
