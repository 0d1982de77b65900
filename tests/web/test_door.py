"""Signing in and out."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from jalon.accounts.adapter import REFUSAL
from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from tests.web.examples import PASSWORD

KNOWN = "nadia.cormier@example.org"
WRONG = "faux mot de passe"


@pytest.fixture(autouse=True)
def no_count_kept() -> Iterator[None]:
    """What a test asked too often does not weigh on the next."""
    cache.clear()
    yield
    cache.clear()


def sign_in(
    client: Client, email: str, password: str, address: str = "/connexion/", **headers: Any
) -> tuple[int, str, str]:
    answer = client.post(address, {"login": email, "password": password}, **headers)
    return answer.status_code, answer.text, answer.headers.get("location", "")


def test_the_right_password_opens_and_is_told(client: Client, people: dict[str, User]) -> None:
    status, _, location = sign_in(client, KNOWN.upper(), PASSWORD, "/connexion/?next=/participants/")
    assert (status, location) == (302, "/participants/")
    event = Event.objects.get(verb=Verb.SIGNED_IN)
    assert (event.actor, event.actor_id) == ("Nadia Cormier", people["nadia"].pk)
    assert "Ma semaine" in client.get("/").text


def test_one_refusal_for_all_keeps_the_address_and_never_the_password(client: Client, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["denis"].pk).update(is_active=False)
    tries = [(KNOWN, WRONG), ("inconnu@example.org", WRONG), (people["denis"].email, PASSWORD)]
    for email, password in tries:
        status, text, _ = sign_in(client, email, password)
        assert status == 200
        assert REFUSAL in text
        assert f'value="{email}"' in text
        assert password not in text
    assert not Event.objects.filter(verb=Verb.SIGNED_IN).exists()
    assert client.get("/").status_code == 302


def test_the_password_tried_is_kept_nowhere(client: Client, people: dict[str, User]) -> None:
    sign_in(client, KNOWN, WRONG)
    kept = AccessAttempt.objects.get()
    assert WRONG not in f"{kept.get_data} {kept.post_data} {kept.path_info}"


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example.org/", "//ailleurs.example.org/"])
def test_the_door_leads_nowhere_else(client: Client, people: dict[str, User], elsewhere: str) -> None:
    assert sign_in(client, KNOWN, PASSWORD, f"/connexion/?next={elsewhere}")[2] == "/"


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert client.get("/inscription/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404
    assert "inscription" not in client.get("/connexion/").text


def test_the_session_is_renewed_and_ends_with_the_browser(client: Client, people: dict[str, User]) -> None:
    client.get("/connexion/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client, KNOWN, PASSWORD)
    assert client.session.session_key != planted
    assert client.cookies["sessionid"]["expires"] == ""
    assert client.cookies["sessionid"]["httponly"]
    assert client.session.get_expiry_age() == 36_000


def test_one_signs_out_by_a_button_only(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["nadia"])
    assert client.get("/deconnexion/").status_code == 405
    answer = client.post("/deconnexion/")
    assert (answer.status_code, answer["location"]) == (302, "/connexion/")
    assert client.get("/").status_code == 302
    assert Event.objects.get(verb=Verb.SIGNED_OUT).actor_id == people["nadia"].pk


def test_who_is_in_is_not_asked_again(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["nadia"])
    assert client.get("/connexion/").status_code == 302


def test_a_role_that_ended_yesterday_opens_nothing(client: Client, people: dict[str, User]) -> None:
    client.force_login(people["claire"])
    assert client.get("/participants/").status_code == 200
    people["claire"].memberships.update(end="2017-12-30")
    assert client.get("/participants/").status_code == 403


@pytest.mark.parametrize("email", [KNOWN, "inconnu@example.org"])
def test_five_failures_hold_the_door(client: Client, people: dict[str, User], email: str) -> None:
    assert [sign_in(client, email, WRONG)[0] for _ in range(4)] == [200] * 4
    status, text, _ = sign_in(client, email.upper(), WRONG)
    assert status == 429
    assert "Trop d’essais" in text
    assert "15 minutes" in text
    # The right password does not open either, and the journal is not told twice.
    assert sign_in(client, email, PASSWORD)[0] == 429
    told = Event.objects.latest("pk")
    assert (told.verb, told.actor_id, told.after) == (Verb.LOCKED_OUT, None, {"adresse": "127.0.0.1"})
    assert told.target_key == (str(people["nadia"].pk) if email == KNOWN else "")


def test_the_door_is_held_for_that_address_from_that_machine_only(client: Client, people: dict[str, User]) -> None:
    for _ in range(5):
        sign_in(client, KNOWN, WRONG)
    assert sign_in(Client(), KNOWN, PASSWORD, REMOTE_ADDR="192.0.2.7")[0] == 302
    assert sign_in(Client(), people["paule"].email, PASSWORD)[0] == 302
    assert sign_in(Client(), KNOWN, PASSWORD)[0] == 429


def test_the_machine_is_the_one_the_front_server_names(client: Client, people: dict[str, User], settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for planted in range(5):
        sign_in(client, KNOWN, WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{planted}, 192.0.2.7")
    assert Event.objects.get(verb=Verb.LOCKED_OUT).after == {"adresse": "192.0.2.7"}
    assert sign_in(client, KNOWN, PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.8")[0] == 302


def test_signing_in_forgets_the_failures(client: Client, people: dict[str, User]) -> None:
    for _ in range(2):
        for _ in range(4):
            assert sign_in(client, KNOWN, WRONG)[0] == 200
        assert sign_in(client, KNOWN, PASSWORD)[0] == 302
        client.logout()
    assert not EmailAddress.objects.exists()
