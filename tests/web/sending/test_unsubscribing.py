"""Saying no, without signing in."""

from uuid import uuid4

import pytest
from django.test import Client

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.messaging.addresses import NOBODY, unsubscribe_url
from jalon.messaging.models import Subscriber
from tests.web.examples import MESSAGE, SUBSCRIBER
from tests.web.test_file import words

PAGE = f"/desinscription/{MESSAGE}/"


@pytest.fixture
def reader(people: dict[str, User]) -> Client:
    """Nobody signed in; a mail program sends no token of ours either."""
    return Client(enforce_csrf_checks=True)


def gone() -> bool:
    return Subscriber.objects.get(pk=SUBSCRIBER).unsubscribed_at is not None


def test_reading_the_page_changes_nothing_and_tells_nothing(reader: Client) -> None:
    text = words(reader.get(PAGE).text)
    assert "Ne plus recevoir la liste « Financeurs » ?" in text
    assert not gone()
    assert "Anne" not in text
    assert "example.org" not in text


def test_one_button_then_undone(reader: Client) -> None:
    for _ in range(2):
        assert "Vous ne recevrez plus rien" in words(reader.post(PAGE, {"act": "desinscrire"}).text)
    assert gone()
    assert "Ne plus recevoir la liste" in words(reader.post(PAGE, {"act": "revenir"}).text)
    assert not gone()
    told = Event.objects.filter(target="messaging.subscriber").values_list("actor", flat=True)
    assert list(told) == ["le destinataire lui-même"] * 2


def test_a_mail_program_says_no_in_one_click(reader: Client) -> None:
    """RFC 8058."""
    assert reader.post(PAGE, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert gone()


def test_links_that_lead_to_nobody(reader: Client) -> None:
    assert reader.get(f"/desinscription/{uuid4()}/").status_code == 404
    trial = reader.post(unsubscribe_url(NOBODY).partition("8000")[2])
    assert trial.status_code == 200
    assert "Un envoi d’essai" in words(trial.text)
