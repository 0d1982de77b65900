"""Notices of non-delivery, as mail servers write them."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from jalon.core import clock
from jalon.messaging.actions.mailings import Addressee, Content, prepare
from jalon.messaging.bounces import read
from jalon.messaging.enums import Purpose
from jalon.messaging.models import Delivery

NOTICE = """\
From: MAILER-DAEMON@mx.example.org
To: jalon@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Votre message n'a pas pu être remis.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

{fields}

--b
Content-Type: {kind}

{returned}
Subject: Lettre
--b--
"""
FAILED = """Final-Recipient: rfc822; {to}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{to}>: user
    unknown"""
pytestmark = pytest.mark.django_db


def notice(
    to: str = "paul@example.org", action: str = "failed", message_id: str = "", kind: str = "text/rfc822-headers"
) -> bytes:
    returned = f"Message-ID: {message_id}" if message_id else "From: jalon@example.org"
    fields = FAILED.format(to=to, action=action)
    return NOTICE.format(fields=fields, kind=kind, returned=returned).encode()


def left(*addresses: str, reference: str = "r") -> list[Delivery]:
    """Messages that left."""
    to = [Addressee(each) for each in addresses]
    made = prepare(by=None, purpose=Purpose.LETTER, reference=reference, content=Content("Lettre", "…"), to=to)
    made.deliveries.update(claimed_at=clock.now(), sent_at=clock.now())
    return list(made.deliveries.all())


def receive(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        call_command("receive_bounce", stdout=io.StringIO())


def back() -> list[str]:
    return list(Delivery.objects.exclude(bounced_at=None).values_list("mailing__reference", flat=True))


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_found_by_the_message_that_came_back(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = left("paul@example.org")
    left("paul@example.org", reference="later")
    receive(notice("quelqu.un@ailleurs.example.org", message_id=first.message_id, kind=kind), monkeypatch)
    first.refresh_from_db()
    assert back() == ["r"]
    assert first.trouble == "5.1.1 550 5.1.1 <quelqu.un@ailleurs.example.org>: user unknown"


def test_found_by_the_address_alone_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    left("paul@example.org")
    left("paul@example.org", "anne@example.org", reference="later")
    receive(notice("PAUL@example.org"), monkeypatch)
    assert back() == ["later"]


def test_what_tells_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    left("paul@example.org")
    for content in (notice(action="delayed"), notice("autre@example.org"), notice(message_id="<inconnu@x>"), b"\xff"):
        receive(content, monkeypatch)
    assert back() == []
    assert read(b"Subject: Absente\n\nJe reviens lundi.") == []
