"""What the page of a transfer tells."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse

from jalon.core import french
from jalon.exchange import archives
from jalon.exchange.enums import Stage
from jalon.exchange.faults import Fault
from jalon.exchange.models import Transfer
from jalon.exchange.transfers.actions import can_resume
from jalon.exchange.transfers.room import Room
from jalon.exchange.transfers.stages import stage_of

PAGE = 50
UNDER_WAY = (Stage.CHECKING, Stage.WRITING)
MARKS = {Stage.DONE: "circle-check", Stage.REFUSED: "triangle-alert", Stage.FAILED: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class Line:
    """A file of the folder: rows added, rows corrected, faults."""

    file: str
    added: int
    corrected: int = 0
    faults: int = 0
    old_encoding: bool = False


class Sheet:
    """A transfer as its page shows it."""

    def __init__(self, transfer: Transfer) -> None:
        self.transfer = transfer
        self.stage = stage_of(transfer)
        self.room = Room(transfer)

    @property
    def under_way(self) -> bool:
        return self.stage in UNDER_WAY

    @property
    def stage_label(self) -> str:
        """In words; an export is made, not checked nor written."""
        if self.under_way and not self.transfer.is_import:
            return "préparation en cours"
        return str(self.stage.label)

    @property
    def mark(self) -> str:
        return MARKS.get(self.stage, "")

    @property
    def weight(self) -> str:
        return archives.weight(self.transfer.size) if self.transfer.size else ""

    @property
    def lines(self) -> list[Line]:
        """File by file: what is done, else what would be."""
        if not self.transfer.ended_at:
            planned = [Line(**told) for told in self.transfer.preview]
            return [line for line in planned if line.faults] if self.transfer.faults else planned
        counts: dict[str, int] = self.transfer.counts
        names = dict.fromkeys(name.removesuffix(" ajoutés").removesuffix(" corrigés") for name in counts)
        return [
            Line(name, counts.get(name, counts.get(f"{name} ajoutés", 0)), counts.get(f"{name} corrigés", 0))
            for name in names
        ]

    @property
    def added(self) -> int:
        return sum(line.added for line in self.lines)

    @property
    def corrected(self) -> int:
        return sum(line.corrected for line in self.lines)

    @property
    def old_files(self) -> list[str]:
        """Files that were not in UTF-8."""
        return [line.file for line in self.lines if line.old_encoding]

    @property
    def can_resume(self) -> bool:
        return can_resume(self.transfer)

    @property
    def can_download(self) -> bool:
        return not self.transfer.is_import and self.room.zip.exists()

    @property
    def progress(self) -> dict[str, Any]:
        """The words and the numbers of the bar; a bar without numbers before they are known."""
        told = self.room.read_progress()
        label, done, total = told.get("label", ""), told.get("done", 0), told.get("total", 0)
        return {"words": _words(label, done, total), "done": min(done, total), "total": total}


def _words(label: str, done: int, total: int) -> str:
    if not label:
        return "Le travail commence."
    doing = f"Lecture de {label}" if label.endswith(".csv") and " " not in label else label[:1].upper() + label[1:]
    if total > 1:
        return f"{doing}{french.NO_BREAK}: {french.number(min(done, total))} sur {french.number(total)}"
    return f"{doing}{french.NO_BREAK}: {french.number(done)} lignes"


@dataclass(frozen=True, slots=True)
class FaultPage:
    """Fifty faults from a rank on, and the way to the others."""

    faults: list[Fault]
    first: int
    total: int
    address: str

    @classmethod
    def of(cls, sheet: Sheet, first: int) -> "FaultPage":
        found = list(islice(sheet.room.read_faults(first), PAGE))
        address = reverse("exchange:transfer", args=[sheet.transfer.key])
        return cls(found, first, sheet.transfer.faults or 0, address)

    @property
    def text(self) -> str:
        """Which ones these are."""
        if not self.faults:
            return "Aucun point à cette page."
        last = self.first + len(self.faults)
        return f"{french.number(self.first + 1)} à {french.number(last)}, sur {french.number(self.total)}"

    @property
    def previous_url(self) -> str:
        return f"{self.address}?apres={max(self.first - PAGE, 0)}" if self.first else ""

    @property
    def next_url(self) -> str:
        last = self.first + len(self.faults)
        return f"{self.address}?apres={last}" if self.faults and last < self.total else ""
