"""Notices: the SMS carrier against a server of ours, what each answer means, and that nothing leaves twice."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from jalon.core import clock
from jalon.messaging.enums import Channel, Fate, NoticePurpose
from jalon.messaging.models import Notice
from jalon.messaging.notices import sms
from jalon.messaging.notices.sending import ask, drop, send
from jalon.messaging.notices.words import Words, masked, mobile
from jalon.messaging.rules import TRIES, Answer
from jalon.messaging.smtp import Down
from tests.messaging.mail_server import MailServer
from tests.messaging.sms_server import Carrier, carrier_server

SAID = Words("Rendez-vous mardi à 10 h.", "Votre rendez-vous", "http://127.0.0.1:8000/rappels/abc/")
NUMBER = "+33612345678"


@pytest.fixture(scope="session")
def the_carrier() -> Iterator[Carrier]:
    with carrier_server() as carrier:
        yield carrier


@pytest.fixture
def carrier(the_carrier: Carrier, settings: Settings) -> Carrier:
    """It took nothing yet, and takes all."""
    the_carrier.taken.clear()
    the_carrier.status, the_carrier.body = 201, b'{"messageId": 1}'
    settings.SMS_URL = the_carrier.url
    return the_carrier


def notice(channel: Channel = Channel.SMS, moment: str = "veille") -> Notice:
    """Asked for, not sent yet."""
    address = NUMBER if channel == Channel.SMS else "awa@example.org"
    asked = ask(
        reference="rendez-vous:1", channel=channel, purpose=NoticePurpose.REMINDER, moment=moment, address=address
    )
    assert asked
    return asked


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("06 12 34 56 78", NUMBER),
        ("+33 6 12 34 56 78", NUMBER),
        ("0033612345678", NUMBER),
        ("03 80 00 00 00", ""),
        ("00 00 00 00 12", ""),
        ("06 12", ""),
        ("appeler sa sœur", ""),
        ("", ""),
    ],
)
def test_a_mobile_is_told_from_other_numbers(said: str, number: str) -> None:
    assert mobile(said) == number


def test_the_log_keeps_an_address_masked() -> None:
    assert masked(NUMBER, Channel.SMS) == "•••• 78"
    assert masked("awa.mesange@example.org", Channel.EMAIL) == "a•••@example.org"


def test_the_carrier_is_asked_as_its_reference_says(carrier: Carrier) -> None:
    chosen = sms.carrier()
    assert chosen
    assert chosen.send(NUMBER, "Rendez-vous à 10 h").answer is Answer.TAKEN
    (headers, body), *others = carrier.taken
    assert others == []
    assert headers["path"] == "/v3/transactionalSMS/send"
    assert headers["api-key"] == "une-clef"
    assert body == {
        "sender": "JALON",
        "recipient": "33612345678",
        "content": "Rendez-vous à 10 h",
        "type": "transactional",
        "unicodeEnabled": False,
    }
    chosen.send(NUMBER, "Si vous êtes empêchée")
    assert carrier.taken[-1][1]["unicodeEnabled"]


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, Answer.REFUSED),
        (404, Answer.REFUSED),
        (429, Answer.LATER),
        (500, Answer.LATER),
        (503, Answer.LATER),
        (None, Answer.UNKNOWN),
    ],
)
def test_what_each_answer_means(carrier: Carrier, status: int | None, answer: Answer) -> None:
    carrier.status, carrier.body = status, b'{"code": "x", "message": "Invalid phone number 33612345678"}'
    chosen = sms.carrier()
    assert chosen
    said = chosen.send(NUMBER, "Bonjour")
    assert said.answer is answer
    assert "33612345678" not in said.words


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_wrong_key_or_an_empty_account_takes_nothing(carrier: Carrier, status: int) -> None:
    carrier.status = status
    chosen = sms.carrier()
    assert chosen
    with pytest.raises(Down):
        chosen.send(NUMBER, "Bonjour")


def test_a_carrier_that_is_not_there(settings: Settings) -> None:
    settings.SMS_URL = "brevo+http://clef@JALON@127.0.0.1:1"
    chosen = sms.carrier()
    assert chosen
    with pytest.raises(Down):
        chosen.send(NUMBER, "Bonjour")


@pytest.mark.parametrize(
    "url",
    ["brevo://", "brevo://clef", "brevo://clef@UN-NOM-TROP-LONG", "brevo+http://clef@JALON@example.org", "sms:clef"],
)
def test_an_unreadable_setting_is_refused(settings: Settings, url: str) -> None:
    settings.SMS_URL = url
    with pytest.raises(ImproperlyConfigured):
        sms.carrier()


def test_without_a_carrier_no_sms(settings: Settings) -> None:
    settings.SMS_URL = ""
    assert sms.carrier() is None


def test_the_console_is_a_carrier(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SMS_URL = "console:"
    chosen = sms.carrier()
    assert chosen
    assert chosen.send(NUMBER, "Bonjour").answer is Answer.TAKEN
    assert "Bonjour" in capsys.readouterr().out


@pytest.mark.django_db
def test_asked_for_twice_it_is_one(carrier: Carrier) -> None:
    notice()
    again = ask(
        reference="rendez-vous:1",
        channel=Channel.SMS,
        purpose=NoticePurpose.REMINDER,
        moment="veille",
        address=NUMBER,
    )
    assert again is None
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_sent_twice_it_leaves_once_and_its_words_are_kept_nowhere(carrier: Carrier) -> None:
    asked = notice()
    assert [send(asked, NUMBER, SAID), send(asked, NUMBER, SAID)] == [False, False]
    assert len(carrier.taken) == 1
    asked.refresh_from_db()
    assert asked.fate is Fate.SENT
    kept = " ".join(str(value) for value in Notice.objects.values_list().get())
    assert "mardi" not in kept
    assert "612345678" not in kept


@pytest.mark.django_db
def test_killed_after_it_was_claimed_it_stays_uncertain(carrier: Carrier) -> None:
    asked = notice()
    Notice.objects.update(claimed_at=clock.now())
    send(asked, NUMBER, SAID)
    asked.refresh_from_db()
    assert (carrier.taken, asked.fate) == ([], Fate.UNCERTAIN)


@pytest.mark.django_db
def test_put_off_a_few_times_then_given_up(carrier: Carrier) -> None:
    carrier.status = 503
    asked = notice()
    assert [send(asked, NUMBER, SAID) for _ in range(TRIES)] == [True] * (TRIES - 1) + [False]
    asked.refresh_from_db()
    assert (asked.fate, len(carrier.taken)) == (Fate.REFUSED, TRIES)


@pytest.mark.django_db
def test_an_answer_that_never_came_is_not_tried_again(carrier: Carrier) -> None:
    carrier.status = None
    asked = notice()
    assert not send(asked, NUMBER, SAID)
    asked.refresh_from_db()
    assert asked.fate is Fate.UNCERTAIN


@pytest.mark.django_db
def test_a_dropped_notice_never_leaves(carrier: Carrier) -> None:
    asked = notice()
    drop(asked)
    send(asked, NUMBER, SAID)
    assert carrier.taken == []


@pytest.mark.django_db
def test_by_mail_through_a_real_server(server: MailServer) -> None:
    asked = notice(Channel.EMAIL)
    assert not send(asked, "awa@example.org", SAID)
    asked.refresh_from_db()
    assert asked.fate is Fate.SENT
    assert server.count == {"awa@example.org": 1}
    (message,) = server.messages
    assert message["List-Unsubscribe"] == f"<{SAID.refuse_url}>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == SAID.subject
    assert message["Date"].datetime.date() == clock.today()
