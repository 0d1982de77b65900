"""Settings of accounts: passwords never in clear, roles dated, no one deleted, no one's file shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Caseworker, FtePeriod, Membership, User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from tests.web.examples import accounts

pytestmark = pytest.mark.django_db
OTHER = "trois saules et un vieux pont"


@pytest.fixture
def users() -> dict[str, User]:
    return accounts()


@pytest.fixture
def abel(client: Client, users: dict[str, User]) -> Client:
    """The technical administrator at work."""
    client.force_login(users["abel"])
    return client


def memberships(*rows: dict[str, Any], known: int = 0) -> dict[str, Any]:
    """The rows of roles, as the form sends them."""
    sent: dict[str, Any] = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": known}
    return sent | {f"memberships-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def said() -> str:
    """All that the journal wrote."""
    return repr(list(Event.objects.values_list("before", "after")))


def test_a_new_account_is_told_without_its_password(abel: Client) -> None:
    answer = abel.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "odile.pinson@example.org",
            "last_name": "Pinson",
            "first_name": "Odile",
            "usable_password": "true",
            "password1": OTHER,
            "password2": OTHER,
            **memberships({"role": "assistant", "start": "2017-01-01"}),
        },
    )
    assert answer.status_code == 302
    created = User.objects.get(email="odile.pinson@example.org")
    assert created.check_password(OTHER)
    assert not created.is_superuser
    assert {e.target for e in Event.objects.filter(verb=Verb.CREATED)} == {"accounts.user", "accounts.membership"}
    assert OTHER not in said()
    assert created.password not in said()


def test_another_persons_password_is_changed_and_told_masked(abel: Client, users: dict[str, User]) -> None:
    nadia = users["nadia"]
    url = reverse("admin:auth_user_password_change", args=[nadia.pk])
    answer = abel.post(url, {"usable_password": "true", "password1": OTHER, "password2": OTHER})
    assert answer.status_code == 302
    nadia.refresh_from_db()
    assert nadia.check_password(OTHER)
    event = Event.objects.get()
    assert (event.target, event.target_key, event.actor_id) == ("accounts.user", str(nadia.pk), users["abel"].pk)
    assert event.after == {"password": "•••"}


def test_a_password_refused_is_not_told(abel: Client, users: dict[str, User]) -> None:
    url = reverse("admin:auth_user_password_change", args=[users["nadia"].pk])
    assert abel.post(url, {"usable_password": "true", "password1": "court", "password2": "court"}).status_code == 200
    assert not Event.objects.exists()


def test_a_role_is_ended_and_the_journal_says_when(abel: Client, users: dict[str, User]) -> None:
    ines = users["ines"]
    role = ines.memberships.get()
    row = {"id": role.pk, "user": ines.pk, "role": role.role, "start": role.start, "end": "2017-06-30"}
    names = {"email": ines.email, "last_name": ines.last_name, "first_name": ines.first_name, "is_active": "on"}
    url = reverse("admin:accounts_user_change", args=[ines.pk])
    assert abel.post(url, names | memberships(row, known=1)).status_code == 302
    event = Event.objects.get()
    assert (event.target, event.before, event.after) == ("accounts.membership", {"end": None}, {"end": "2017-06-30"})
    assert User.objects.get(pk=ines.pk).current_roles == set()


def test_a_role_of_caseworker_must_name_the_caseworker(abel: Client, users: dict[str, User]) -> None:
    ines = users["ines"]
    names = {"email": ines.email, "last_name": ines.last_name, "first_name": ines.first_name, "is_active": "on"}
    url = reverse("admin:accounts_user_change", args=[ines.pk])
    answer = abel.post(url, names | memberships({"user": ines.pk, "role": "caseworker", "start": "2017-01-01"}))
    assert "Une habilitation de référent nomme le référent" in answer.content.decode()
    assert Membership.objects.filter(user=ines).count() == 1


def test_a_change_of_fte_is_told(abel: Client, users: dict[str, User]) -> None:
    nadia = Caseworker.objects.get(code="cormier")
    answer = abel.post(
        reverse("admin:accounts_caseworker_change", args=[nadia.pk]),
        {
            "last_name": nadia.last_name,
            "first_name": nadia.first_name,
            "fte_periods-TOTAL_FORMS": 1,
            "fte_periods-INITIAL_FORMS": 0,
            "fte_periods-0-caseworker": nadia.pk,
            "fte_periods-0-fte": "0.8",
            "fte_periods-0-start": "2017-01-01",
            "coverages-TOTAL_FORMS": 0,
            "coverages-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302
    assert FtePeriod.objects.get().caseworker == nadia
    assert Event.objects.get().target == "accounts.fteperiod"


def test_no_one_makes_a_superuser_nor_deletes_an_account(abel: Client, users: dict[str, User]) -> None:
    url = reverse("admin:accounts_user_change", args=[users["ines"].pk])
    page = abel.get(url).content.decode()
    assert 'name="is_superuser"' not in page
    assert 'name="groups"' not in page
    assert abel.post(reverse("admin:accounts_user_delete", args=[users["ines"].pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("who", "opens"),
    [("claire", True), ("abel", True), ("hugo", False), ("ines", False), ("nadia", False), ("lise", False)],
)
def test_who_opens_the_settings(users: dict[str, User], who: str, opens: bool) -> None:
    assert users[who].is_staff is opens
    assert users[who].has_perm("accounts.change_user") is opens
    assert users[who].has_module_perms("protocols") is opens
    assert not users[who].has_module_perms("people")
    assert not users[who].has_perm("pathways.view_pathway")


def test_a_closed_account_opens_nothing(users: dict[str, User]) -> None:
    users["claire"].is_active = False
    assert not users["claire"].is_staff
