"""« Envoyer », its confirmation, its receipts."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from jalon.core.work import Room
from jalon.messaging.actions import lists
from jalon.messaging.models import Delivery, Mailing, MailingList
from jalon.messaging.sending import run
from jalon.reference.models import Commune
from jalon.reports.enums import Audience
from jalon.reports.models import Edition
from jalon.reports.publication import whole
from tests.reports.sending.test_letters import closed
from tests.web.conftest import ClientOf
from tests.web.examples import DELIVERY, LIST, MESSAGE
from tests.web.test_file import words

PAGE = "/lettre/2017-03/envoyer/"
BATCH = f"/envois/{MESSAGE}/"
SAID = {"subject": "PLIE : lettre de mars 2017", "word": "Bonne lecture <à tous>."}


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    """The letter of March is closed, in two versions; that of the whole is for the funders."""
    return client_of("claire")


@pytest.fixture
def march(claire: Client) -> Edition:
    chenove = Commune.objects.get(code="21166")
    town = Edition.objects.create(name="Ville de Chenôve", audience=Audience.COMMUNE, commune=chenove)
    whole().lists.add(MailingList.objects.get(pk=LIST))
    closed(whole(), town)
    return town


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def here(room: Room, command: str) -> bool:
        run(room.key)
        return True

    monkeypatch.setattr("jalon.core.work.launch", here)


def post(client: Client, act: str, **said: Any) -> Any:
    return client.post(PAGE, {**SAID, "version": whole().pk, "act": act, **said}, follow=True)


def test_not_closed_it_is_only_tried(claire: Client) -> None:
    text = words(claire.get(PAGE).text)
    assert "Cette lettre n’est pas arrêtée" in text
    assert "Envoyer…" not in text
    post(claire, "envoyer", versions=whole().pk)
    post(claire, "confirmer", versions=whole().pk)
    assert not mail.outbox
    answer = post(claire, "essai")
    assert "Essai envoyé à claire.tilleul@example.org." in words(answer.text)
    assert [message.to for message in mail.outbox] == [["Claire Tilleul <claire.tilleul@example.org>"]]


@pytest.mark.usefixtures("march")
def test_seen_before_it_leaves(claire: Client) -> None:
    answer = post(claire, "voir")
    assert 'sandbox title="Le message mis en page" srcdoc="&lt;!doctype html&gt;' in answer.text
    assert "Bonne lecture &amp;lt;à tous&amp;gt;." in answer.text
    assert "Bonne lecture &lt;à tous&gt;." in answer.text  # as plain text
    allowed = re.findall(r"style-src [^;]*", answer.headers["Content-Security-Policy"])
    assert len(allowed) == 1 and "'sha256-" in allowed[0] and "unsafe" not in allowed[0]
    assert not Mailing.objects.exclude(key=MESSAGE).exists()


def test_confirmed_then_sent_then_read(claire: Client, march: Edition) -> None:
    page = words(claire.get(PAGE).text)
    assert f"{whole().name}, 1 destinataire" in page
    assert "Anne Bruyère (anne.bruyere@example.org)" in page
    assert "Ville de Chenôve, aucune liste de diffusion" in page
    assert "Choisissez au moins une version" in words(post(claire, "envoyer", versions=march.pk).text)

    asked = post(claire, "envoyer", versions=[whole().pk, march.pk])
    assert "Envoyer 1 message ?" in words(asked.text)
    assert not mail.outbox
    answer = post(claire, "confirmer", versions=[whole().pk])
    assert "1 message remis au serveur, sur 1." in words(answer.text)
    assert "Anne Bruyère, anne.bruyere@example.org Remis au serveur" in words(answer.text)
    again = post(claire, "confirmer", versions=[whole().pk])
    assert "rien n’est parti une seconde fois" in words(again.text)
    assert [message.subject for message in mail.outbox] == [SAID["subject"]]
    assert "envoyée le 31 déc. 2017" in words(claire.get(PAGE).text)


@pytest.mark.usefixtures("march")
def test_who_joined_since_is_sent_it_too(claire: Client) -> None:
    post(claire, "confirmer", versions=[whole().pk])
    lists.add_subscriber(MailingList.objects.get(pk=LIST), by=None, address="paul@example.org")
    assert "Envoyer aussi à 1 inscrit depuis" in words(claire.get(PAGE).text)
    made = Mailing.objects.exclude(key=MESSAGE).get()
    for _ in range(2):
        answer = claire.post(f"/envois/message/{made.key}/completer/", follow=True)
    assert "l’ont déjà dans cet envoi" in words(answer.text)
    told = [message.to[0].split()[-1] for message in mail.outbox]
    assert told == ["<anne.bruyere@example.org>", "paul@example.org"]


@pytest.mark.usefixtures("march")
def test_nothing_typed_is_lost(claire: Client) -> None:
    answer = post(claire, "envoyer", subject="", word="x" * 1501, versions=whole().pk)
    assert "1500 signes au plus" in words(answer.text)
    assert "x" * 1501 in answer.text


def test_a_participant_s_name_holds_it_back_until_someone_says_why(claire: Client, march: Edition) -> None:
    named = {"word": "Merci à Awa Mésange.", "versions": whole().pk}
    for act in ("envoyer", "confirmer"):
        answer = post(claire, act, **named)
        assert "« Awa Mésange », le nom et le prénom d’un participant" in words(answer.text)
        assert "Merci à Awa Mésange." in answer.text
    assert not mail.outbox
    post(claire, "confirmer", reason="Une homonyme, la bénévole.", **named)
    assert len(mail.outbox) == 1


def test_the_uncertain_and_the_refused_are_settled_by_a_person(claire: Client, client_of: ClientOf) -> None:
    Delivery.objects.update(sent_at=None)
    page = words(claire.get(BATCH).text)
    assert "À régler 1" in page
    assert "Tenir pour envoyé" in page
    assert "Tenir pour envoyé" not in words(client_of("ines").get(BATCH).text)
    answer = claire.post(f"/envois/remise/{DELIVERY}/", {"decision": "tenir"}, follow=True)
    assert "tenu pour envoyé" in words(answer.text)
    at = dt.datetime(2017, 12, 6, tzinfo=dt.UTC)
    Delivery.objects.update(bounced_at=at, trouble="5.1.1 no such user")
    assert "Revenu 5.1.1 no such user" in words(claire.get(BATCH).text)
    claire.post(f"/envois/remise/{DELIVERY}/", {"decision": "renvoyer"})
    assert ["<anne.bruyere@example.org>" in message.to[0] for message in mail.outbox] == [True]
    answer = claire.post(f"/envois/remise/{DELIVERY}/", {"decision": "renvoyer"}, follow=True)
    assert "Rien n’est changé" in words(answer.text)


def test_stopped_and_resumed(claire: Client) -> None:
    Delivery.objects.update(sent_at=None, claimed_at=None)
    claire.post(f"{BATCH}arreter/")
    assert "Envoi arrêté. 0 message remis au serveur sur 1, 1 à envoyer." in words(claire.get(BATCH).text)
    assert "Lettre de novembre 2017" in words(claire.get("/envois/").text)
    with Room("envois", Mailing.objects.get().batch).open().held():
        assert "0 message sur 1" in words(claire.get(BATCH).text)
    claire.post(f"{BATCH}reprendre/")
    assert len(mail.outbox) == 1


def test_receipts_to_take_away(claire: Client) -> None:
    Delivery.objects.update(name="=1+1", trouble="550 non")
    text = b"".join(claire.get(f"{BATCH}recus.csv")).decode("utf-8-sig")
    assert text.splitlines()[1] == (
        "PLIE : lettre de novembre 2017;'=1+1;anne.bruyere@example.org;remis au serveur;550 non;05/12/2017 10:00;;"
    )


def test_as_many_queries_for_one_or_twenty(claire: Client, march: Edition, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        kept = MailingList.objects.create(name=f"Liste {number}")
        lists.add_subscriber(kept, by=None, address=f"a{number}@example.org")
        march.lists.add(kept)
    post(claire, "confirmer", versions=[whole().pk, march.pk])
    made = Mailing.objects.exclude(key=MESSAGE).first()
    assert made
    for page, most in ((PAGE, 14), ("/envois/", 8), (f"/envois/{made.batch}/", 9)):
        with django_assert_max_num_queries(most):
            claire.get(page)
