"""The papers of a file: until when they are worth something, replaced and withdrawn without being lost."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from jalon.audit.models import Event
from jalon.core import clock
from jalon.people.documents import add_document, replace_document, restore_document, withdraw_document
from jalon.people.enums import EXPIRING, DocumentKind
from jalon.people.models import Document, Participant
from jalon.people.papers import SOON, Worth, proposed_expiry, worth

DAY = dt.date(2017, 12, 31)


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        (DocumentKind.IDENTITY, dt.date(2027, 12, 30)),
        (DocumentKind.RESIDENCE, dt.date(2018, 12, 30)),
        (DocumentKind.RSA, dt.date(2018, 3, 30)),
        (DocumentKind.CV, None),
    ],
)
def test_a_usual_end_is_proposed(kind: DocumentKind, until: dt.date | None) -> None:
    assert proposed_expiry(kind, DAY) == until


@pytest.mark.parametrize(
    ("expires_on", "found"),
    [
        (None, Worth.FOR_GOOD),
        (DAY - dt.timedelta(1), Worth.OVER),
        (DAY, Worth.ENDING),
        (DAY + dt.timedelta(SOON), Worth.ENDING),
        (DAY + dt.timedelta(SOON + 1), Worth.VALID),
    ],
)
def test_what_a_paper_is_worth(expires_on: dt.date | None, found: Worth) -> None:
    assert worth(expires_on, DAY) == found


@given(st.sampled_from(EXPIRING), st.dates(dt.date(1900, 1, 1), dt.date(2080, 1, 1)))
def test_a_paper_of_today_is_valid_today(kind: DocumentKind, dated: dt.date) -> None:
    until = proposed_expiry(kind, dated)
    assert until and until > dated and worth(until, dated) == Worth.VALID


@pytest.fixture
def awa(db: None) -> Participant:
    return Participant.objects.create(code="M-0412", first_name="Awa", last_name="Mésange")


def add(awa: Participant, **said: object) -> Document:
    values = {"kind": DocumentKind.CV, "dated": DAY, "file": None, **said}
    return add_document(by=None, participant=awa, **values)  # type: ignore[arg-type]


def test_a_paper_is_told_to_the_journal(awa: Participant) -> None:
    document = add(awa, title=" CV de décembre ")
    assert (document.title, document.added_on) == ("CV de décembre", clock.today())
    assert Event.objects.get(target="people.document").file == "M-0412"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"dated": DAY + dt.timedelta(1)}, "dated"),
        ({"kind": DocumentKind.IDENTITY}, "expires_on"),
        ({"kind": DocumentKind.OTHER}, "title"),
    ],
)
def test_what_a_paper_needs(awa: Participant, said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add(awa, **said)
    assert list(refused.value.message_dict) == [field]
    assert not Document.objects.exists()


def test_a_paper_is_replaced_and_stays(awa: Participant) -> None:
    old = add(awa, kind=DocumentKind.RSA, expires_on=DAY)
    new = replace_document(by=None, document=old, dated=DAY, file=None, expires_on=dt.date(2018, 3, 31))
    old.refresh_from_db()
    assert (old.withdrawn_on, new.kind, new.withdrawn_on) == (DAY, DocumentKind.RSA, None)
    with pytest.raises(ValidationError, match="déjà retirée"):
        replace_document(by=None, document=old, dated=DAY, file=None, expires_on=DAY)
    assert Document.objects.count() == 2


def test_a_withdrawal_says_why_and_can_be_undone(awa: Participant) -> None:
    document = add(awa)
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        withdraw_document(by=None, document=document, why=" ")
    withdraw_document(by=None, document=document, why="illisible")
    assert Event.objects.filter(reason="illisible").exists()
    restore_document(by=None, document=document)
    document.refresh_from_db()
    assert document.withdrawn_on is None
    with pytest.raises(ValidationError, match="n’est pas retirée"):
        restore_document(by=None, document=document)
