"""A closed letter, sent in its versions: the message itself, whom it reaches, once."""

import datetime as dt
import hashlib
from html.parser import HTMLParser

import pytest
from django.core import mail

from jalon.accounts.models import Caseworker, User
from jalon.core.work import Room
from jalon.messaging.actions import lists
from jalon.messaging.models import Mailing, MailingList
from jalon.messaging.sending import run
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.figures import Figure
from jalon.reports.models import ClosedLetter, Closing, Edition
from jalon.reports.publication import whole
from jalon.reports.sending import letters
from jalon.reports.sending.mail import content
from jalon.reports.sheet.parts import Block, Paragraph, Rate, Row, Sheet, Table, Tale
from jalon.reports.sheet.serial import packed

pytestmark = pytest.mark.django_db
AS_OF = dt.date(2017, 3, 31)
PDF = b"%PDF-1.7 essai"
MONTHLY = Table(
    "Mois par mois", ("Mois", "Entrées"), (Row("Janvier", (Figure(58, "entries_cumulative"),)),), monthly=True
)
TABLE = Table(
    "Entrées",
    ("Entrées", "Mars", "Cumul"),
    (
        Row("Validées <b>", (Figure(1256, "entries_cumulative"), Figure(0, "entries_cumulative", masked=True))),
        Row("dont tardives", (None, Figure(None, "entries_cumulative")), inside=True, note="rare"),
    ),
    foot=(Row("Total", (Figure(1256, "entries_cumulative"), Figure(1300, "entries_cumulative")), strong=True),),
)
SHEET = Sheet(
    publisher="PLIE du Lac",
    kind="Lettre mensuelle",
    title="Mars 2017",
    period="2017-03",
    as_of=AS_OF,
    printed_on=AS_OF,
    audience="",
    blocks=(
        Block(
            BlockCode.ESSENTIAL,
            "L’essentiel",
            count=Figure(1256, "entries_cumulative"),
            tables=(TABLE, MONTHLY),
            rates=(Rate("Sorties positives", Figure(55, "positive_pct"), ("1 sur 2",), "…"),),
            words=(Paragraph(("Il y a ", Figure(1256, "entries_cumulative"), " entrées."), "Claire"),),
        ),
        Block(BlockCode.STORY, "Retour sur une action", tale=Tale("Un jardin", "Le verdier\nchante.", 3, "Un verdier")),
    ),
    mention="Cofinancé par l’Union européenne.",
)


