"""Messages really handed to a mail server: each outcome, said as it is; nothing sent twice."""

import datetime as dt
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django import Settings

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.messaging.actions import lists, mailings
from jalon.messaging.actions.mailings import Addressee, Already, Content, addressees, prepare
from jalon.messaging.addresses import unsubscribe_url
from jalon.messaging.enums import Fate, Purpose
from jalon.messaging.models import Delivery, Mailing, MailingList
from jalon.messaging.sending import room_of, run, run_here, unfinished
from tests.messaging.mail_server import LATER, LOST, REFUSED, SILENT, MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

TEXT = f"Bonjour.\nNe plus recevoir : {unsubscribe_url()}\n"
HTML = f"<!doctype html><html lang=fr><title>Lettre</title><h1>Bonjour</h1><a href='{unsubscribe_url()}'>Non</a></html>"
PDF = b"%PDF-1.7 essai"


def mailing(claire: User, *addresses: str, reference: str = "lettre:2017-03:1:1") -> Mailing:
    content = Content("Lettre de mars 2017", TEXT, HTML, "lettre-2017-03.pdf", PDF)
    to = [Addressee(f"{each}example.org" if each.endswith("@") else each) for each in addresses]
    return prepare(by=claire, purpose=Purpose.LETTER, reference=reference, content=content, to=to)


def fates(made: Mailing) -> dict[Fate, int]:
    return {fate: number for fate, number in made.deliveries.counts().items() if number}


def test_each_answer_of_the_server(claire: User, server: MailServer) -> None:
    made = mailing(claire, "a@", REFUSED, LATER, "b@", LOST, "c@", SILENT, "d@")
    run(made.batch)
    assert sorted(server.count) == [f"{name}@example.org" for name in ("a", "b", "c", "d", "muet")]
    assert set(server.count.values()) == {1}
    assert fates(made) == {Fate.SENT: 4, Fate.REFUSED: 1, Fate.UNCERTAIN: 1, Fate.WAITING: 2}
    said = dict(made.deliveries.exclude(trouble="").values_list("address", "trouble"))
    assert said["refuse@example.org"] == "550 5.1.1 no such user"
    assert said["tard@example.org"] == "451 4.7.1 greylisted"
    assert "rompue avant que le serveur ne prenne" in said["coupe@example.org"]
    assert "il a pu prendre le message" in said["muet@example.org"]


def test_put_off_three_times_then_given_up_and_the_others_never_again(claire: User, server: MailServer) -> None:
    made = mailing(claire, "a@", LATER)
    for _ in range(4):
        call_command("resume_mailings")
    assert server.count == {"a@example.org": 1}
    assert fates(made) == {Fate.SENT: 1, Fate.REFUSED: 1}
    assert unfinished() == []


def test_a_server_that_takes_nothing(claire: User, server: MailServer, settings: Settings) -> None:
    made = mailing(claire, "a@", "b@")
    server.refuses_sender = True
    run(made.batch)
    made.refresh_from_db()
    assert "553 5.7.1 sender rejected" in made.trouble
    assert fates(made) == {Fate.WAITING: 2}
    server.refuses_sender, settings.EMAIL_PORT = False, 9
    run(made.batch)
    made.refresh_from_db()
    assert "Le serveur de courriel ne prend rien" in made.trouble
    settings.EMAIL_PORT = server.port
    mailings.resume(made.batch, by=claire)
    made.refresh_from_db()
    assert (made.trouble, fates(made)) == ("", {Fate.SENT: 2})


def test_stopped_then_resumed(claire: User, server: MailServer) -> None:
    made = mailing(claire, "a@", "b@")
    mailings.stop(made.batch, by=claire)
    run(made.batch)
    assert not server.taken
    assert unfinished() == []
    mailings.resume(made.batch, by=claire)
    assert set(server.count.values()) == {1}
    assert fates(made) == {Fate.SENT: 2}


def test_prepared_once(claire: User) -> None:
    first = mailing(claire, "a@", "A@example.org", "b@")
    assert first.deliveries.count() == 2
    with pytest.raises(Already):
        mailing(claire, "c@")
    assert Delivery.objects.count() == 2
    assert Event.objects.filter(target="messaging.mailing").count() == 1
    with pytest.raises(ValidationError, match="pas une adresse"):
        mailing(claire, "a@example.org\nBcc: tous@example.org", reference="autre")
    assert Mailing.objects.count() == 1


