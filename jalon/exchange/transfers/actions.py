"""What one may do with a transfer; each act is told to the journal."""

import datetime as dt
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit.actions import Actor, record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.exchange import archives
from jalon.exchange.enums import Stage, TransferKind
from jalon.exchange.models import Transfer
from jalon.exchange.transfers import running
from jalon.exchange.transfers.room import Room
from jalon.exchange.transfers.stages import stage_of

KEPT = dt.timedelta(days=1)
TARGET = Transfer._meta.label_lower


def deposit(*, by: User, file: TemporaryUploadedFile) -> Transfer:
    """Keep an archive that was inspected, and have it checked; no byte is copied."""
    transfer = Transfer(
        kind=TransferKind.IMPORT,
        by=by,
        file_name=archives.plain_name(file.name),
        size=file.size,
        asked_at=clock.now(),
    )
    with transaction.atomic():
        transfer.save()
        _tell(transfer, by, Verb.UPLOADED, after={"fichier": transfer.file_name, "octets": transfer.size})
        Room(transfer).open().zip.hardlink_to(file.temporary_file_path())
    running.launch(transfer)
    return transfer


def confirm(transfer: Transfer, *, by: User) -> None:
    """Have a folder without faults written; nothing when it is not ready."""
    if stage_of(transfer) is Stage.READY:
        transfer.confirmed_at, transfer.by = clock.now(), by
        transfer.save(update_fields=["confirmed_at", "by"])
        running.launch(transfer)


def resume(transfer: Transfer, *, by: User) -> None:
    """Start again what was interrupted or could not be done; nothing when it is under way, or its file is gone."""
    if stage_of(transfer) in (Stage.INTERRUPTED, Stage.FAILED) and can_resume(transfer):
        transfer.trouble, transfer.by = "", by
        transfer.save(update_fields=["trouble", "by"])
        running.launch(transfer)


def can_resume(transfer: Transfer) -> bool:
    """Whether what it works on is still there; an export needs nothing."""
    return not transfer.is_import or Room(transfer).zip.exists()


def ask_export(*, by: User) -> Transfer:
    """Have the base written as an archive; the journal is told when it is made, and at each download."""
    today = clock.today()
    transfer = Transfer(
        kind=TransferKind.EXPORT, by=by, file_name=f"jalon-{today.isoformat()}.zip", asked_at=clock.now()
    )
    transfer.save()
    running.launch(transfer)
    return transfer


def told_download(transfer: Transfer, *, by: User) -> None:
    """The journal learns who took the archive away."""
    _tell(transfer, by, Verb.READ, after={"fichier": transfer.file_name, "octets": transfer.size})


def erase(transfer: Transfer, *, by: Actor | None) -> bool:
    """Erase what the transfer holds, now; False when a process works on it, or it was erased already."""
    if transfer.erased_at:
        return False
    room = Room(transfer).open()
    with room.held() as lock:
        if lock is None:
            return False
        with transaction.atomic():
            transfer.erased_at = clock.now()
            transfer.save(update_fields=["erased_at"])
            _tell(transfer, by, Verb.DELETED, before={"fichier": transfer.file_name})
        room.empty()
    return True


def purge() -> int:
    """Erase what is older than a day, and what an upload cut short has left; how many transfers."""
    for left in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if time.time() - left.stat().st_mtime > KEPT.total_seconds():
            left.unlink(missing_ok=True)
    old = Transfer.objects.filter(asked_at__lt=clock.now() - KEPT, erased_at=None)
    return sum(erase(transfer, by=None) for transfer in old)


def _tell(transfer: Transfer, by: Actor | None, verb: Verb, **said: Any) -> None:
    record(by=by, verb=verb, target=TARGET, key=str(transfer.key), **said)
