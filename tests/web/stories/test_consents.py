"""What a person allows to publish: noted with its proof, taken back with its own, and what it weighs on."""

from typing import Any

import pytest
from django.test import Client

from jalon.audit.models import Event
from jalon.core import clock
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent, Participant
from jalon.reports.models import Story
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, CONSENT
from tests.web.test_file import words

PAGE, WITHDRAW = f"/participants/accords/{CODE}/", f"/participants/accord/{CONSENT}/retirer/"
SAID = {"kind": ConsentKind.WORDS.value, "given_on": "3/12/2017", "evidence": "classeur 3, page 13"}


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def test_the_file_says_what_may_be_published(nadia: Client) -> None:
    answer = nadia.get(f"/participants/{CODE}/")
    assert "Accords de publication 1 Son image depuis le 4 sept. 2017" in words(answer.text)
    assert PAGE in answer.text


def test_a_consent_is_noted_with_its_proof(nadia: Client) -> None:
    text = words(nadia.post(PAGE, SAID, follow=True).text)
    assert "Accord noté, pour ses paroles et son nom." in text
    assert "Pour ses paroles et son nom, depuis le 3 déc. 2017 En vigueur Preuve : classeur 3, page 13" in text
    event = Event.objects.get(target="people.consent", verb="created")
    assert (event.actor, event.file) == ("Nadia Cormier", CODE)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given_on": "31 février"}, "Février n’a pas de 31."),
        ({"given_on": "1/1/2018"}, "Ce jour n’est pas encore passé."),
        ({"evidence": ""}, "Ce champ manque."),
        ({"kind": "image"}, "La personne a déjà donné cet accord"),
        ({"kind": "tout"}, "Rien n’est enregistré"),
    ],
)
def test_an_error_is_told_and_what_was_typed_stays(nadia: Client, wrong: dict[str, str], said: str) -> None:
    answer = nadia.post(PAGE, {**SAID, **wrong})
    assert said in words(answer.text)
    assert {**SAID, **wrong}["given_on"] in answer.text
    assert Consent.objects.count() == 1


def test_a_consent_is_taken_back_and_the_letters_are_told(nadia: Client) -> None:
    story = Story.objects.create(period="2017-12", title="Un café", text="Un lac", written_at=clock.now())
    story.people.create(participant=Participant.objects.get(code=CODE), shown=True, quoted=False, added_at=clock.now())
    wrong = nadia.post(WITHDRAW, {"withdrawn_on": "3/12/2017", "withdrawal": ""}).text
    assert "Ce champ manque." in words(wrong)
    assert "<details open>" in wrong
    said = {"withdrawn_on": "30/12/2017", "withdrawal": "courriel du 30"}
    text = words(nadia.post(WITHDRAW, said, follow=True).text)
    assert "Accord retiré." in text
    assert "du 4 sept. 2017 au 30 déc. 2017 Retiré" in text
    assert "Retrait : courriel du 30" in text
    assert "Un café, lettre de décembre 2017, pas encore arrêtée" in text
    assert "déjà retiré" in words(nadia.post(WITHDRAW, said).text)


def test_reading_is_an_act_of_the_journal(nadia: Client) -> None:
    nadia.get(PAGE)
    assert Event.objects.get(reason="accords de publication").file == CODE


def test_the_page_asks_a_constant_number_of_queries(nadia: Client, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        with django_assert_num_queries(10):
            nadia.get(PAGE)
        nadia.post(PAGE, SAID)
