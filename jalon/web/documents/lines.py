"""The papers of a file as pages list them."""

import datetime as dt
from dataclasses import dataclass

from jalon.core import french
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from jalon.people.papers import Worth, worth

SIDE = 6
"""Papers shown on the file’s page; the others are behind a count."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper, what it is worth on the day, and how its file is read."""

    document: Document
    worth: Worth
    said: str

    @property
    def name(self) -> str:
        """« CV », « Autre pièce : lettre de l’employeur »."""
        kind = self.document.get_kind_display()
        return f"{kind} : {self.document.title}" if self.document.title else kind

    @property
    def late(self) -> bool:
        """Whether it is to be renewed."""
        return self.worth in (Worth.ENDING, Worth.OVER)


@dataclass(frozen=True, slots=True)
class Papers:
    """All the papers of a person. `former`: withdrawn or replaced."""

    current: list[PaperLine]
    former: list[PaperLine]

    @property
    def late(self) -> int:
        """How many are to be renewed."""
        return sum(line.late for line in self.current)

    @property
    def first(self) -> list[PaperLine]:
        """Those of the file’s page: what is to be renewed first."""
        return sorted(self.current, key=lambda line: not line.late)[:SIDE]

    @property
    def lacks_identity(self) -> bool:
        """Whether there is no proof of who the person is."""
        return not any(line.document.kind == DocumentKind.IDENTITY for line in self.current)


def papers_of(participant: Participant, today: dt.date) -> Papers:
    """One query."""
    found = Document.objects.filter(participant=participant).select_related("file", "added_by")
    lines = [_line(document, today) for document in found.order_by("-dated", "-pk")]
    current = [line for line in lines if line.document.withdrawn_on is None]
    former = [line for line in lines if line.document.withdrawn_on is not None]
    order = list(DocumentKind)
    return Papers(sorted(current, key=lambda line: order.index(DocumentKind(line.document.kind))), former)


def _line(document: Document, today: dt.date) -> PaperLine:
    value = worth(document.expires_on, today)
    return PaperLine(document, value, _said(document, value))


def _said(document: Document, value: Worth) -> str:
    """« du 19 juin 2017 », « valable jusqu’au 31 janv. 2018 », « expire le… », « a expiré le… »."""
    if document.expires_on is None:
        return f"du {french.day(document.dated)}"
    verb = {Worth.OVER: "a expiré le", Worth.ENDING: "expire le"}.get(value, "valable jusqu’au")
    return f"{verb} {french.day(document.expires_on)}"
