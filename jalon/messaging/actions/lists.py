"""What is written of distribution lists; each act tells the journal."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.audit import actions as audit
from jalon.audit.actions import Actor
from jalon.core import clock
from jalon.messaging.enums import Fate
from jalon.messaging.models import Delivery, MailingList, Subscriber
from jalon.messaging.pasting import BadLine, Someone, read_lines
from jalon.messaging.rules import one_line
from jalon.organisations.models import Organisation

MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Themselves:
    """Whoever follows the link of a message: nobody knows more of them than the address it was sent to."""

    pk: None = None

    def __str__(self) -> str:
        return "le destinataire lui-même"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of pasted lines: all of them when there is no fault, none otherwise."""

    added: list[Someone] = field(default_factory=list)
    known: list[Someone] = field(default_factory=list)
    """Already on the list: left as they are."""
    said_no: list[Someone] = field(default_factory=list)
    """On the list, and unsubscribed: only they may come back."""
    faults: list[BadLine] = field(default_factory=list)


def save_list(kept: MailingList, *, by: Actor | None, name: str, about: str = "") -> bool:
    """Make a list, or change it; False when nothing differs. ValidationError when the name is taken."""
    kept.name, kept.about = one_line(name), one_line(about)
    return audit.save(kept, by=by)


def remove_list(kept: MailingList, *, by: Actor | None) -> None:
    """Take a list away with its addressees; what was sent keeps its receipts."""
    with transaction.atomic():
        for subscriber in kept.subscribers.all():
            remove_subscriber(subscriber, by=by)
        audit.delete(kept, by=by)


def add_subscriber(
    kept: MailingList, *, by: Actor | None, address: str, name: str = "", organisation: Organisation | None = None
) -> Subscriber:
    """Put someone on a list. ValidationError when the address is none, or is on the list."""
    added = Subscriber(mailing_list=kept, address=address, name=one_line(name), organisation=organisation)
    added.added_on = clock.today()
    audit.save(added, by=by)
    return added


def change_subscriber(
    subscriber: Subscriber, *, by: Actor | None, address: str, name: str, organisation: Organisation | None = None
) -> bool:
    """Correct an addressee; False when nothing differs. ValidationError as `add_subscriber`."""
    subscriber.address, subscriber.name, subscriber.organisation = address, one_line(name), organisation
    return audit.save(subscriber, by=by)


def remove_subscriber(subscriber: Subscriber, *, by: Actor | None) -> None:
    """Take someone off a list; what waits to be sent to them is not."""
    with transaction.atomic():
        _keep_back(subscriber)
        audit.delete(subscriber, by=by)


def paste(kept: MailingList, *, by: Actor | None, text: str) -> Pasted:
    """Put many on a list, from lines `nom;courriel`: all, or none when a line is faulty."""
    people, faults = read_lines(text)
    if len(people) > MOST_LINES:
        raise ValidationError(f"{len(people)} adresses d’un coup : collez-en {MOST_LINES} au plus.")
    if faults:
        return Pasted(faults=faults)
    there = {each.address.lower(): each for each in kept.subscribers.all()}
    new = [someone for someone in people if someone.address.lower() not in there]
    old = [someone for someone in people if someone.address.lower() in there]
    with transaction.atomic():
        for someone in new:
            add_subscriber(kept, by=by, address=someone.address, name=someone.name)
    gone = [someone for someone in old if there[someone.address.lower()].unsubscribed_at]
    return Pasted(added=new, known=[someone for someone in old if someone not in gone], said_no=gone)


def unsubscribe(subscriber: Subscriber, *, by: Actor | None = None) -> bool:
    """Say no for them; False when it was said already. What waits to be sent to them is not."""
    if subscriber.unsubscribed_at:
        return False
    with transaction.atomic():
        subscriber.unsubscribed_at = clock.now()
        _keep_back(subscriber)
        return audit.save(subscriber, by=by or Themselves())


def come_back(subscriber: Subscriber, *, by: Actor | None = None) -> bool:
    """Take the no back; False when there was none."""
    if subscriber.unsubscribed_at is None:
        return False
    subscriber.unsubscribed_at = None
    return audit.save(subscriber, by=by or Themselves())


def _keep_back(subscriber: Subscriber) -> None:
    Delivery.objects.of(Fate.WAITING).filter(subscriber=subscriber).delete()