def test_a_second_time_only_to_those_not_reached(claire: User, server: MailServer) -> None:
    made = mailing(claire, "a@")
    run(made.batch)
    assert mailings.complete(made, by=claire, to=[Addressee("A@example.org"), Addressee("b@example.org")]) == 1
    assert mailings.complete(made, by=claire, to=[Addressee("b@example.org")]) == 0
    assert server.count == {"a@example.org": 1, "b@example.org": 1}


def test_a_person_decides_of_the_uncertain(claire: User, server: MailServer) -> None:
    made = mailing(claire, SILENT, "muet@autre.example.org", "a@")
    run(made.batch)
    other, one = made.deliveries.of(Fate.UNCERTAIN)
    with room_of(made.batch).open().held():
        assert not mailings.consider_sent(one, by=claire)  # a process works: it may be leaving at this instant
    assert mailings.consider_sent(one, by=claire)
    assert not mailings.consider_sent(one, by=claire)
    assert mailings.send_again(other, by=claire)
    assert server.count == {"muet@example.org": 1, "muet@autre.example.org": 2, "a@example.org": 1}
    assert not mailings.send_again(made.deliveries.get(address="a@example.org"), by=claire)
    said = Event.objects.filter(target="messaging.mailing", verb="changed").order_by("pk")
    assert [event.after["décision"] for event in said if event.after] == ["tenu pour envoyé", "renvoyer"]


def test_one_process_a_batch(claire: User, server: MailServer) -> None:
    made = mailing(claire, "a@")
    with room_of(made.batch).open().held():
        assert not run_here(made.batch)
    assert not server.taken
    assert run_here(made.batch)
    assert server.count == {"a@example.org": 1}


def received(claire: User, server: MailServer, purpose: Purpose = Purpose.LETTER) -> EmailMessage:
    """A message to a subscriber, as the server took it."""
    kept = MailingList()
    lists.save_list(kept, by=claire, name="Financeurs")
    lists.add_subscriber(kept, by=claire, address="paul@example.org", name="Paul Frêne, « financeur »")
    content = Content("Lettre de février 2017\r\nBcc: tous@example.org", TEXT, HTML, "lettre.pdf", PDF)
    made = prepare(by=claire, purpose=purpose, reference="r", content=content, to=addressees([kept]))
    run(made.batch)
    (message,) = server.messages
    return message


def test_the_message_that_arrives(claire: User, server: MailServer, settings: Settings) -> None:
    settings.EMAIL_BOUNCES = "retours@example.org"
    message = received(claire, server)
    subscriber = Delivery.objects.get().subscriber
    assert subscriber
    assert server.taken[0].mail_from == "retours@example.org"
    assert server.taken[0].rcpt_tos == ["paul@example.org"]
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Reply-To"] == "claire@example.org"
    assert message["To"].addresses[0].display_name == "Paul Frêne, « financeur »"
    assert message["Subject"] == "Lettre de février 2017 Bcc: tous@example.org"
    assert message["Bcc"] is None
    assert message["Date"].datetime.date() == dt.date(2017, 12, 31)
    assert message["Message-ID"] == Delivery.objects.get().message_id
    assert message["List-Unsubscribe"].strip() == f"<{unsubscribe_url(subscriber.token)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] is None
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body
        assert str(subscriber.token) in body.get_content()
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("lettre.pdf", PDF)


def test_a_reminder_says_that_nobody_wrote_it(claire: User, server: MailServer) -> None:
    assert received(claire, server, Purpose.REMINDER)["Auto-Submitted"] == "auto-generated"


def test_without_a_mail_server_messages_are_written_out(claire: User, settings: Settings) -> None:
    made = mailing(claire, "a@")
    run(made.batch)
    assert [message.to for message in mail.outbox] == [["a@example.org"]]
    assert fates(made) == {Fate.SENT: 1}


def test_what_the_database_refuses(claire: User) -> None:
    made = mailing(claire, "a@")
    at = dt.datetime(2017, 12, 31, tzinfo=dt.UTC)
    for wrong in (
        {"sent_at": at},
        {"claimed_at": at, "sent_at": at - dt.timedelta(1)},
        {"claimed_at": at, "sent_at": at, "refused_at": at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            made.deliveries.update(**wrong)
