"""The names found in a letter: told with whose they are, let pass with a reason, held up again."""

from typing import Any

import pytest
from django.test import Client

from jalon.core import clock
from jalon.reports.models import AcceptedName, Story
from tests.web.conftest import ClientOf
from tests.web.test_file import words

PAGE = "/lettre/2017-12/noms/"
ACCEPT, REFUSE = f"{PAGE}laisser/", f"{PAGE}retenir/"


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    """The coordinator; a story quotes Awa Mésange and Gaston Roitelet."""
    client = client_of("claire")
    Story.objects.create(
        period="2017-12", title="Un café", text="Avec Awa Mésange et M. Roitelet.", written_at=clock.now()
    )
    return client


def test_each_name_is_told_with_its_place_and_whose_it_is(claire: Client) -> None:
    answer = claire.get(PAGE)
    text = words(answer.text)
    assert "2 noms retiennent la lettre." in text
    assert "Retour sur une action, texte" in text
    assert "<mark>Awa Mésange</mark>" in answer.text
    assert "C’est, ou ce peut être, le nom et le prénom d’un participant : Awa Mésange." in text
    assert 'href="/participants/R-0007/"' in answer.text


def test_a_name_passes_with_a_reason_and_is_held_up_again(claire: Client) -> None:
    text = words(claire.post(ACCEPT, {"words": "Roitelet", "reason": " "}).text)
    assert "Dites pourquoi, en quelques mots." in text
    assert not AcceptedName.objects.exists()
    answer = claire.post(ACCEPT, {"words": "Roitelet", "reason": "le nom d’une rue"}, follow=True)
    assert "1 nom retient la lettre." in words(answer.text)
    assert "Peut paraître le nom d’une rue (Claire Tilleul, 31 déc. 2017)" in words(answer.text)
    claire.post(ACCEPT, {"words": "Awa Mésange", "reason": "elle l’a écrit"})
    assert "rien ne retient la lettre" in words(claire.get(PAGE).text)
    answer = claire.post(REFUSE, {"words": "Roitelet"}, follow=True)
    assert "1 nom retient la lettre." in words(answer.text)


def test_who_prepares_reads_and_does_not_decide(claire: Client, client_of: ClientOf) -> None:
    text = client_of("ines").get(PAGE).text
    assert "La coordinatrice ou une chargée de projet peut le laisser paraître" in words(text)
    assert 'name="reason"' not in text


def test_a_letter_without_a_name(claire: Client) -> None:
    assert "Aucun nom de participant" in words(claire.get("/lettre/2017-11/noms/").text)


def test_the_page_asks_a_constant_number_of_queries(claire: Client, django_assert_num_queries: Any) -> None:
    for text in ("Avec Awa Mésange.", "Avec Awa Mésange, Awa M., Mme Mésange et Gaston R."):
        Story.objects.update(text=text)
        with django_assert_num_queries(25):
            claire.get(PAGE)
