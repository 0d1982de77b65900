"""Keeping files and signatures. Both are told to the journal; neither is ever changed."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.pictures import Refused
from jalon.documents import content as contents
from jalon.documents import storage
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import Signature, StoredFile
from jalon.documents.names import clean_name
from jalon.documents.rules import fingerprint


def store_file(*, by: User | None, name: str, content: bytes, file: str = "") -> StoredFile:
    """Check a file by its content and keep it; `file`: the code of the person’s file it is about.

    ValidationError under `file`, in words, when it may not be kept. On failure of the outer transaction the content is
    erased too, when that transaction is inside `storage.undone_on_failure` (as `roster.recording` is).
    """
    try:
        kept = contents.checked(content)
    except Refused as refusal:
        raise ValidationError({"file": str(refusal)}) from refusal
    return _keep(by, clean_name(name, contents.ENDINGS[kept.media_type]), kept, file)


def _keep(by: User | None, name: str, kept: contents.Kept, file: str) -> StoredFile:
    stored = StoredFile(
        key=uuid.uuid4(),
        name=name,
        media_type=kept.media_type,
        size=len(kept.content),
        sha256=fingerprint(kept.content),
        added_at=clock.now(),
        added_by=by,
    )
    with storage.undone_on_failure(), transaction.atomic():
        storage.write(stored.key, kept.content)
        stored.full_clean()
        stored.save(force_insert=True)
        said = {"name": stored.name, "media_type": stored.media_type, "size": stored.size, "sha256": stored.sha256}
        target = StoredFile._meta.label_lower
        audit.record(by=by, verb=Verb.UPLOADED, target=target, key=str(stored.key), file=file, after=said)
    return stored


def sign(
    *,
    by: User | None,
    text: str,
    signer: str,
    capacity: Capacity,
    method: Method,
    image: StoredFile,
    at: dt.datetime | None = None,
    file: str = "",
) -> Signature:
    """Keep that someone signed a text, shown to them whole; `image`: the stroke drawn, or the sheet scanned back.

    `at`: when, for a sheet signed earlier; now otherwise. ValidationError under `at` for a time to come.
    """
    now = clock.now()
    if at is not None and at > now:
        raise ValidationError({"at": "Ce jour n’est pas encore passé. Une signature se note le jour même ou après."})
    signature = Signature(
        signer=signer.strip(),
        capacity=capacity,
        method=method,
        signed_at=at or now,
        text=text,
        sha256=fingerprint(text),
        image=image,
        recorded_by=by,
    )
    audit.save(signature, by=by, file=file)
    return signature
