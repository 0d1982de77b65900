"""The pages of versions: two steps to make one, nothing typed is lost, those missing made at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.audit.models import Event
from jalon.core import clock
from jalon.messaging.models import MailingList
from jalon.organisations.models import Organisation, OrganisationRole
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.models import Edition, Letterhead
from tests.web.conftest import ClientOf
from tests.web.examples import VERSION
from tests.web.test_file import words

PAGE, ADD, HEAD = "/versions/", "/versions/ajouter/", "/versions/en-tete/"
CHANGE = f"{PAGE}{VERSION}/"
PLACES = {f"place_{code.value}": str(rank) for rank, code in enumerate(BlockCode, start=1)}


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


@pytest.fixture
def host(claire: Client) -> Organisation:
    """That of the example, known as a host."""
    found = Organisation.objects.get(code="porteur")
    OrganisationRole.objects.create(organisation=found, kind="porteur")
    return found


def test_the_list_says_for_whom_and_what_is_masked(claire: Client, client_of: ClientOf) -> None:
    text = words(claire.get(PAGE).text)
    assert "Une structure porteuse 1" in text
    assert "Régie des Tilleuls Parcours suivis par les référents de Régie des Tilleuls Masqués Toutes" in text
    assert "Tout le PLIE Tous les dossiers du PLIE Imprimés Toutes" in text
    assert f'href="{ADD}"' in claire.get(PAGE).text
    assert f'href="{ADD}"' not in client_of("ines").get(PAGE).text


def test_the_list_takes_as_many_queries_however_long(claire: Client, django_assert_max_num_queries: object) -> None:
    claire.get(PAGE)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        claire.get(PAGE)
    for number in range(12):
        org = Organisation.objects.create(code=f"o{number}", name=f"Atelier {number}")
        Edition.objects.create(name=f"Atelier {number}", audience=Audience.REFERRER, organisation=org)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert "Atelier 11" in claire.get(PAGE).text


def test_a_version_is_made_in_two_steps(claire: Client) -> None:
    first = claire.get(ADD).text
    assert "1 sur 2" in first
    assert "Choisissez dans la liste" in claire.get(ADD, {"pour": "personne"}).text
    second = words(claire.get(ADD, {"pour": "referent"}).text)
    assert "2 sur 2 : un référent" in second
    assert "Denis Charme" in second
    denis, kept = Caseworker.objects.get(code="charme"), MailingList.objects.create(name="Équipe")
    said = {"name": "Portefeuille de Denis", "caseworker": denis.pk, "lists": [kept.pk], **PLACES}
    said |= {"place_retour": "", "place_sorties": "1", "place_essentiel": "7"}
    answer = claire.post(f"{ADD}?pour=referent", said, follow=True)
    assert "Portefeuille de Denis : version créée" in words(answer.text)
    made = Edition.objects.get(caseworker=denis)
    assert made.blocks == ["sorties", "tendances", "prescripteurs", "non_entrees", "etapes", "essentiel"]
    assert list(made.lists.all()) == [kept]
    assert "6 sur 7 Équipe" in words(answer.text)
    assert Event.objects.filter(target="reports.edition", actor="Claire Tilleul").count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Ce champ manque."),
        ({"name": "tout le plie"}, "Une autre version porte ce nom."),
        ({"organisation": ""}, "Choisissez dans la liste."),
        ({"place_etapes": "9"}, "Écrivez un nombre de 1 à 7, ou rien."),
        (dict.fromkeys(PLACES, ""), "Gardez au moins une rubrique"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    claire: Client, host: Organisation, wrong: dict[str, str], said: str
) -> None:
    typed = {"name": "Les Tilleuls", "organisation": host.pk, **PLACES, **wrong}
    text = claire.post(CHANGE, typed).text
    assert said in words(text)
    assert "Rien n’est enregistré" in text
    assert wrong.get("name", "Les Tilleuls") in text
    assert Edition.objects.get(pk=VERSION).name == "Régie des Tilleuls"


def test_a_version_is_changed_retired_and_resumed(claire: Client, host: Organisation) -> None:
    answer = claire.post(CHANGE, {"name": "Les Tilleuls", "organisation": host.pk, **PLACES}, follow=True)
    assert "Les Tilleuls : version changée." in words(answer.text)
    again = claire.post(CHANGE, {"name": "Les Tilleuls", "organisation": host.pk, **PLACES}, follow=True)
    assert "Les Tilleuls : rien n’a changé." in words(again.text)
    assert "Retirées 1" in words(claire.post(f"{CHANGE}retirer/", follow=True).text)
    assert "Retirer cette version" not in claire.get(CHANGE).text
    assert "Les Tilleuls : version reprise." in words(claire.post(f"{CHANGE}reprendre/", follow=True).text)
    whole = Edition.objects.get(audience=Audience.WHOLE)
    assert "ne se retire pas" in words(claire.post(f"{PAGE}{whole.pk}/retirer/", follow=True).text)


def test_those_missing_are_made_at_once(claire: Client) -> None:
    for caseworker in Caseworker.objects.all():
        FtePeriod.objects.create(caseworker=caseworker, fte=1, start=clock.today())
    assert "pourraient être créées" in words(claire.get(PAGE).text)
    page = claire.get(f"{PAGE}manquantes/").text
    marks = [f"referent:{each.pk}" for each in Caseworker.objects.all()]
    assert all(mark in page for mark in marks)
    answer = claire.post(f"{PAGE}manquantes/", {"version": [*marks[1:], "referent:9999"]}, follow=True)
    assert "2 versions créées." in words(answer.text)
    assert Edition.objects.filter(audience=Audience.CASEWORKER).count() == 2


def drawn(kind: str = "PNG") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), (10, 120, 80, 128)).save(file, kind)
    return SimpleUploadedFile("logo.png", file.getvalue())


def test_the_head_has_a_name_and_a_logo_that_is_said(claire: Client) -> None:
    refused = claire.post(HEAD, {"name": "PLIE du Lac", "file": drawn()})
    assert "ce que montre le logo" in refused.text
    assert Letterhead.objects.count() == 0
    claire.post(HEAD, {"name": "PLIE du Lac", "file": drawn(), "logo_alt": "PLIE du Lac"})
    head = Letterhead.objects.get()
    assert head.logo is not None
    assert (head.name, head.logo.width) == ("PLIE du Lac", 40)
    claire.post(HEAD, {"name": "PLIE du Lac", "logo_alt": "Le PLIE du Lac"})
    assert Letterhead.objects.get().logo == head.logo
    assert 'alt="Le PLIE du Lac"' in claire.get(HEAD).text
    claire.post(HEAD, {"name": "PLIE du Lac", "without_logo": "on"})
    assert Letterhead.objects.get().logo is None


def test_a_drawing_with_a_script_is_no_logo(claire: Client) -> None:
    file = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    assert "Choisissez" in claire.post(HEAD, {"name": "PLIE", "file": file, "logo_alt": "x"}).text
    assert Letterhead.objects.count() == 0
