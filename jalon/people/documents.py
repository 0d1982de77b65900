"""The papers of a person's file: deposited, replaced, withdrawn. What is withdrawn stays kept, and is told."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.documents.models import StoredFile
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from jalon.people.papers import expires, proposed_expiry


def add_document(
    *,
    by: User | None,
    participant: Participant,
    kind: DocumentKind,
    dated: dt.date,
    file: StoredFile | None,
    title: str = "",
    expires_on: dt.date | None = None,
) -> Document:
    """A paper put in the file. ValidationError, field by field: of a day to come; without its end, when it has one."""
    faults = {}
    if dated > clock.today():
        faults["dated"] = "Ce jour n’est pas encore passé. Une pièce porte un jour passé, ou celui du jour."
    if expires(kind) and expires_on is None:
        usual = proposed_expiry(kind, dated)
        faults["expires_on"] = f"Jusqu’à quand est-elle valable ? D’ordinaire, jusqu’au {usual:%d/%m/%Y}."
    if kind == DocumentKind.OTHER and not title.strip():
        faults["title"] = "Dites en quelques mots ce qu’est cette pièce."
    if faults:
        raise ValidationError(faults)
    document = Document(
        participant=participant,
        kind=kind,
        title=title.strip(),
        file=file,
        dated=dated,
        expires_on=expires_on,
        added_on=clock.today(),
        added_by=by,
    )
    audit.save(document, by=by, file=participant.code)
    return document


def replace_document(
    *,
    by: User | None,
    document: Document,
    dated: dt.date,
    file: StoredFile | None,
    title: str = "",
    expires_on: dt.date | None = None,
) -> Document:
    """A newer paper in the place of one, which is withdrawn. ValidationError as for both."""
    with transaction.atomic():
        withdraw_document(by=by, document=document, why="remplacée")
        return add_document(
            by=by,
            participant=document.participant,
            kind=DocumentKind(document.kind),
            dated=dated,
            file=file,
            title=title,
            expires_on=expires_on,
        )


def withdraw_document(*, by: User | None, document: Document, why: str) -> None:
    """A paper is worth nothing any more; its file stays. ValidationError when it is so already, or without why."""
    if not why.strip():
        raise ValidationError({"why": "Dites pourquoi cette pièce est retirée."})
    with transaction.atomic():
        held = _held(document)
        if held.withdrawn_on:
            raise ValidationError("Cette pièce est déjà retirée.")
        held.withdrawn_on = clock.today()
        audit.save(held, by=by, file=held.participant.code, reason=why.strip())


def restore_document(*, by: User | None, document: Document) -> None:
    """Undo a withdrawal. ValidationError when it is not withdrawn."""
    with transaction.atomic():
        held = _held(document)
        if held.withdrawn_on is None:
            raise ValidationError("Cette pièce n’est pas retirée.")
        held.withdrawn_on = None
        audit.save(held, by=by, file=held.participant.code, reason="retrait annulé")


def _held(document: Document) -> Document:
    found: Document = Document.objects.select_for_update(of=("self",)).select_related("participant").get(pk=document.pk)
    return found
