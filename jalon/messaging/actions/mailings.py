"""Sending: prepared whole, then left to a process of its own; what became of each message. Source: ADR 0016."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jalon.accounts.models import User
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock, work
from jalon.core.folding import folded
from jalon.messaging.addresses import host
from jalon.messaging.enums import Fate, Purpose
from jalon.messaging.models import Delivery, Mailing, MailingList, Subscriber
from jalon.messaging.pasting import is_address
from jalon.messaging.rules import one_line
from jalon.messaging.sending import room_of

TARGET = Mailing._meta.label_lower
COMMAND = "run_mailing"


class Already(Exception):
    """Something of this reference was prepared before: by a second click, or by someone else."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone to write to; their own words, when they have some, stand for the mailing's."""

    address: str
    name: str = ""
    subscriber: Subscriber | None = None
    text: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent to everyone; `attachment` is a PDF."""

    subject: str
    text: str
    html: str = ""
    attachment_name: str = ""
    attachment: bytes | None = None


def addressees(lists: Iterable[MailingList]) -> list[Addressee]:
    """Those of several lists, each address once; who said no on one of them is left out. One query."""
    return once(Subscriber.objects.filter(mailing_list__in=list(lists)))


def once(subscribers: Iterable[Subscriber]) -> list[Addressee]:
    """As `addressees`, from those who are on the lists. No query."""
    people = sorted(subscribers, key=lambda each: (folded(each.name or each.address), each.address.lower(), each.pk))
    unwilling = {each.address.lower() for each in people if each.unsubscribed_at}
    found: dict[str, Subscriber] = {}
    for each in people:
        if each.address.lower() not in unwilling:
            found.setdefault(each.address.lower(), each)
    return [Addressee(each.address, each.name, each) for each in found.values()]


def prepare(
    *,
    by: User | None,
    purpose: Purpose,
    reference: str,
    content: Content,
    to: Iterable[Addressee],
    batch: UUID | None = None,
) -> Mailing:
    """A mailing with a message for each address, in one transaction; nothing leaves yet.

    Already when its reference is taken; ValidationError when an address is none.
    """
    mailing = Mailing(
        purpose=purpose,
        reference=reference,
        subject=one_line(content.subject),
        text=content.text,
        html=content.html,
        attachment_name=content.attachment_name,
        attachment=content.attachment,
        asked_at=clock.now(),
        by=by,
        batch=batch or uuid4(),
    )
    try:
        with transaction.atomic():
            mailing.save(force_insert=True)
            number = _address(mailing, to)
            _tell(mailing, by, Verb.CREATED, objet=mailing.subject, référence=reference, destinataires=number)
    except IntegrityError:
        if Mailing.objects.filter(reference=reference).exists():
            raise Already(reference) from None
        raise
    return mailing


def complete(mailing: Mailing, *, by: User, to: Iterable[Addressee]) -> int:
    """Write also to those of them whom this mailing does not know yet; how many. Nothing is sent twice."""
    with transaction.atomic():
        Mailing.objects.select_for_update().get(pk=mailing.pk)
        known = {address.lower() for address in mailing.deliveries.values_list("address", flat=True)}
        number = _address(mailing, [each for each in to if each.address.lower() not in known])
        if number:
            _tell(mailing, by, Verb.CHANGED, ajoutés=number)
    if number:
        launch(mailing.batch)
    return number


def launch(batch: UUID) -> None:
    """Have what waits leave, in a process of its own; nothing when one is at it."""
    work.launch(room_of(batch), COMMAND)


def stop(batch: UUID, *, by: User) -> None:
    """Let nothing more leave; the message that is leaving does."""
    with transaction.atomic():
        for mailing in Mailing.objects.filter(batch=batch, stopped_at=None, deliveries__claimed_at=None).distinct():
            mailing.stopped_at = clock.now()
            mailing.save(update_fields=["stopped_at"])
            _tell(mailing, by, Verb.CHANGED, envoi="arrêté")


def resume(batch: UUID, *, by: User | None) -> None:
    """Have what still waits leave; nothing when nothing waits."""
    with transaction.atomic():
        waiting = Mailing.objects.filter(batch=batch, deliveries__claimed_at=None).distinct()
        for mailing in (found := list(waiting)):
            if mailing.stopped_at or mailing.trouble:
                mailing.stopped_at, mailing.trouble = None, ""
                mailing.save(update_fields=["stopped_at", "trouble"])
            _tell(mailing, by, Verb.CHANGED, envoi="repris")
    if found:
        launch(batch)


def send_again(delivery: Delivery, *, by: User) -> bool:
    """Have a message refused, back or uncertain leave once more, as a person decides; False for any other."""
    fates = (Fate.UNCERTAIN, Fate.REFUSED, Fate.BOUNCED)
    empty = {"claimed_at": None, "sent_at": None, "refused_at": None, "bounced_at": None, "trouble": "", "tries": 0}
    if not _decide(delivery, by, fates, "renvoyer", empty):
        return False
    launch(delivery.mailing.batch)
    return True


def consider_sent(delivery: Delivery, *, by: User) -> bool:
    """Hold an uncertain message for sent; False when it is not uncertain."""
    return _decide(delivery, by, (Fate.UNCERTAIN,), "tenu pour envoyé", {"sent_at": _after(delivery)})


def _decide(delivery: Delivery, by: User, fates: Iterable[Fate], said: str, values: Mapping[str, object]) -> bool:
    """Only when no process works: what looks uncertain may be leaving at this instant."""
    with room_of(delivery.mailing.batch).open().held() as lock, transaction.atomic():
        if lock is None:
            return False
        changed = sum(Delivery.objects.of(fate).filter(pk=delivery.pk).update(**values) for fate in fates)
        if changed:
            _tell(delivery.mailing, by, Verb.CHANGED, à=delivery.address, décision=said)
    return bool(changed)


def _after(delivery: Delivery) -> object:
    now = clock.now()
    return max(now, delivery.claimed_at) if delivery.claimed_at else now


def _address(mailing: Mailing, to: Iterable[Addressee]) -> int:
    once = {each.address.lower(): each for each in to}
    wrong = [each.address for each in once.values() if not is_address(each.address)]
    if wrong:
        raise ValidationError(f"Ce n’est pas une adresse de courriel : {one_line(', '.join(wrong))}")
    made = Delivery.objects.bulk_create(
        Delivery(
            mailing=mailing,
            subscriber=each.subscriber,
            address=each.address,
            name=one_line(each.name),
            text=each.text,
            html=each.html,
            message_id=f"<{uuid4().hex}@{host()}>",
        )
        for each in once.values()
    )
    return len(made)


def _tell(mailing: Mailing, by: User | None, verb: Verb, **said: object) -> None:
    record(by=by, verb=verb, target=TARGET, key=str(mailing.key), after=said)