class Outline(HTMLParser):
    """The tags of a page, in their order, and its language."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.lang = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.lang = self.lang or str(dict(attrs).get("lang"))


def closed(*editions: Edition, number: int = 1, period: str = "2017-03") -> Closing:
    """A month, March 2017 unless said, closed in these versions."""
    at = dt.datetime(2017, 4, 1, tzinfo=dt.UTC)
    why = "Deux entrées saisies en retard." if number > 1 else ""
    closing = Closing.objects.create(period=period, number=number, as_of=AS_OF, asked_at=at, why=why)
    for edition in editions:
        ClosedLetter.objects.create(
            closing=closing,
            edition=edition,
            name=edition.name,
            sheet=packed(SHEET),
            data={},
            definitions={},
            pdf=PDF,
            sha256=hashlib.sha256(PDF).hexdigest(),
        )
    closing.closed_at = at
    closing.save()
    return closing


@pytest.fixture
def claire() -> User:
    return User.objects.create_user("claire@example.org", last_name="Tilleul", first_name="Claire")


@pytest.fixture
def denis(claire: User) -> Edition:
    """The version of a référent, for two lists; that of the whole is for one of them."""
    caseworker = Caseworker.objects.create(code="charme", last_name="Charme", first_name="Denis")
    edition = Edition.objects.create(name="Denis Charme", audience=Audience.CASEWORKER, caseworker=caseworker)
    for name, text in (
        ("Financeurs", "Anne;anne@example.org\nBruno;bruno@example.org"),
        ("Porteurs", "ANNE@example.org"),
    ):
        kept = MailingList()
        lists.save_list(kept, by=claire, name=name)
        lists.paste(kept, by=claire, text=text)
        edition.lists.add(kept)
    whole().lists.add(MailingList.objects.get(name="Financeurs"))
    return edition


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def here(room: Room, command: str) -> bool:
        run(room.key)
        return True

    monkeypatch.setattr("jalon.core.work.launch", here)


def test_the_message_is_the_letter() -> None:
    message = content(SHEET, PDF, subject="Lettre <de mars>", word="Bonjour,\n\nBonne lecture.", file="lettre.pdf")
    outline = Outline(message.html)
    assert outline.lang == "fr"
    assert [tag for tag in outline.tags if tag in ("title", "h1", "h2", "table", "caption", "img", "script")] == [
        *("title", "h1", "h2", "table", "caption", "h2"),
    ]
    for said in ("<title>Lettre &lt;de mars&gt;</title>", '<th scope="row">Validées &lt;b&gt;</th><td>1\u202f256</td>'):
        assert said in message.html
    assert "Janvier" not in message.html + message.text
    for each in (message.html, message.text):
        for said in ("Bonne lecture.", "Cofinancé par l’Union européenne.", "Il y a 1\u202f256 entrées. (Claire)"):
            assert said in each
        assert "/desinscription/00000000-0000-0000-0000-000000000000/" in each
        assert "Le verdier" in each
    assert "- Validées <b>\u00a0: Mars 1\u202f256, Cumul n.\u00a0c." in message.text
    assert "  - dont tardives (rare)\u00a0: Cumul –" in message.text


def test_each_version_to_its_lists_each_address_once(claire: User, denis: Edition) -> None:
    closing = closed(whole(), denis)
    sent = letters.send(closing, by=claire, editions=[whole().pk, denis.pk], subject="Lettre de mars", word="Bonjour.")
    assert (sent.number, sent.before) == (2, ())
    told = [(message.subject, message.to[0]) for message in mail.outbox]
    assert told == [
        ("Lettre de mars", "Anne <anne@example.org>"),
        ("Lettre de mars", "Bruno <bruno@example.org>"),
        ("Lettre de mars (Denis Charme)", "Anne <anne@example.org>"),
        ("Lettre de mars (Denis Charme)", "Bruno <bruno@example.org>"),
    ]
    ((name, attached, kind),) = mail.outbox[0].attachments
    assert (name, attached, kind) == ("lettre-2017-03.pdf", PDF, "application/pdf")


def test_the_button_pressed_twice_sends_once(claire: User, denis: Edition) -> None:
    closing = closed(whole(), denis)
    first = letters.send(closing, by=claire, editions=[whole().pk], subject="Lettre", word="")
    again = letters.send(closing, by=claire, editions=[whole().pk, denis.pk], subject="Lettre", word="")
    assert (again.number, again.before) == (1, (whole(),))
    third = letters.send(closing, by=claire, editions=[whole().pk], subject="Lettre", word="")
    assert (third.number, third.batch) == (0, first.batch)
    assert len(mail.outbox) == 4


def test_those_who_joined_since(claire: User, denis: Edition) -> None:
    closing = closed(whole(), denis)
    letters.send(closing, by=claire, editions=[whole().pk], subject="Lettre", word="")
    mail.outbox.clear()
    lists.add_subscriber(MailingList.objects.get(name="Financeurs"), by=claire, address="cecile@example.org")
    found = letters.versions(closing)
    assert [(each.letter.name, len(each.to), each.unreached, bool(each.mailing)) for each in found] == [
        (whole().name, 3, 1, True),
        ("Denis Charme", 3, 0, False),
    ]
    assert letters.complete(Mailing.objects.get(), by=claire) == 1
    assert letters.complete(Mailing.objects.get(), by=claire) == 0
    assert [message.to for message in mail.outbox] == [["cecile@example.org"]]


def test_another_number_may_be_sent_and_says_why(claire: User, denis: Edition) -> None:
    for number in (1, 2):
        closing = closed(whole(), number=number)
        letters.send(closing, by=claire, editions=[whole().pk], subject="Lettre", word="")
    assert len(mail.outbox) == 4
    assert letters.last_closing("2017-03") == closing
    assert letters.usual_subject(closing, "2017-03", "PLIE") == "PLIE\u00a0: lettre de mars 2017, version 2"
    assert letters.usual_word(closing) == "Cette lettre remplace la version 1. Deux entrées saisies en retard."
    assert letters.usual_subject(None, "2017", "PLIE") == "PLIE\u00a0: lettre annuelle de 2017"


def test_tried_on_oneself_closed_or_not(claire: User, denis: Edition) -> None:
    letters.try_out(whole(), "2017-03", by=claire, subject="Lettre", word="")
    closed(whole())
    letters.try_out(whole(), "2017-03", by=claire, subject="Lettre", word="")
    assert [(message.to[0], message.subject) for message in mail.outbox] == [
        ("Claire Tilleul <claire@example.org>", "Essai\u00a0: Lettre")
    ] * 2
    working, frozen = (message.attachments[0][1] for message in mail.outbox)
    assert frozen == PDF
    assert working.startswith(b"%PDF") and working != PDF
    assert all("List-Unsubscribe" not in message.extra_headers for message in mail.outbox)
