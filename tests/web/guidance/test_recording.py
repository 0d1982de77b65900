"""What guides a pathway, recorded beside the file: goals, obstacles, positionings, the RSA, the people around."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.pathways.models import BarrierAssessment, EngagementContract, Goal, PartnerPoint, Pathway, Positioning
from jalon.people.models import Tie
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, GOAL, TIE
from tests.web.test_file import QUERIES, words

FILE = f"/participants/{CODE}/"
DAY = dt.date(2017, 12, 31)


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def sent(client: Client, act: str, **said: object) -> str:
    """What the page says once a form was sent: the file, or the form to correct."""
    answer = client.post(f"/participants/{act}/", {"once": uuid4(), **said}, follow=True)
    assert answer.status_code in (200, 422)
    return words(answer.text)


def test_a_goal_is_set_reached_undone_or_missed(nadia: Client) -> None:
    said = sent(nadia, f"objectif/{CODE}", text="Passer le permis", term="moyen", due_on="1/6/2018")
    assert "Objectif fixé pour le 1er juin 2018. Il sera revu au prochain bilan." in said
    assert "Passer le permis pour le 1er juin 2018" in said
    goal = Goal.objects.get(text="Passer le permis")
    assert "« Passer le permis » : atteint aujourd’hui." in sent(nadia, f"objectifs/{goal.pk}/atteint")
    assert "de nouveau en cours" in sent(nadia, f"objectifs/{goal.pk}/rouvrir")
    refused = sent(nadia, f"objectifs/{goal.pk}/pas-atteint", outcome="manque", why=" ")
    assert "Ce champ manque." in refused
    assert "Objectif pas atteint" in refused
    sent(nadia, f"objectifs/{goal.pk}/pas-atteint", outcome="abandonne", why="Vit près du tramway.")
    goal.refresh_from_db()
    assert (goal.outcome, goal.why, goal.outcome_on) == ("abandonne", "Vit près du tramway.", DAY)


def test_sent_twice_a_goal_is_set_once_and_its_author_takes_it_back(nadia: Client, client_of: ClientOf) -> None:
    said = {"once": uuid4(), "text": "Passer le permis", "term": "court"}
    for _ in range(2):
        nadia.post(f"/participants/objectif/{CODE}/", said)
    goal = Goal.objects.get(text="Passer le permis")
    sent(client_of("claire"), f"effacer/objectif/{goal.pk}")
    assert Goal.objects.filter(pk=goal.pk).exists()
    assert "L’objectif est effacé." in sent(nadia, f"effacer/objectif/{goal.pk}")
    assert not Goal.objects.filter(pk=goal.pk).exists()


def test_obstacles_from_the_last_rating_on(nadia: Client) -> None:
    first = {"date": "5/12/2016", "moment": "entree", "frein_mobilite": 3, "frein_sante": 3, "frein_projet": 2}
    assert "Freins cotés au 5 déc. 2016 : 3 familles." in sent(nadia, f"freins/{CODE}", **first)
    page = nadia.get(f"/participants/freins/{CODE}/").text
    assert "Reprend la cotation du 5" in page
    assert page.count("checked") == 3  # two levels, and the moment: what is sensitive is masked
    last = {
        "date": "31/12",
        "moment": "autre",
        "frein_mobilite": 1,
        "frein_sante": 1,
        "frein_projet": 2,
        "frein_budget": 0,
    }
    said = sent(nadia, f"freins/{CODE}", **last)
    assert "Une famille allégée, une stable, aucune alourdie : 5 au total, puis 3." in said
    assert "Santé et Justice : masqués, ni dessinés ni comptés." in said
    assert "Profil proposé : Confiance et projet." in said
    assert "Mobilité d’abord une famille au moins à 2 ou plus, parmi mobilité. Trouvé : aucune. Écarté" in said
    assert "Confiance et projet une famille au moins à 2 ou plus, parmi confiance en soi, projet professionnel." in said
    nadia.post(f"/participants/afficher/{CODE}/")
    said = words(nadia.get(FILE).text)
    assert "Deux familles allégées, une stable, aucune alourdie : 8 au total, puis 4." in said
    assert "Santé 3 1 allégé de 2" in said
    assert BarrierAssessment.objects.count() == 2


def test_a_masked_level_is_not_in_the_form_and_is_not_lost(nadia: Client) -> None:
    first = {"date": "5/12/2016", "moment": "entree", "frein_mobilite": 3, "frein_sante": 3}
    sent(nadia, f"freins/{CODE}", **first)
    page = nadia.get(f"/participants/freins/{CODE}/").text
    assert "Santé et Justice : dernière cotation masquée, gardée sans réponse." in words(page)
    assert page.count("checked") == 2  # mobility, and the moment
    sent(nadia, f"freins/{CODE}", date="31/12", moment="autre", frein_mobilite=1, hidden="True")
    last = BarrierAssessment.objects.order_by("date").last()
    assert last is not None
    assert dict(last.ratings.values_list("family", "level")) == {"mobilite": 1, "sante": 3}
    sent(nadia, f"afficher/{CODE}")
    shown = nadia.get(f"/participants/freins/{CODE}/").text
    assert shown.count("checked") == 3
    assert 'name="hidden" value="False"' in shown


def test_two_people_who_rate_the_same_day_the_second_chooses(nadia: Client, client_of: ClientOf) -> None:
    said = {"date": "31/12", "moment": "autre", "seen": "", "frein_mobilite": 0, "frein_sante": 1}
    sent(nadia, f"freins/{CODE}", **said)
    claire = client_of("claire")
    shown = claire.get(f"/participants/freins/{CODE}/").context["form"]["seen"].value()
    sent(claire, f"freins/{CODE}", **{**said, "seen": shown, "frein_mobilite": 3, "frein_sante": 3})
    answer = nadia.post(f"/participants/freins/{CODE}/", {"once": uuid4(), **said})
    page = words(answer.text)
    assert "Claire Tilleul a coté les freins du 31 déc. 2017 pendant que vous écriviez." in page
    assert "Ce qui diffère : Mobilité 3. Enregistrez de nouveau" in page, "nothing of what is sensitive"
    assert BarrierAssessment.objects.get().ratings.get(family="mobilite").level == 3
    seen = answer.context["form"]["seen"].value()
    sent(nadia, f"freins/{CODE}", **{**said, "seen": seen})
    assert BarrierAssessment.objects.get().ratings.get(family="mobilite").level == 0


def test_nothing_rated_is_refused_and_what_was_typed_stays(nadia: Client) -> None:
    said = sent(nadia, f"freins/{CODE}", date="1/1/2018", moment="exit", frein_mobilite=2)
    assert "Rien n’est enregistré" in said
    assert "Cotez au moins une famille." in sent(nadia, f"freins/{CODE}", date="31/12", moment="autre")
    assert "n’est pas encore passé" in sent(nadia, f"freins/{CODE}", date="1/1/2018", moment="autre", frein_mobilite=2)
    assert not BarrierAssessment.objects.exists()


def test_a_positioning_the_contract_and_a_point(nadia: Client) -> None:
    sent(nadia, f"positionnement/{CODE}", skill="francais", date="12/12", result="A2", recommendations="Cours du soir.")
    assert Positioning.objects.get().result == "A2"
    page = nadia.get(f"/participants/contrat-rsa/{CODE}/").text
    assert 'value="30/6/2018"' in page
    said = sent(nadia, f"contrat-rsa/{CODE}", signed_on="12/12", until="12/6")
    assert "Contrat d’engagement enregistré, jusqu’au 12 juin 2018." in said
    assert EngagementContract.objects.get().signed_on == dt.date(2017, 12, 12)
    said = sent(nadia, f"point/{CODE}", partner="departement", date="hier")
    assert "Le prochain est attendu vers le 30 mars 2018." in said
    assert 'value="france_travail" ' in nadia.get(f"/participants/point/{CODE}/").text.partition("checked")[0][-300:]
    assert PartnerPoint.objects.get().date == dt.date(2017, 12, 30)
    said = words(nadia.get(FILE).text)
    assert "Niveau de français A2 12 déc. 2017" in said
    assert "Cours du soir." in said
    assert "Contrat d’engagement RSA signé le 12 déc. 2017" in said


def test_people_around_come_and_go(nadia: Client) -> None:
    assert "Rose Bouleau travailleur social" in words(nadia.get(FILE).text)
    assert "Dites qui est cette personne" in sent(nadia, f"interlocuteur/{CODE}", kind="autre", start="hier")
    said = sent(
        nadia, f"interlocuteur/{CODE}", kind="employeur", name="Luc Saule", start="hier", phone="03 00 00 00 00"
    )
    assert "Autour d’Awa Mésange : Luc Saule, employeur ou tuteur." in said
    assert "ne suit plus Awa Mésange depuis aujourd’hui." in sent(nadia, f"interlocuteurs/{TIE}/fin")
    assert Tie.objects.get(pk=TIE).end == DAY
    sent(nadia, f"interlocuteurs/{TIE}/reprise")
    assert Tie.objects.get(pk=TIE).end is None


def test_who_is_around_without_being_noted(nadia: Client) -> None:
    said = words(nadia.get(FILE).text)
    assert "Nadia Cormier référent PLIE depuis le 1er juin 2017" in said
    assert "Hugo Noyer prescription du 12 oct. 2016, France Travail, agence du Lac" in said


def test_who_never_entered_has_nothing_to_note(client_of: ClientOf) -> None:
    Pathway.objects.filter(participant__code="R-0007").delete()
    said = sent(client_of("claire"), "freins/R-0007", date="31/12", moment="autre", frein_mobilite=1)
    assert "n’est pas encore entrée en parcours" in said


def test_what_is_unknown_is_not_found(nadia: Client) -> None:
    assert nadia.post(f"/participants/effacer/parcours/{GOAL}/").status_code == 404


def test_a_page_beside_the_file_is_read_once_in_the_journal(nadia: Client) -> None:
    acts = ("freins", "objectif", "positionnement", "interlocuteur", "contrat-rsa", "point")
    for act in acts:
        with CaptureQueriesContext(connection) as asked:
            assert nadia.get(f"/participants/{act}/{CODE}/").status_code == 200
        assert len(asked) <= QUERIES + 6, act
    read = Event.objects.filter(file=CODE, verb=Verb.READ)
    assert [event.reason for event in read] == ["saisie dans le dossier"] * len(acts)
