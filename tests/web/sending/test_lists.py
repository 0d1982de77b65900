"""Distribution lists on their pages."""

import pytest
from django.test import Client

from jalon.messaging.models import MailingList, Subscriber
from tests.web.conftest import ClientOf
from tests.web.examples import LIST, SUBSCRIBER
from tests.web.test_file import words

PAGE, ONE = "/listes/", f"/listes/{LIST}/"


@pytest.fixture
def ines(client_of: ClientOf) -> Client:
    return client_of("ines")


def test_a_list_is_made_and_filled(ines: Client) -> None:
    assert "Ce champ manque" in words(ines.post(PAGE, {"name": " "}).text)
    answer = ines.post(PAGE, {"name": "Porteurs", "about": ""}, follow=True)
    kept = MailingList.objects.get(name="Porteurs")
    assert answer.redirect_chain == [(f"/listes/{kept.pk}/", 302)]
    said = words(ines.post(f"{PAGE}{kept.pk}/coller/", {"text": "Paul;paul@example.org\nx"}).text)
    assert "Personne n’est ajouté : 1 ligne à corriger" in said
    assert "Ligne 2, « x » : Il manque l’adresse." in said
    answer = ines.post(f"{PAGE}{kept.pk}/coller/", {"text": "Paul;paul@example.org\na@example.org"}, follow=True)
    assert "Destinataires : 2 ajoutés." in words(answer.text)
    assert kept.subscribers.count() == 2
    assert "nom de la liste" in words(ines.post(PAGE, {"name": "Porteurs"}).text).lower()
    assert MailingList.objects.filter(name="Porteurs").count() == 1


def test_someone_is_added_corrected_unsubscribed_removed(ines: Client) -> None:
    assert "prenom.nom@exemple.fr" in words(ines.post(ONE, {"name": "Paul", "address": "paul"}).text)
    assert "déjà sur la liste" in words(ines.post(ONE, {"address": "ANNE.bruyere@example.org"}).text)
    assert "paul@example.org" in words(
        ines.post(ONE, {"name": "Paul", "address": "paul@example.org"}, follow=True).text
    )
    person = f"/listes/destinataires/{SUBSCRIBER}/"
    ines.post(person, {"name": "Anne Bruyère-Houx", "address": "anne.bruyere@example.org"})
    ines.post(f"{person}retirer/", {"act": "desinscrire"})
    anne = Subscriber.objects.get(pk=SUBSCRIBER)
    assert anne.name == "Anne Bruyère-Houx"
    assert anne.unsubscribed_at
    assert "désinscrit le 31 déc. 2017" in words(ines.get(ONE).text)
    ines.post(f"{person}retirer/", {"act": "revenir"})
    ines.post(f"{person}retirer/", {"act": "retirer"})
    assert not Subscriber.objects.filter(pk=SUBSCRIBER).exists()


def test_a_list_is_changed_then_removed(ines: Client) -> None:
    ines.post(f"{ONE}modifier/", {"name": "Les financeurs", "about": ""})
    assert "Les financeurs" in words(ines.get(PAGE).text)
    answer = ines.post(f"{ONE}retirer/", follow=True)
    assert "Liste « Les financeurs » retirée" in words(answer.text)
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(("address", "queries"), [(PAGE, 7), (ONE, 7)])
def test_as_many_queries_whatever_the_list(
    ines: Client, address: str, queries: int, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        kept = MailingList.objects.create(name=f"Liste {number}")
        Subscriber.objects.create(mailing_list_id=LIST, address=f"a{number}@example.org", added_on="2017-12-01")
        Subscriber.objects.create(mailing_list=kept, address=f"a{number}@example.org", added_on="2017-12-01")
    with django_assert_max_num_queries(queries):  # type: ignore[operator]
        ines.get(address)
