"""A *point d’étape*: prepared from what happened, held, corrected until it is signed, printed; and the summary."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader

from jalon.core import clock
from jalon.documents.models import Signature, StoredFile
from jalon.pathways.models import BarrierAssessment, BarrierRating, Goal, Pathway, Review
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, GOAL, REVIEW
from tests.web.test_file import words

HOLD = f"/participants/bilan/{CODE}/"
MENTION = "cofinancé par le Fonds social européen"


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def read(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def held(**said: Any) -> dict[str, Any]:
    return {"once": uuid4(), "month": 15, "held_on": "29/12", "done": "Code passé.", **said}


def test_the_page_is_prepared_from_what_happened_since_the_last_one(nadia: Client) -> None:
    said = words(nadia.get(HOLD).text)
    assert "Depuis le bilan des 10 mois Du 26 sept. 2017 au 31 déc. 2017" in said
    assert "Depuis le 26 sept. 2017 : 2 entretiens, 2 appels, 1 atelier, 5 autres contacts, 1 absence." in said
    assert "Début le 16 oct. 2017 : Plateforme mobilité, Auto-école associative du Lac." in said
    assert "La suite, dite alors Passer le code." in said
    assert "Objectif : Réussir le code de la route" in said


def test_before_any_review_it_is_prepared_since_the_entry(nadia: Client) -> None:
    Review.objects.all().delete()
    said = words(nadia.get(HOLD).text)
    assert "Depuis l’entrée Du 21 nov. 2016 au 31 déc. 2017" in said
    assert "Pause du 3 juil. 2017 au 28 août 2017." in said
    assert "genou" not in said


def test_a_review_is_held_with_its_goals_and_ratings(nadia: Client) -> None:
    said = held(
        **{f"issue_{GOAL}": "atteint", "rated": "on", "frein_mobilite": 1, "frein_sante": 2},
        objectif_1="Passer le permis",
        echeance_1="moyen",
        pour_1="1/6",
    )
    answer = nadia.post(HOLD, said, follow=True)
    text = words(answer.text)
    assert "Bilan des 15 mois enregistré. Il reste à signer, par la personne et par vous." in text
    assert "Réussir le code de la route atteint" in text
    assert "Passer le permis nouveau, pour le 1er juin 2018" in text
    assert "Santé et Justice : masqués" in text
    review = Review.objects.get(month=15)
    assert (review.held_on, str(review.caseworker)) == (dt.date(2017, 12, 29), "Nadia Cormier")
    assert dict(review.barriers.ratings.values_list("family", "level")) == {"mobilite": 1, "sante": 2}
    assert Goal.objects.get(pk=GOAL).outcome_on == review.held_on
    file = words(nadia.get(f"/participants/{CODE}/").text)
    assert "fait 29 déc. 2017" in file
    assert "Bilan des 15 mois Nadia Cormier pas encore signé Lire le bilan" in file


def test_a_goal_not_reached_says_why_and_nothing_typed_is_lost(nadia: Client) -> None:
    answer = nadia.post(HOLD, held(**{f"issue_{GOAL}": "manque"}))
    assert answer.status_code == 422
    assert "Dites pourquoi, en quelques mots." in words(answer.text)
    assert "Code passé." in answer.text
    assert not Review.objects.filter(month=15).exists()


def test_ratings_left_aside_are_not_a_rating(nadia: Client) -> None:
    nadia.post(HOLD, held(frein_mobilite=1))
    assert Review.objects.filter(month=15).exists()
    assert not BarrierAssessment.objects.exists()


def test_a_late_one_and_an_early_one_may_be_held(nadia: Client) -> None:
    for months in (5, 20):
        nadia.post(HOLD, held(month=months))
    assert set(Review.objects.values_list("month", flat=True)) == {5, 10, 20}
    assert nadia.post(HOLD, held(month=10)).status_code == 422


def test_when_all_are_held_the_file_is_shown(nadia: Client) -> None:
    pathway = Pathway.objects.get(code="P-0901")
    for months in (5, 15, 20, 25, 30):
        Review.objects.create(pathway=pathway, month=months, held_on=clock.today(), recorded_on=clock.today())
    assert nadia.get(HOLD).status_code == 302


def test_a_review_is_corrected_and_two_people_see_both_versions(nadia: Client, client_of: ClientOf) -> None:
    address = f"/participants/bilans/{REVIEW}/corriger/"
    page = nadia.get(address)
    shown = page.context["form"]["read"].value()
    said = {"held_on": "25/9/2017", "learned": "", "next": "Passer le code.", "read": shown}
    client_of("claire").post(address, {**said, "once": uuid4(), "done": "Trois ateliers, un stage."})
    answer = nadia.post(address, {**said, "once": uuid4(), "done": "Trois ateliers et un forum."})
    assert answer.status_code == 422
    text = words(answer.text)
    assert "Trois ateliers, un stage." in text
    assert "Trois ateliers et un forum." in text
    again = answer.context["form"]["read"].value()
    nadia.post(address, {**said, "once": uuid4(), "done": "Trois ateliers et un forum.", "read": again})
    assert Review.objects.get(pk=REVIEW).done == "Trois ateliers et un forum."


def sign(review: Review) -> None:
    image = StoredFile.objects.create(
        name="s.pdf", media_type="application/pdf", size=1, sha256="a" * 64, added_at=clock.now()
    )
    review.participant_signature = Signature.objects.create(
        signer="Awa Mésange",
        capacity="participant",
        method="papier",
        signed_at=clock.now(),
        text="x",
        sha256="b" * 64,
        image=image,
    )
    review.save()


def test_a_signed_review_changes_no_more(nadia: Client) -> None:
    review = Review.objects.get(pk=REVIEW)
    assert "Corriger" in words(nadia.get(f"/participants/bilans/{REVIEW}/").text)
    sign(review)
    text = words(nadia.get(f"/participants/bilans/{REVIEW}/").text)
    assert "Corriger" not in text
    assert "Awa Mésange Signé sur papier, numérisée, le 31/12/2017" in text
    assert "signature" in read(nadia.get(f"/participants/bilans/{REVIEW}/pdf/").content).lower()


def test_the_review_on_paper_bears_europe_and_nothing_sensitive(nadia: Client) -> None:
    review = Review.objects.get(pk=REVIEW)
    assessment = BarrierAssessment.objects.create(
        pathway=review.pathway, date=review.held_on, moment="point", review=review
    )
    for family, level in (("mobilite", 2), ("sante", 3), ("justice", 1)):
        BarrierRating.objects.create(assessment=assessment, family_id=family, level=level)
    nadia.post(f"/participants/afficher/{CODE}/")
    answer = nadia.get(f"/participants/bilans/{REVIEW}/pdf/")
    assert answer["content-type"] == "application/pdf"
    text = read(answer.content)
    for said in ("Bilan des 10 mois d’Awa Mésange", "Trois ateliers.", "Mobilité", "important", MENTION):
        assert said in text, said
    assert "Santé" not in text
    assert "Justice" not in text


def test_the_summary_is_plain_and_says_nothing_sensitive(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2017, 12, 12))
    nadia.post(f"/participants/afficher/{CODE}/")
    page = words(nadia.get(f"/participants/synthese/{CODE}/").text)
    paper = read(nadia.get(f"/participants/synthese-pdf/{CODE}/").content)
    for text in (page, paper):
        for said in (
            "Le parcours d’Awa Mésange",
            "Mon parcours avec le PLIE a commencé le 21 novembre 2016.",
            "C’est le mois 13, sur 30 au plus, jusqu’au 21 mai 2019.",
            "Emploi : Contrat long, depuis le 4 sept. 2017",
            "Mardi 9 janvier 2018 à 10 h, avec Nadia Cormier, Régie des Tilleuls",
            "Réussir le code de la route",
            "Rose Bouleau, travailleur social",
            MENTION,
        ):
            assert said in text, said
        for secret in ("genou", "Handicap", "veille", "Noyer", "Santé"):
            assert secret not in text, secret


def test_the_summary_of_who_has_not_entered(client_of: ClientOf) -> None:
    Pathway.objects.filter(participant__code="R-0007").delete()
    assert "n’a pas encore commencé" in words(client_of("claire").get("/participants/synthese/R-0007/").text)
