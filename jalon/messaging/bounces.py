"""What mail servers send back: notices of non-delivery (RFC 3464), read and noted. Source: ADR 0016."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from jalon.core import clock
from jalon.messaging.models import Delivery

LARGEST = 5_000_000
"""Bytes of a notice that are read; the rest of what it returns says nothing more."""
RECENT = dt.timedelta(days=10)
"""Servers give up within five days: a notice that names only the address is of a message sent since."""


@dataclass(frozen=True, slots=True)
class Return:
    """A message that will not arrive: to whom, the status (5.1.1) and the words of the server that says so."""

    address: str
    status: str
    words: str
    message_id: str


def read(content: bytes) -> list[Return]:
    """What a notice says has failed for good; nothing when it is no notice, or only of a delay."""
    notice = message_from_bytes(content[:LARGEST], policy=policy.default)
    if notice.get_content_type() != "multipart/report":
        return []
    returned = _returned_id(notice)
    return [
        Return(_address(fields), _said(fields, "Status"), _words(fields), returned)
        for fields in _recipients(notice)
        if _said(fields, "Action").lower() == "failed"
    ]


def note(returns: list[Return]) -> list[Delivery]:
    """Mark as back the messages that these speak of; those that were found."""
    found = [(each, delivery) for each in returns if (delivery := _delivery(each))]
    for each, delivery in found:
        delivery.bounced_at = clock.now()
        delivery.trouble = f"{each.status} {each.words}".strip()[:500]
        delivery.save(update_fields=["bounced_at", "trouble"])
    return [delivery for _, delivery in found]


def _delivery(returned: Return) -> Delivery | None:
    """By the identifier of the message that came back; else the last one that left for the address."""
    left = Delivery.objects.filter(claimed_at__isnull=False)
    if returned.message_id:
        return left.filter(message_id=returned.message_id).first()
    recent = left.filter(address__iexact=returned.address, claimed_at__gte=clock.now() - RECENT, bounced_at=None)
    return recent.order_by("-claimed_at", "-pk").first()


def _recipients(notice: Message) -> Iterator[Message]:
    """The groups of fields of the notice that speak each of a recipient; the first speaks of the message."""
    for part in notice.walk():
        if part.get_content_type() == "message/delivery-status":
            groups = part.get_payload()
            yield from (group for group in groups if isinstance(group, Message) and group.get("Final-Recipient"))


def _returned_id(notice: EmailMessage) -> str:
    """The identifier of the message that came back, whole or as its headers alone."""
    for part in notice.walk():
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Message):
            return _said(payload[0], "Message-ID")
        if kind == "text/rfc822-headers" and isinstance(payload, str):
            return _said(message_from_bytes(payload.encode(), policy=policy.default), "Message-ID")
    return ""


def _address(fields: Message) -> str:
    """`rfc822; someone@example.org` → the address; the one we wrote to rather than where it was led."""
    said = _said(fields, "Original-Recipient") or _said(fields, "Final-Recipient")
    return said.partition(";")[2].strip().strip("<>") or said


def _words(fields: Message) -> str:
    """« smtp; 550 5.1.1 No such user » → 550 5.1.1 No such user."""
    return re.sub(r"^smtp\s*;\s*", "", _said(fields, "Diagnostic-Code"), flags=re.IGNORECASE)


def _said(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())
