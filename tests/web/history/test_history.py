"""The pages of the typed history: everyone reads, two roles write, nothing typed is lost."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from jalon.audit.models import Event
from jalon.reports.actions import type_figure
from jalon.reports.models import TypedFigure
from tests.web.conftest import ClientOf
from tests.web.test_file import words

PAGE, ADD, SINCE = "/historique/", "/historique/ajouter/", "/historique/premiere-annee/"
SAID = {"code": "active_file_real", "period": "décembre 2013", "value": "1 525", "source": "Rapport d’activité 2013"}


def figure(**said: Any) -> TypedFigure:
    """A figure of 2013, typed."""
    usual = {"code": "exits_cumulative", "period": "2013", "value": Decimal(726), "source": "Rapport 2013"}
    return type_figure(by=None, **{**usual, **said})


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


def test_an_empty_history_says_what_to_do_next(client_of: ClientOf, claire: Client) -> None:
    TypedFigure.objects.all().delete()
    assert "Ajoutez ceux que vos lettres" in words(claire.get(PAGE).text)
    text = words(client_of("nadia").get(PAGE).text)
    assert "La coordination ajoute" in text
    assert "Ajouter un chiffre" not in text


def test_a_figure_added_is_read_with_its_source(claire: Client) -> None:
    answer = claire.post(ADD, SAID, follow=True)
    text = words(answer.text)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "File active, décembre 2013 : chiffre ajouté." in text
    assert "Décembre 2013 1 525 Rapport d’activité 2013 31 déc. 2017, Claire Tilleul" in text
    event = Event.objects.get(target="reports.typedfigure")
    assert event.actor == "Claire Tilleul"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"period": "en 2013 environ"}, "period", "Écrivez un mois ou une année"),
        ({"period": "2017"}, "period", "Jalon calcule les chiffres depuis 2014"),
        ({"value": "beaucoup"}, "value", "Écrivez un nombre"),
        ({"value": "NaN"}, "value", "Écrivez un nombre"),
        ({"value": "12,5"}, "value", "sans décimale"),
        ({"source": " "}, "source", "Ce champ manque"),
        ({"code": ""}, "code", "Ce champ manque"),
    ],
)
def test_an_error_stands_by_its_field_and_nothing_typed_is_lost(
    claire: Client, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = claire.post(ADD, {**SAID, **wrong})
    assert answer.status_code == 200
    html = answer.text
    error = html.partition(f'id="id_{field}_error">')[2].partition("</span>")[0]
    assert said in error.replace("\u202f", " ").replace("\xa0", " ")
    assert f'aria-describedby="id_{field}' in html
    for value in ({**SAID, **wrong}).values():
        assert value.strip() in html
    assert TypedFigure.objects.count() == 1  # the example's own


def test_the_same_figure_twice_is_refused(claire: Client) -> None:
    figure(code="active_file_real", period="2013-12")
    text = words(claire.post(ADD, SAID).text)
    assert "Ce chiffre est déjà saisi pour cette période" in text


def test_a_figure_is_corrected_then_removed(claire: Client) -> None:
    address = f"/historique/{figure().pk}/"
    html = claire.get(address).text
    assert 'value="726"' in html
    assert "Rapport 2013" in html
    said = {"code": "exits_cumulative", "period": "2013", "value": "727", "source": "Rapport 2013"}
    assert "2013 : chiffre corrigé" in words(claire.post(address, said, follow=True).text)
    assert "rien n’a changé" in words(claire.post(address, said, follow=True).text)
    assert TypedFigure.objects.get(period="2013").value == 727
    assert "chiffre retiré" in words(claire.post(f"{address}retirer/", follow=True).text)
    assert not TypedFigure.objects.filter(period="2013").exists()


def test_removing_takes_a_post(claire: Client) -> None:
    assert claire.get(f"/historique/{figure().pk}/retirer/").status_code == 405


def test_the_first_computed_year(claire: Client) -> None:
    assert 'value="2014"' in claire.get(SINCE).text
    assert "Jalon calcule les chiffres depuis 2016" in words(claire.post(SINCE, {"year": "2016"}, follow=True).text)
    figure(period="2015")
    text = words(claire.post(SINCE, {"year": "2015"}).text)
    assert "Un chiffre est saisi pour 2015" in text
    assert "Écrivez une année" in words(claire.post(SINCE, {"year": "bientôt"}).text)


def test_reading_takes_a_constant_number_of_queries(claire: Client, django_assert_num_queries: Any) -> None:
    for year in (2009, 2010, 2011):
        figure(period=str(year))
        with django_assert_num_queries(7):
            claire.get(PAGE)
