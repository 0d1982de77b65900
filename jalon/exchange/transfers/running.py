"""The work of a transfer, in a process of its own: started by the pages, done by `manage run_transfer`."""

import logging
import shutil
from collections.abc import Mapping
from typing import Any

from jalon.core import clock, work
from jalon.core.work import NotedProgress
from jalon.exchange import archives
from jalon.exchange.exports.folder import export_folder
from jalon.exchange.imports.folder import BaseKeepsChanging, Outcome, import_folder
from jalon.exchange.models import Transfer
from jalon.exchange.transfers.room import Room

BREAKDOWN = "Une panne a arrêté le travail. Rien n’est écrit. Prévenez la personne qui administre Jalon."
CHANGING = "La base a changé pendant chaque vérification. Rien n’est écrit : recommencez."

log = logging.getLogger(__name__)


def launch(transfer: Transfer) -> None:
    """Start the work, unless it is under way."""
    work.launch(Room(transfer), "run_transfer")


def run(transfer: Transfer) -> None:
    """Do what the transfer waits for; what goes wrong is kept with it, in words for its reader."""
    try:
        _work(transfer, Room(transfer).open())
    except (archives.Refused, archives.Damaged) as error:
        _give_up(transfer, str(error))
    except BaseKeepsChanging:
        _give_up(transfer, CHANGING)
    except Exception:
        log.exception("transfer %s", transfer.key)
        _give_up(transfer, BREAKDOWN)


def _work(transfer: Transfer, room: Room) -> None:
    if not transfer.is_import:
        _export(transfer, room)
    elif transfer.confirmed_at:
        _write(transfer, room)
    else:
        _check(transfer, room)


def _check(transfer: Transfer, room: Room) -> None:
    outcome = _import(transfer, room, dry_run=True)
    _settle(transfer, room, outcome)


def _write(transfer: Transfer, room: Room) -> None:
    def sign(counts: Mapping[str, int]) -> None:
        """In the transaction of the import: written and said to be, or neither."""
        transfer.counts, transfer.ended_at = dict(counts), clock.now()
        transfer.save(update_fields=["counts", "ended_at"])

    outcome = _import(transfer, room, sign=sign)
    if outcome.accepted:
        room.empty()
    else:  # the base has changed since the preview
        transfer.confirmed_at = None
        _settle(transfer, room, outcome)


def _import(transfer: Transfer, room: Room, **how: Any) -> Outcome:
    shutil.rmtree(room.folder, ignore_errors=True)  # of a process that was cut short
    try:
        with room.zip.open("rb") as stream:
            lines = archives.unpack(stream, room.folder)
        progress = NotedProgress(room, lines)
        return import_folder(room.folder, by=transfer.by, source=transfer.file_name, progress=progress, **how)
    finally:
        shutil.rmtree(room.folder, ignore_errors=True)


def _settle(transfer: Transfer, room: Room, outcome: Outcome) -> None:
    """Keep what the check found; a refused folder is not kept."""
    room.note_faults(outcome.faults)
    transfer.preview = preview_of(outcome)
    transfer.faults, transfer.checked_at = len(outcome.faults), clock.now()
    transfer.save(update_fields=["preview", "faults", "checked_at", "confirmed_at"])
    if outcome.faults:
        room.empty(but_faults=True)


def preview_of(outcome: Outcome) -> list[dict[str, Any]]:
    """For each file that was read: rows to add, rows to correct, faults, and whether it is in an old encoding."""
    names = dict.fromkeys([*outcome.encodings, *(fault.file for fault in outcome.faults)])
    return [
        {
            "file": name,
            "added": outcome.counts.get(f"{name} ajoutés", 0),
            "corrected": outcome.counts.get(f"{name} corrigés", 0),
            "faults": sum(fault.file == name for fault in outcome.faults),
            "old_encoding": outcome.encodings.get(name) == "cp1252",
        }
        for name in names
    ]


def _export(transfer: Transfer, room: Room) -> None:
    shutil.rmtree(room.folder, ignore_errors=True)
    try:
        counts = export_folder(room.folder, by=transfer.by)
        archives.pack(room.folder, room.zip)
    finally:
        shutil.rmtree(room.folder, ignore_errors=True)
    transfer.size, transfer.counts, transfer.ended_at = room.zip.stat().st_size, counts, clock.now()
    transfer.save(update_fields=["size", "counts", "ended_at"])


def _give_up(transfer: Transfer, why: str) -> None:
    transfer.trouble = why
    transfer.save(update_fields=["trouble"])
