"""The act of closing a period: asked for on a page or by a command, done in one go, told to the journal."""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.accounts.models import User
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock, french, work
from jalon.core.database import snapshot
from jalon.core.periods import Period
from jalon.core.work import NotedProgress, Progress, Room, Stopped
from jalon.indicators.window import Window
from jalon.reports.closing import freeze, hindrances, queries
from jalon.reports.closing.hindrances import HeldUp
from jalon.reports.closing.rules import AGAIN, why_not_closed
from jalon.reports.models import Closing
from jalon.reports.pdf.document import Overfull

COMMAND = "run_closing"
TARGET = Closing._meta.label_lower
BREAKDOWN = "Une panne a arrêté le travail. Rien n’est arrêté. Prévenez la personne qui administre Jalon."
INTERRUPTED = "Le travail a été interrompu avant la fin. Rien n’est arrêté."

log = logging.getLogger(__name__)


class UnderWay(Exception):
    """Someone closes this period at this moment."""

    def __init__(self, closing: Closing) -> None:
        since = french.clock_time(timezone.localtime(closing.asked_at))
        super().__init__(f"{closing.by or 'Une commande'} arrête cette lettre depuis {since}.")
        self.closing = closing


def room_of(closing: Closing) -> Room:
    """Where the process of a closing notes how far it is."""
    return Room("arretes", closing.key)


def ask(*, by: User | None, period: Period, as_of: dt.date, why: str = "") -> Closing:
    """Have a period closed by a process of its own. ValidationError by field, HeldUp, or UnderWay."""
    closing = _new(by, period, as_of, why)
    with room_of(closing).open().held() as lock:
        _begin(closing)
        if lock is not None:
            work.start(room_of(closing), COMMAND, lock)
    return closing


def close(
    *, by: User | None, period: Period, as_of: dt.date, why: str = "", progress: Progress | None = None
) -> Closing:
    """Close a period here and now; the same refusals."""
    closing = _new(by, period, as_of, why)
    with room_of(closing).open().held():
        _begin(closing)
        run(closing, progress)
    return closing


def run(closing: Closing, progress: Progress | None = None) -> None:
    """Do the work: compute all the versions in one state of the base, then write them in one go, or nothing.

    What goes wrong is kept with the closing, in words for its reader.
    """
    if _is_over(closing):
        return
    shown = progress or NotedProgress(room_of(closing))
    try:
        with snapshot():
            hindrances.check(closing.period)
            found = freeze.frozen(closing, queries.versions(), shown)
        for _ in shown.over([closing], "écriture"):
            _write(closing, found)
    except Stopped:
        _end(closing, stopped_at=clock.now())
    except (HeldUp, Overfull) as error:
        _end(closing, trouble=str(error))
    except Exception:
        log.exception("closing %s", closing.key)
        _end(closing, trouble=BREAKDOWN)
    finally:
        closing.refresh_from_db()
        room_of(closing).remove()


def stop(closing: Closing) -> None:
    """Have the work stop between two versions; what no process works on any more is over at once."""
    room_of(closing).ask_to_stop()
    _settle(closing)


def _new(by: User | None, period: Period, as_of: dt.date, why: str) -> Closing:
    name = Window(period).name
    number = queries.next_number(name)
    faults = why_not_closed(period, as_of, today=clock.today(), number=number, why=why)
    if faults:
        raise ValidationError(faults)
    hindrances.check(name)
    return Closing(period=name, number=number, as_of=as_of, why=why.strip(), asked_at=clock.now(), by=by)


def _begin(closing: Closing) -> None:
    """Take the place of the one who closes this period: there is one, the database sees to it."""
    other = queries.under_way(closing.period)
    if other and not _settle(other):
        raise UnderWay(other)
    try:
        with transaction.atomic():
            closing.save(force_insert=True)
            if queries.next_number(closing.period) != closing.number:  # closed by another, just now
                raise ValidationError({"why": AGAIN})
    except IntegrityError:
        other = queries.under_way(closing.period)
        if other is None:
            raise
        raise UnderWay(other) from None


def _settle(closing: Closing) -> bool:
    """Whether the closing is over; when its process is gone, it is now."""
    if room_of(closing).busy():
        return False
    _end(closing, trouble=INTERRUPTED)
    room_of(closing).remove()
    return True


def _is_over(closing: Closing) -> bool:
    return bool(closing.closed_at or closing.stopped_at or closing.trouble)


def _end(closing: Closing, **how: object) -> None:
    """Say how it ended, unless it had already."""
    Closing.objects.filter(pk=closing.pk, closed_at=None, stopped_at=None, trouble="").update(**how)


def _write(closing: Closing, found: list[freeze.Frozen]) -> None:
    with transaction.atomic():
        held = Closing.objects.select_for_update().get(pk=closing.pk)
        if _is_over(held):
            return
        freeze.write(found)
        held.closed_at = max(clock.now(), held.asked_at)
        held.save(update_fields=["closed_at"])
        told = {"période": held.period, "numéro": held.number, "connue le": held.as_of.isoformat()}
        letters = {letter.name: letter.sha256 for letter, _ in found}
        record(
            by=held.by,
            verb=Verb.CREATED,
            target=TARGET,
            key=str(held.key),
            after={**told, "versions": letters},
            reason=held.why,
        )
