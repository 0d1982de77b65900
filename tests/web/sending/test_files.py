"""The files to complete: each one their own; the day planned."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from jalon.core import periods
from jalon.reports.models import ClosingPlan
from jalon.reports.sending.reminders import page_of
from tests.web.conftest import ClientOf
from tests.web.test_file import words

PAGE, PLAN = "/lettre/2017-12/a-completer/", "/lettre/2017-12/jour-prevu/"
GASTON = "Gaston Roitelet Aucun entretien tenu en décembre, ni étape, ni veille."


def read(client: Client, page: str = PAGE) -> str:
    return words(client.get(page).text)


def test_each_one_reads_their_own(client_of: ClientOf) -> None:
    assert f"Paule Erable 1 Participant Ce qui manque {GASTON}" in read(client_of("claire"))
    assert f"Vos dossiers 1 Participant Ce qui manque {GASTON}" in read(client_of("paule"))
    nadia = read(client_of("nadia"))  # Awa is on a step
    assert "Tous vos dossiers de décembre 2017 sont complets." in nadia
    assert "Gaston" not in nadia


def test_a_year_is_completed_month_by_month(client_of: ClientOf) -> None:
    assert client_of("claire").get("/lettre/2017/a-completer/").status_code == 404


def test_the_day_is_planned_by_who_publishes(client_of: ClientOf) -> None:
    claire = client_of("claire")
    assert "Arrêté prévu le 31 décembre 2017." in read(claire)
    assert "jour-prevu" not in client_of("ines").get(PAGE).text
    assert "ne se lit pas comme un jour" in words(claire.post(PLAN, {"planned_on": "bientôt"}).text)
    assert "Choisissez un jour de décembre 2017" in words(claire.post(PLAN, {"planned_on": "30/11/2017"}).text)
    assert not ClosingPlan.objects.exists()
    answer = claire.post(PLAN, {"planned_on": "5/1/2018"}, follow=True)
    assert "Arrêté prévu le 5 janvier 2018." in words(answer.text)
    assert ClosingPlan.objects.get().planned_on == dt.date(2018, 1, 5)


def test_the_reminders_lead_here() -> None:
    assert f"/{page_of(periods.month(2017, 12))}" == reverse("sending:to_complete", args=["2017-12"]) == PAGE


def test_as_many_queries_for_one_or_all(client_of: ClientOf, django_assert_max_num_queries: object) -> None:
    for name in ("claire", "paule"):
        client = client_of(name)
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            client.get(PAGE)
