"""The file of a participant: what it shows, what it masks, what the journal keeps of the reading."""

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from jalon.accounts.models import Caseworker
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core import clock
from jalon.pathways.models import Assignment, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, interviews

ADDRESS = f"/participants/{CODE}/"
REVEAL = f"/participants/afficher/{CODE}/"
QUERIES = 60
"""At most: the account and its right; some twenty for what is due; one for each kind of fact, of the memory too."""
SECRETS = ("opération du genou", "Déménagement", "motif : Santé")


def words(text: str) -> str:
    """What one reads, spaces made plain."""
    return re.sub(r"\s+", " ", strip_tags(re.sub(r"</(td|th|dt|dd|p|li)>", " ", text)))


@pytest.fixture
def nadia(client_of: ClientOf, today: Callable[[dt.date], dt.date]) -> Client:
    today(dt.date(2017, 12, 12))
    return client_of("nadia")


def test_what_the_file_says(nadia: Client) -> None:
    text = words(nadia.get(ADDRESS).text)
    for said in (
        "Awa Mésange",
        "34 ans",
        "Référent : Nadia Cormier",
        "Mois 13 sur 30",
        "L’entrée, le 21 nov. 2016, ouvre le mois 1",
        "Nous sommes le 12 déc. 2017 : mois 13",
        "Protocole 2016-2020 : 30 mois, jusqu’au 21 mai 2019, avec un point tous les 5 mois",
        "Veille du 3 juil. 2017 au 28 août 2017 : ce temps compte dans les mois",
        "5 mois 21 avr. 2017 10 mois fait 25 sept. 2017 15 mois prochain point 21 févr. 2018 20 mois 21 juil. 2018",
        "Nadia Cormier depuis le 1er juin 2017",
        "Denis Charme depuis l’entrée",
        "24,5 h",
        "du 3 juil. 2017 au 28 août 2017",
        "À l’entrée (2 nov. 2016)",
        "Depuis (4 sept. 2017)",
        "12 oct. 2016 France Travail, agence du Lac (Hugo Noyer) entrée le 21 nov. 2016",
        "non-entrée le 1er juin 2015",
        "30 sept. 2014, motif : masqué",
        "Mardi 9 janvier 2018 à 10 h Rendez-vous de suivi, 45 min, avec Nadia Cormier, Régie des Tilleuls",
        "28 nov. 2017 14 h 30 rendez-vous de suivi, tenu",
        "Les 25 derniers faits sur",
    ):
        assert said in text, said
    assert "En étape" in text
    assert "En veille" not in text


def test_steps_under_way_come_first(nadia: Client) -> None:
    text = words(nadia.get(ADDRESS).text)
    assert "Étapes en cours 2" in text
    under_way, others = text.partition("Fil du dossier ")[0], text.partition("Autres étapes")[2]
    assert under_way.index("Plateforme mobilité") < under_way.index("Contrat long")
    assert "Atelier linguistique" in others
    assert "Contrat long" not in others


def test_many_steps_are_left_to_the_memory(nadia: Client) -> None:
    step = Step.objects.get(code="E-1")
    for number in range(12):
        step.pk, step.code = None, f"E-1{number}"
        step.save(force_insert=True)
    text = words(nadia.get(ADDRESS).text)
    assert text.partition("Autres étapes")[2].count("Atelier linguistique") == 10
    assert "Toutes les étapes, dans le fil du dossier" in text


def test_the_situation_of_an_entry_stays_that_of_the_entry(nadia: Client) -> None:
    """RSA: yes at the second entry, no since; the first pathway keeps what was true in 2014."""
    text = words(nadia.get(ADDRESS).text)
    assert "Bénéficiaire du RSA oui non" in text
    assert "À l’entrée (6 janv. 2014)" in text
    assert text.count("Depuis (") == 1


def test_the_tags_follow_the_day(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2017, 7, 10))
    assert "En veille" in words(nadia.get(ADDRESS).text)
    Pathway.objects.filter(code="P-0901").update(exit_date="2017-07-10", exit_reason="emploi")
    text = words(nadia.get(ADDRESS).text)
    assert "Parcours terminé" in text
    assert "En veille" not in text
    assert "sur 30" not in text


def test_past_thirty_months_is_said(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2019, 6, 1))
    text = words(nadia.get(ADDRESS).text)
    assert "Mois 31 sur 30" in text
    assert "30 mois dépassés depuis le 21 mai 2019" in text


def test_what_is_sensitive_never_reaches_the_page(nadia: Client) -> None:
    text = words(nadia.get(ADDRESS).text)
    for secret in SECRETS:
        assert secret not in text, secret
    for label in ("Handicap", "Sous main de justice", "Ressortissant d’un pays hors UE"):
        assert f"{label} masqué masqué" in text


