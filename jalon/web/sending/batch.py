"""What the page of a batch tells: how far it is, what became of each message, what a person must decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from jalon.core import french
from jalon.indicators.window import Window
from jalon.messaging.enums import Fate, Purpose
from jalon.messaging.models import Delivery, Mailing
from jalon.messaging.sending import room_of
from jalon.reports.models import Edition
from jalon.web.figures import periods

PAGE = 100
TO_SETTLE = (Fate.UNCERTAIN, Fate.REFUSED, Fate.BOUNCED)
HEAVY = ("text", "html", "attachment")
OWN = ("text", "html", "mailing__text", "mailing__html", "mailing__attachment")


@dataclass(frozen=True, slots=True)
class Line:
    """A mailing of the batch, with its counts."""

    mailing: Mailing
    version: str
    counts: Mapping[Fate, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        return self.counts[Fate.SENT]

    @property
    def refused(self) -> int:
        return self.counts[Fate.REFUSED] + self.counts[Fate.BOUNCED]

    @property
    def uncertain(self) -> int:
        return self.counts[Fate.UNCERTAIN]

    @property
    def waiting(self) -> int:
        return self.counts[Fate.WAITING]


class Batch:
    """Mailings asked for together. Constant number of queries."""

    def __init__(self, batch: UUID) -> None:
        self.batch = batch
        self.busy = room_of(batch).busy()  # before the counts: what is under way is then at least as far
        self.lines = lines(asked(batch=batch))
        self.first = self.lines[0].mailing if self.lines else None

    @property
    def title(self) -> str:
        """« Lettre de mars 2017 », « Essai »…"""
        return title(self.first) if self.first else ""

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def sent(self) -> int:
        return sum(line.sent for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waiting for line in self.lines)

    @property
    def done(self) -> int:
        """Those the process has finished with."""
        return self.total - self.waiting

    @property
    def stopped(self) -> bool:
        return any(line.mailing.stopped_at for line in self.lines)

    @property
    def trouble(self) -> str:
        """What keeps everything from leaving, in the server's words."""
        return next((line.mailing.trouble for line in self.lines if line.mailing.trouble), "")

    @cached_property
    def to_settle(self) -> list[Delivery]:
        """What a person may decide of; nothing while a process works."""
        if self.busy:
            return []
        found = [delivery for fate in TO_SETTLE for delivery in self._deliveries(fate)]
        return sorted(found, key=lambda each: (TO_SETTLE.index(each.fate), each.name, each.address))

    def _deliveries(self, fate: Fate) -> Iterable[Delivery]:
        if not any(line.counts[fate] for line in self.lines):
            return []
        found = Delivery.objects.of(fate).filter(mailing__batch=self.batch)
        return found.select_related("mailing").defer(*OWN)[:PAGE]

    def receipts(self, after: int) -> list[Delivery]:
        """A page of messages from a rank on, and one more when there are others."""
        found = Delivery.objects.filter(mailing__batch=self.batch).select_related("mailing", "subscriber")
        return list(found.defer(*OWN).order_by("mailing_id", "name", "address")[after : after + PAGE + 1])

    def every_receipt(self) -> Iterator[Delivery]:
        """All of them, as they are read."""
        found = Delivery.objects.filter(mailing__batch=self.batch).select_related("mailing", "subscriber")
        return found.defer(*OWN).order_by("mailing_id", "name", "address").iterator(chunk_size=500)


def asked(**which: object) -> QuerySet[Mailing]:
    """Mailings without what they say, in the order they leave."""
    return Mailing.objects.filter(**which).defer(*HEAVY).select_related("by").order_by("pk")


def lines(found: Iterable[Mailing]) -> list[Line]:
    """Mailings with their counts and the version each one is of. Three queries."""
    mailings = list(found)
    counts = Delivery.objects.filter(mailing__in=mailings).counts_by_mailing()
    editions = Edition.objects.in_bulk([key for each in mailings if (key := edition_of(each))])
    nothing = dict.fromkeys(Fate, 0)
    return [
        Line(each, editions[key].name if (key := edition_of(each)) in editions else "", counts.get(each.pk, nothing))
        for each in mailings
    ]


def edition_of(mailing: Mailing) -> int:
    """The key of the version that was sent; 0 for what is no letter."""
    return int(mailing.reference.rpartition(":")[2]) if mailing.purpose == Purpose.LETTER else 0


def title(mailing: Mailing) -> str:
    """What a mailing is, for who looks for it."""
    if mailing.purpose not in (Purpose.LETTER, Purpose.REMINDER):
        return mailing.subject
    window = Window.parse(mailing.reference.split(":")[1])
    said = french.of(periods.name(window.period))
    return f"Lettre {said}" if mailing.purpose == Purpose.LETTER else f"Rappel des dossiers {said}"
