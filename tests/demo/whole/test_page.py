"""The page of published figures: the verdicts of every document, each opening onto its cells."""

import pytest
from django.test import Client

from jalon.accounts.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/exemple/chiffres-publies/"


@pytest.fixture
def claire(dijon: None, db: None) -> Client:
    client = Client()
    client.force_login(User.objects.get(email="claire.tilleul@example.org"))
    return client


def test_the_home_has_its_door(claire: Client) -> None:
    assert f'href="{ADDRESS}"' in claire.get("/").text


def test_nothing_is_different_and_what_is_impossible_is_explained(claire: Client) -> None:
    page = claire.get(ADDRESS).text
    assert "1229 cases : 1122 égales, 107 impossibles, 0 différentes." in page
    assert '<span class="count">107</span>' in page
    assert "L’année l’emporte" in page or "l’année l’emporte sur les mois" in page


def test_a_number_opens_onto_its_cells(claire: Client) -> None:
    page = claire.get(ADDRESS, {"document": "2017-12", "verdict": "égal"}).text
    assert '<span class="count">92</span>' in page
    assert ">289<" in page


def test_an_unknown_choice_shows_everything(claire: Client) -> None:
    assert '<span class="count">107</span>' in claire.get(ADDRESS, {"document": "1999-01", "verdict": "peut-être"}).text
