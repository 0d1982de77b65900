"""The page of the comments: who writes, what is kept of what was typed, what is flagged, two people at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.reports.models import Comment, Edition
from tests.web.conftest import ClientOf
from tests.web.test_file import words

PAGE = "/lettre/2017-02/commentaires/"
WRITE = f"{PAGE}essentiel/"
Write = Callable[..., Any]


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


def seen(client: Client, page: str = PAGE) -> str:
    """What the form of the essential was drawn from."""
    found = re.search(r'name="essentiel-seen"(?: value="([^"]*)")?', client.get(page).text)
    assert found
    return found[1] or ""


def write(client: Client, text: str, **said: str) -> Any:
    """Type the comment of the essential."""
    typed = {"essentiel-text": text, "essentiel-seen": said.pop("seen", seen(client)), **said}
    return client.post(WRITE, typed, follow=True)


def test_each_block_has_its_draft_and_its_fields(claire: Client) -> None:
    text = words(claire.get(PAGE).text)
    for title in ("L’essentiel", "Entrées et file active", "Prescripteurs", "Non-entrées", "Étapes", "Sorties"):
        assert title in text
    assert "1 entrée en février" in text
    assert "Brouillon composé d’après les chiffres" in text
    assert "{entrées du mois|entrée} 1" in text


def test_what_is_written_is_printed_in_the_letter_and_signed(claire: Client) -> None:
    answer = write(claire, "Une salle neuve. {entrées du mois|entrée} !")
    text = words(answer.text)
    assert "L’essentiel : commentaire enregistré." in text
    assert "Écrit par Claire Tilleul" in text
    letter = words(claire.get("/lettre/2017-02/").text)
    assert "Une salle neuve. 1 entrée ! phrase de Claire Tilleul" in letter


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Bravo {entrée du moi} & co", "{entrée du moi} n’est pas un champ. Vouliez-vous {entrées du mois} ?"),
        ("Sans fin {", "Une accolade est de trop"),
        ("mot " * 10_000, "Retirez-en"),
    ],
)
def test_a_refusal_stands_by_its_field_and_nothing_typed_is_lost(claire: Client, typed: str, said: str) -> None:
    answer = write(claire, typed)
    assert answer.status_code == 200
    assert said in words(answer.text)
    assert "Rien n’est enregistré" in words(answer.text)
    assert typed.strip().replace("&", "&amp;") in answer.text
    assert '<details class="edit" open>' in answer.text
    assert not Comment.objects.exists()


def test_a_typed_number_is_flagged_and_replaced(claire: Client) -> None:
    text = words(write(claire, "Nous avons eu 1 entrée, et 77 idées.").text)
    assert "« 1 » est écrit à la main" in text
    assert "« 77 » est écrit à la main : ce nombre ne suivra pas les chiffres. Aucun champ" in text
    assert "2 points à relire" in text
    kept = Comment.objects.get()
    said = {
        "seen": kept.written_at.isoformat(),
        "start": str(kept.text.index("1")),
        "words": "1",
        "key": "entries_month",
    }
    answer = claire.post(f"{WRITE}remplacer/", said, follow=True)
    assert "ce nombre suit désormais les chiffres" in words(answer.text)
    assert Comment.objects.get().text == "Nous avons eu {entries_month} entrée, et 77 idées."
    again = claire.post(f"{WRITE}remplacer/", said, follow=True)
    assert "Quelqu’un a changé ce commentaire" in words(again.text)
    broken = {**said, "seen": Comment.objects.get().written_at.isoformat(), "start": "x"}
    assert "Le texte a changé" in words(claire.post(f"{WRITE}remplacer/", broken, follow=True).text)


def test_undone_then_taken_back(claire: Client) -> None:
    write(claire, "Autre chose.")
    answer = claire.post(f"{WRITE}brouillon/", {"seen": Comment.objects.get().written_at.isoformat()}, follow=True)
    text = words(answer.text)
    assert "le brouillon est de nouveau imprimé" in text
    assert "Texte mis de côté : Autre chose." in text
    assert "1 entrée en février" in text
    answer = claire.post(f"{WRITE}reprendre/", {"seen": Comment.objects.get().written_at.isoformat()}, follow=True)
    assert "le texte mis de côté est repris" in words(answer.text)
    assert "Autre chose. phrase de Claire Tilleul" in words(answer.text)


def test_the_second_writer_sees_both_texts_and_chooses(claire: Client, client_of: ClientOf) -> None:
    hugo = client_of("hugo")
    read = seen(hugo)
    write(claire, "De Claire.")
    answer = write(hugo, "De Hugo.", seen=read)
    text = words(answer.text)
    assert "Ce commentaire a changé pendant que vous l’écriviez" in text
    assert "De Claire." in text
    assert "De Hugo.</textarea>" in answer.text
    again = re.search(r'name="essentiel-seen" value="([^"]+)"', answer.text)
    assert again
    assert "commentaire enregistré" in words(write(hugo, "De Hugo.", seen=again[1]).text)
    assert Comment.objects.get().text == "De Hugo."


def test_a_version_has_its_own_comments(claire: Client) -> None:
    commune = Edition.objects.create(name="Dijon", audience="commune", commune_id="21231")
    answer = claire.get(f"{PAGE}?version={commune.pk}")
    assert '<option value="' in answer.text
    typed = {"essentiel-text": "Pour Dijon.", "essentiel-seen": ""}
    claire.post(f"{WRITE}?version={commune.pk}", typed, follow=True)
    assert Comment.objects.get().edition == commune
    assert "Pour Dijon." not in claire.get(PAGE).text


@pytest.mark.parametrize("address", [f"{PAGE}retour/", f"{PAGE}jamais/", f"{PAGE}?version=999999"])
def test_what_does_not_exist(claire: Client, address: str) -> None:
    assert claire.get(address).status_code == 404


def test_reading_takes_a_constant_number_of_queries(claire: Client) -> None:
    numbers = []
    for text in ("", "Un. Deux. {entrées du mois|entrée}.", "Le 12 et 13."):
        if text:
            write(claire, text)
        with CaptureQueriesContext(connection) as asked:
            claire.get(PAGE)
        numbers.append(len(asked))
    assert len(set(numbers)) == 1
    assert numbers[0] <= 40