def at(monkeypatch: pytest.MonkeyPatch, hour: int, minute: int) -> None:
    """Set the clock to that time of 12 December 2017, in Paris."""
    instant = dt.datetime(2017, 12, 12, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))
    monkeypatch.setattr(clock, "now", lambda: instant)


def test_five_minutes_on_demand(nadia: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 10, 0)
    answer = nadia.post(REVEAL)
    assert (answer.status_code, answer["location"]) == (302, ADDRESS)
    at(monkeypatch, 10, 4)
    text = words(nadia.get(ADDRESS).text)
    for secret in SECRETS:
        assert secret in text, secret
    assert "Handicap oui inconnu" in text
    assert "affichées jusqu’à 10 h 05" in text
    at(monkeypatch, 10, 5)
    assert SECRETS[0] not in nadia.get(ADDRESS).text


def test_a_clock_turned_back_masks_again(nadia: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a fixed day, midnight brings the morning of the same day."""
    at(monkeypatch, 23, 58)
    nadia.post(REVEAL)
    assert SECRETS[0] in nadia.get(ADDRESS).text
    at(monkeypatch, 0, 1)
    assert SECRETS[0] not in nadia.get(ADDRESS).text


def test_another_file_stays_masked(client_of: ClientOf) -> None:
    claire = client_of("claire")
    claire.post("/participants/afficher/R-0007/")
    assert SECRETS[0] not in claire.get(ADDRESS).text


def test_showing_takes_a_post(nadia: Client) -> None:
    assert nadia.get(REVEAL).status_code == 405


def test_each_opening_and_each_showing_is_in_the_journal(nadia: Client) -> None:
    nadia.get(ADDRESS)
    nadia.post(REVEAL)
    events = Event.objects.filter(verb=Verb.READ).order_by("pk")
    assert [(e.actor, e.file, e.reason) for e in events] == [
        ("Nadia Cormier", CODE, ""),
        ("Nadia Cormier", CODE, "données sensibles affichées cinq minutes"),
    ]


def test_a_refusal_says_who_follows_and_is_no_reading(client_of: ClientOf) -> None:
    for who in ("paule", "denis"):
        for answer in (client_of(who).get(ADDRESS), client_of(who).post(REVEAL)):
            assert answer.status_code == 403
            text = words(answer.text)
            assert "Ce dossier n’est pas dans votre portefeuille. Il est suivi par Nadia Cormier." in text
            assert "Mésange" not in text
    assert not Event.objects.filter(verb=Verb.READ).exists()


def test_no_file_of_that_number(nadia: Client) -> None:
    assert nadia.get("/participants/M-0000/").status_code == 404


def test_a_browser_keeps_nothing_of_a_file(nadia: Client) -> None:
    assert "no-store" in nadia.get(ADDRESS)["cache-control"]


@pytest.mark.parametrize("code", ["2017/0412", "à 12 %", "A?b#c"])
def test_any_number_of_file_has_an_address(code: str, client_of: ClientOf) -> None:
    Participant.objects.create(code=code, last_name="Grive")
    claire = client_of("claire")
    address = reverse("participants:file", args=[code])
    assert "Aucun parcours" in claire.get(address).text
    assert claire.post(address.replace("/participants/", "/participants/afficher/", 1)).status_code == 302
    assert "Journal du dossier" in claire.get(address.replace("/participants/", "/participants/journal/", 1)).text


def more_of_everything() -> None:
    """Each kind of fact, once more."""
    person = Participant.objects.get(code=CODE)
    pathway = Pathway.objects.create(
        code="P-0100",
        participant=person,
        entry_date=dt.date(2012, 1, 2),
        exit_date=dt.date(2012, 6, 1),
        exit_reason_id="autre",
    )
    step = Step.objects.select_related("label", "organisation").get(code="E-3")
    Assignment.objects.create(pathway=pathway, caseworker=Caseworker.objects.create(code="autre", last_name="Autre"))
    Suspension.objects.create(pathway=pathway, start=dt.date(2012, 2, 1))
    Step.objects.create(
        code="E-9", pathway=pathway, label=step.label, classification=step.classification, start=dt.date(2012, 3, 1)
    )
    Situation.objects.create(participant=person, date=dt.date(2012, 1, 2), commune_id="21231")
    Referral.objects.create(code="PR-9", participant=person, date=dt.date(2011, 12, 1))
    interviews(pathway, Caseworker.objects.get(code="autre"), 40)


def test_the_number_of_queries_is_bounded(nadia: Client) -> None:
    """Whatever the file holds; the memory reads only the kinds that its page tells."""
    for fill in (more_of_everything, lambda: None):
        with CaptureQueriesContext(connection) as asked:
            nadia.get(ADDRESS)
        assert len(asked) <= QUERIES
        fill()
