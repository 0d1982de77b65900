"""The messages leave, one by one, in a process of its own. Killed at any instant, it writes to nobody twice.

Claimed (committed), handed to the server, then noted (committed): what is claimed and has no answer is uncertain,
and a person decides. Source: ADR 0016.
"""

import logging
from uuid import UUID

from jalon.core import clock
from jalon.core.work import Room
from jalon.messaging.composing import compose
from jalon.messaging.enums import Fate
from jalon.messaging.models import Delivery, Mailing
from jalon.messaging.rules import TRIES, Answer
from jalon.messaging.smtp import Down, Post, Said

log = logging.getLogger(__name__)


def room_of(batch: UUID) -> Room:
    """Where the process that sends a batch holds its lock."""
    return Room("envois", batch)


def run(batch: UUID) -> None:
    """Send what waits in a batch. What keeps everything from leaving is noted with it, in the server's words."""
    with Post() as post:
        for mailing in Mailing.objects.filter(batch=batch, stopped_at=None).order_by("pk"):
            try:
                _send_all(mailing, post)
            except Down as down:
                log.warning("mailing %s: %s", mailing.key, down)
                Mailing.objects.filter(pk=mailing.pk).update(
                    trouble=f"Le serveur de courriel ne prend rien : {down}"[:500]
                )
                return


def run_here(batch: UUID) -> bool:
    """`run` in this process, alone; False when another is at it."""
    with room_of(batch).open().held() as lock:
        if lock is not None:
            run(batch)
    return lock is not None


def unfinished() -> list[UUID]:
    """The batches that have something left to send, and that nobody stopped, the oldest first."""
    waiting = Mailing.objects.filter(stopped_at=None, deliveries__claimed_at=None).order_by("pk")
    return list(dict.fromkeys(waiting.values_list("batch", flat=True)))


def _send_all(mailing: Mailing, post: Post) -> None:
    """Each message that waited at the beginning is tried once: one put off is not tried again at once."""
    for pk in mailing.deliveries.of(Fate.WAITING).values_list("pk", flat=True):
        if not Mailing.objects.filter(pk=mailing.pk, stopped_at=None).exists():
            return
        _send(mailing, pk, post)
    if mailing.trouble:
        Mailing.objects.filter(pk=mailing.pk).update(trouble="")


def _send(mailing: Mailing, pk: int, post: Post) -> None:
    delivery = Delivery.objects.select_related("subscriber").filter(pk=pk).first()
    if delivery is None:  # they said no meanwhile
        return
    message = compose(mailing, delivery)
    now = clock.now()
    # One statement, the row alone: of two processes, only one claims it.
    if not Delivery.objects.filter(pk=pk, claimed_at=None).update(claimed_at=now):
        return
    delivery.claimed_at = now
    try:
        said = post.send(message)
    except Down:
        Delivery.objects.filter(pk=pk).update(claimed_at=None)
        raise
    _note(delivery, said)


def _note(delivery: Delivery, said: Said) -> None:
    """What the server answered. One that asked to come back later waits again, but not for ever."""
    now = max(clock.now(), delivery.claimed_at or clock.now())
    values: dict[str, object] = {"trouble": said.words}
    match said.answer:
        case Answer.TAKEN:
            values["sent_at"] = now
        case Answer.REFUSED:
            values["refused_at"] = now
        case Answer.LATER:
            values["tries"] = delivery.tries + 1
            values |= {"claimed_at": None} if delivery.tries + 1 < TRIES else {"refused_at": now}
    Delivery.objects.filter(pk=delivery.pk).update(**values)
