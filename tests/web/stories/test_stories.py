"""The pages of a story: nothing typed is lost, a picture is checked, whoever appears is told, one writer wins."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jalon.people.models import Participant
from jalon.reports.models import Picture, Story
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, PICTURE
from tests.web.test_file import words

PAGE = "/lettre/2017-12/retour/"
SAID = {"title": "Un café au bord du lac", "text": "Douze femmes.\n\nUn lac.", "printed": "on", "nobody": "on"}


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


def green(kind: str = "JPEG") -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(stream, kind)
    return SimpleUploadedFile("lac.jpg", stream.getvalue(), "image/jpeg")


def seen() -> str:
    return Story.objects.get().written_at.isoformat()


def sent(client: Client, **said: Any) -> Any:
    return client.post(PAGE, {**SAID, **said}, follow=True)


def test_a_story_is_written_and_prints_in_the_letter(claire: Client) -> None:
    assert "Écrivez un titre et un texte" in words(claire.get(PAGE).text)
    answer = sent(claire, file=green(), picture_alt="Un lac vert")
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Retour enregistré" in words(answer.text)
    picture = Picture.objects.get(width=60)
    address = f"/images/{picture.pk}/{picture.sha256}/"
    assert f'<img src="{address}" width="60" height="40" alt="Un lac vert">' in answer.text
    assert Story.objects.get().text == "Douze femmes.\n\nUn lac."
    letter = claire.get("/lettre/2017-12/").text
    assert "Retour sur une action : Un café au bord du lac" in words(letter)
    assert address in letter


def test_a_picture_answers_as_a_picture_and_nothing_else(claire: Client) -> None:
    sent(claire, file=green("PNG"), picture_alt="Un lac vert")
    picture = Picture.objects.get(width=60)
    answer = claire.get(f"/images/{picture.pk}/{picture.sha256}/")
    assert answer["Content-Type"] == picture.media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.content == bytes(picture.content)
    assert claire.get(f"/images/{picture.pk}/{'0' * 64}/").status_code == 404


def test_trying_writes_nothing_but_the_picture(claire: Client) -> None:
    answer = sent(claire, act="voir", file=green(), picture_alt="Un lac vert")
    assert "Retour sur une action : Un café au bord du lac" in words(answer.text)
    assert not Story.objects.exists()
    kept = Picture.objects.get(width=60)
    assert f'name="kept" value="{kept.pk}"' in answer.text
    sent(claire, kept=str(kept.pk), picture_alt="Un lac vert")
    assert Story.objects.get().picture == kept
    sent(claire, kept=str(kept.pk), picture_alt="Un lac vert", without_picture="on", seen=seen())
    assert Story.objects.get().picture is None


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"text": "mot " * 10_000}, "text", "Ce texte fait 39 999 signes ; la place est de 900."),
        ({"text": " "}, "text", "Ce champ manque."),
        ({"title": "x" * 101}, "title", "101 signes"),
        ({"kept": str(PICTURE)}, "picture_alt", "Dites ce que montre l’image"),
    ],
)
def test_an_error_stands_by_its_field_and_nothing_typed_is_lost(
    claire: Client, wrong: dict[str, str], field: str, said: str
) -> None:
    html = sent(claire, **wrong).text
    error = html.partition(f'id="id_{field}_error">')[2].partition("</p>")[0]
    assert said in error.replace("\u202f", " ")
    assert "Tout ce que vous avez écrit est resté" in words(html)
    assert wrong.get("text", SAID["text"]).strip() in html
    assert wrong.get("title", SAID["title"]) in html
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff" + bytes(10_100_000), "Cette image pèse 11 Mo ; la limite est 10 Mo."),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "Une image SVG peut contenir un programme"),
        (b"%PDF-1.7", "Ceci est un PDF"),
        (b"", "Ce fichier est vide"),
    ],
    ids=["heavy", "svg", "pdf", "empty"],
)
def test_a_file_that_is_no_picture_is_refused_and_the_text_stays(claire: Client, content: bytes, said: str) -> None:
    before = Picture.objects.count()
    for act in ("garder", "chercher"):
        html = sent(claire, act=act, file=SimpleUploadedFile("lac.jpg", content, "image/jpeg")).text
        assert said in words(html)
        assert "Douze femmes." in html
    assert Picture.objects.count() == before
    assert not Story.objects.exists()


def test_a_file_too_heavy_is_thrown_away_as_it_comes(claire: Client, files: Any) -> None:
    before = weight(files)
    sent(claire, file=SimpleUploadedFile("lac.jpg", bytes(12_000_000), "image/jpeg"))
    assert weight(files) == before


def weight(files: Any) -> int:
    """Of all that the site keeps on disk."""
    return sum(path.stat().st_size for path in files.rglob("*") if path.is_file())


def test_people_are_found_by_name_ticked_and_their_consents_told(claire: Client) -> None:
    awa = Participant.objects.get(code=CODE)
    html = sent(claire, act="chercher", qui="mesange", nobody="").text
    assert f'name="person" value="{awa.pk}"' in html
    assert "Le retour n’est pas enregistré" not in words(html)
    assert "Personne ne répond à « nemo »" in words(sent(claire, act="chercher", qui="nemo").text)
    answer = sent(claire, nobody="", person=[awa.pk, 999], **{f"quoted-{awa.pk}": "on"})
    text = words(answer.text)
    assert "Awa Mésange : il manque l’accord pour ses paroles et son nom." in text
    assert f"/participants/accords/{CODE}/" in answer.text
    assert [(person.participant, person.quoted) for person in Story.objects.get().people.all()] == [(awa, True)]
    sent(claire, person=awa.pk, seen=seen())
    assert not Story.objects.get().people.filter(removed_at=None).exists()


def test_a_name_in_the_story_is_told_where_it_is_written(claire: Client) -> None:
    text = words(sent(claire, text="Awa M. a repris confiance.").text)
    assert "« Awa M » est, ou peut être, le nom d’un participant, avec une initiale." in text


def test_two_writers_read_each_other(claire: Client, client_of: ClientOf) -> None:
    sent(claire)
    first = seen()
    hugo = client_of("hugo")
    sent(hugo, title="Le titre de Hugo", seen=first)
    answer = sent(claire, title="Le titre de Claire", seen=first)
    text = words(answer.text)
    assert "Hugo Frene a enregistré ce retour pendant que vous écriviez" in text
    assert "Le titre de Hugo" in text
    assert 'value="Le titre de Claire"' in answer.text
    assert f'name="seen" value="{seen()}"' in answer.text
    assert Story.objects.get().title == "Le titre de Hugo"
    sent(claire, title="Le titre de Claire", seen=seen())
    assert Story.objects.get().title == "Le titre de Claire"


def test_a_hidden_field_made_up_does_no_harm(claire: Client) -> None:
    sent(claire, kept="999999", seen="jadis", person=["x", "9" * 30])
    assert Story.objects.get().picture is None


def test_the_page_asks_a_constant_number_of_queries(claire: Client, django_assert_num_queries: Any) -> None:
    people = [Participant.objects.create(code=f"X{at}", last_name=f"Pinson{at}") for at in range(6)]
    for some in (people[:1], people):
        ticked = {f"shown-{person.pk}": "on" for person in some}
        seen_now = seen() if Story.objects.exists() else ""
        sent(claire, nobody="", person=[person.pk for person in some], seen=seen_now, **ticked)
        with django_assert_num_queries(16):
            claire.get(PAGE)
