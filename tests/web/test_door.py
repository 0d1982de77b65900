"""Signing in and out."""

import pytest
from django.test import Client

from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.web.accounts.forms import REFUSAL
from tests.web.examples import PASSWORD

KNOWN = "nadia.cormier@example.org"


def sign_in(client: Client, email: str, password: str, address: str = "/connexion/") -> tuple[int, str, str]:
    answer = client.post(address, {"username": email, "password": password})
    return answer.status_code, answer.text, answer.headers.get("location", "")


def test_the_right_password_opens_and_is_told(client: Client, people: dict[str, User]) -> None:
    status, _, location = sign_in(client, KNOWN.upper(), PASSWORD, "/connexion/?next=/participants/")
    assert (status, location) == (302, "/participants/")
    event = Event.objects.get(verb=Verb.SIGNED_IN)
    assert (event.actor, event.actor_id) == ("Nadia Cormier", people["nadia"].pk)
    assert "Bonjour Nadia" in client.get("/").text


def test_one_refusal_for_all_keeps_the_address_and_never_the_password(client: Client, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["denis"].pk).update(is_active=False)
    tries = [
        (KNOWN, "faux mot de passe"),
        ("inconnu@example.org", "faux mot de passe"),
        (people["denis"].email, PASSWORD),
    ]
    for email, password in tries:
        status, text, _ = sign_in(client, email, password)
        assert status == 200
        assert REFUSAL in text
        assert f'value="{email}"' in text
        assert password not in text
    assert not Event.objects.filter(verb=Verb.SIGNED_IN).exists()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example.org/", "//ailleurs.example.org/"])
def test_the_door_leads_nowhere_else(client: Client, people: dict[str, User], elsewhere: str) -> None:
    assert sign_in(client, KNOWN, PASSWORD, f"/connexion/?next={elsewhere}")[2] == "/"


def test_one_signs_out_by_a_button_only(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["nadia"])
    assert client.get("/deconnexion/").status_code == 405
    answer = client.post("/deconnexion/")
    assert (answer.status_code, answer["location"]) == (302, "/connexion/")
    assert client.get("/").status_code == 302


def test_who_is_in_is_not_asked_again(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["nadia"])
    assert client.get("/connexion/").status_code == 302


def test_a_role_that_ended_yesterday_opens_nothing(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["claire"])
    assert client.get("/participants/").status_code == 200
    people["claire"].memberships.update(end="2017-12-30")
    assert client.get("/participants/").status_code == 403
