"""Having something of a file signed: on a screen, or on paper scanned back."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.documents import actions as documents
from jalon.documents.enums import Method
from jalon.documents.models import Signature, StoredFile
from jalon.documents.rules import fingerprint
from jalon.pathways.models import Entry, Interview, Pathway
from jalon.pathways.signables import Signable, What, signable
from jalon.protocols.models import Protocol

ALREADY = "C’est déjà signé."
CHANGED = "Le texte a changé depuis que la page est ouverte : faites-le relire avant de signer."
UNDONE_WITHIN = dt.timedelta(hours=24)


def put_signature(
    *,
    by: User | None,
    what: What,
    key: int,
    seen: str,
    signer: str,
    method: Method,
    image: StoredFile,
    at: dt.datetime | None = None,
) -> Signature:
    """Keep a signature and what it signs. `seen`: the fingerprint of the text that the signer was shown.

    `at`: when, for a sheet signed earlier. ValidationError when it is signed already, when nobody came, when the text
    is no longer the one shown.
    """
    with transaction.atomic():
        Pathway.objects.select_for_update().get(pk=signable(what, key).pathway.pk)  # two at once, one after the other
        held = signable(what, key)
        _check(held, seen)
        signature = documents.sign(
            by=by,
            text=held.text,
            signer=signer,
            capacity=held.capacity,
            method=method,
            image=image,
            at=at,
            file=held.participant.code,
        )
        _bear(by, held, signature)
    return signature


def sign_by_sheet(
    *, by: User | None, interviews: Iterable[int], image: StoredFile, at: dt.datetime | None = None
) -> list[Signature]:
    """The interviews (keys) that one sheet signed by hand covers: each has its own signature, with the same image.

    All or nothing: ValidationError under `interviews` names the first that cannot be.
    """
    signatures = []
    with transaction.atomic():
        for key in sorted(set(interviews)):
            held = signable(What.INTERVIEW, key)
            try:
                signature = put_signature(
                    by=by,
                    what=What.INTERVIEW,
                    key=key,
                    seen=held.seen,
                    signer=held.signer,
                    method=Method.SCANNED,
                    image=image,
                    at=at,
                )
            except ValidationError as refused:
                name = f"{held.participant}, {held.record}"
                raise ValidationError({"interviews": f"{name} : {' '.join(refused.messages)}"}) from refused
            signatures.append(signature)
        if not signatures:
            raise ValidationError({"interviews": "Cochez les entretiens que cette feuille signe."})
    return signatures


def take_back(*, by: User, what: What, key: int) -> Signable:
    """Undo a signature put by mistake, by whoever recorded it, within a day: it stays kept, and signs nothing more.

    ValidationError otherwise.
    """
    with transaction.atomic():
        held = signable(what, key)
        signature = held.signature
        if signature is None or held.record is None:
            raise ValidationError("Il n’y a pas de signature à retirer.")
        last = recorded_at(signature) + UNDONE_WITHIN
        if signature.recorded_by_id != by.pk or clock.now() > last:
            raise ValidationError("Une signature se retire le jour même, par la personne qui l’a enregistrée.")
        record = held.record
        setattr(record, held.field, None)
        if isinstance(record, Interview):
            record.signed = False
        if isinstance(record, Entry):
            record.charter_on = None
        audit.save(record, by=by, file=held.participant.code, reason="signature retirée")
    return held


def recorded_at(signature: Signature) -> dt.datetime:
    """When a signature was recorded: its image was then, a sheet may have been signed long before."""
    return max(signature.signed_at, signature.image.added_at)


def _check(held: Signable, seen: str) -> None:
    record = held.record
    if held.is_signed:
        raise ValidationError(ALREADY)
    if isinstance(record, Interview):
        if record.present is False:
            raise ValidationError("La personne n’est pas venue : il n’y a rien à signer.")
        if record.date > clock.today():
            raise ValidationError("Ce jour n’est pas encore passé.")
    if seen != fingerprint(held.text):
        raise ValidationError(CHANGED)


def _bear(by: User | None, held: Signable, signature: Signature) -> None:
    """The record takes its signature, and what follows from it."""
    record = held.record or _entry_of(held.pathway)
    setattr(record, held.field, signature)
    if isinstance(record, Interview):
        record.signed, record.present = True, True
    if isinstance(record, Entry) and record.charter_on is None:
        record.charter_on = timezone.localtime(signature.signed_at).date()
    audit.save(record, by=by, file=held.participant.code)


def _entry_of(pathway: Pathway) -> Entry:
    """An entry told by an import has no record of what it rests on: its charter begins one."""
    protocol = Protocol.objects.for_entry(pathway.entry_date)
    if protocol is None:
        raise ValidationError("Aucun protocole n’est en vigueur à la date d’entrée.")
    return Entry(pathway=pathway, protocol=protocol)
