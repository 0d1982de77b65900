"""The door of the settings, and the administration in our clothes."""

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page, expect

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from tests.web.conftest import ClientOf
from tests.web.test_in_browser import assert_fit, enter

ORDER = ("protocols", "organisations", "programme", "accounts", "worktime", "reference")


def test_the_door_leads_to_every_screen(client_of: ClientOf) -> None:
    text = client_of("claire").get("/reglages/").text
    order = [text.index(f'<h2 id="app-{app}">') for app in ORDER]
    assert order == sorted(order)
    for screen in ("protocols_protocol", "protocols_steplabel", "protocols_exitreason", "protocols_nonentryreason"):
        assert f'href="{reverse(f"admin:{screen}_changelist")}"' in text
        assert f'href="{reverse(f"admin:{screen}_add")}"' in text
    for screen in (
        "organisations_organisation",
        "accounts_user",
        "accounts_caseworker",
        "programme_operation",
        "worktime_schedule",
    ):
        assert f'href="{reverse(f"admin:{screen}_changelist")}"' in text
    assert "/reglages/reference/commune/add/" not in text
    assert "emailaddress" not in text


@pytest.mark.parametrize(
    "address", ["/reglages/", "/reglages/accounts/user/", "/reglages/protocols/protocol/2016-2020/change/"]
)
def test_every_page_has_our_header(client_of: ClientOf, address: str) -> None:
    text = client_of("abel").get(address).text
    assert 'action="/deconnexion/"' in text
    assert "Abel Orme" in text
    assert "<h1" in text
    assert text.count("<main") == 1
    assert "<style" not in text


def test_a_screen_opened_beside_a_form_has_no_header(client_of: ClientOf) -> None:
    text = client_of("claire").get("/reglages/reference/commune/?_popup=1").text
    assert "Se déconnecter" not in text
    assert "Communes" in text


def test_the_administration_has_no_door_of_its_own(client_of: ClientOf) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:password_change")
    client = client_of("claire")
    assert client.get("/reglages/logout/", follow=True).status_code == 405
    client.post("/reglages/logout/", follow=True)
    assert Event.objects.latest("pk").verb == Verb.SIGNED_OUT


def test_what_is_saved_is_said(client_of: ClientOf) -> None:
    client = client_of("claire")
    sent = {"name": "Un territoire", "code": "un", "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    text = client.post("/reglages/reference/perimeter/add/", sent, follow=True).text
    assert '<p class="notice" role="status">' in text
    assert "Un territoire" in text


@pytest.mark.parametrize(
    "address",
    [
        "/reglages/",
        "/reglages/protocols/steplabel/",
        "/reglages/accounts/user/add/",
        "/reglages/accounts/user/1/change/",
        "/reglages/protocols/protocol/2016-2020/change/",
        "/reglages/accounts/user/1/history/",
    ],
)
def test_settings_fit(page: Page, example_served: None, address: str) -> None:
    enter(page, "claire.tilleul@example.org").goto(address)
    assert_fit(page)


def test_pages_of_the_door_fit(page: Page, example_served: None) -> None:
    for address in ("/mot-de-passe/oublie/", "/mot-de-passe/oublie/envoye/", "/mot-de-passe/nouveau/1-perime/"):
        page.goto(address)
        assert_fit(page)
    enter(page, "claire.tilleul@example.org").goto("/mot-de-passe/")
    assert_fit(page)
    page.get_by_label("Mot de passe actuel").fill("faux")
    page.get_by_label("Nouveau mot de passe").fill("court")
    page.get_by_label("Le même").fill("court")
    page.keyboard.press("Enter")
    expect(page.get_by_text("pas votre mot de passe actuel")).to_be_visible()
    assert_fit(page)
    assert page.get_by_label("Nouveau mot de passe").get_attribute("aria-describedby") == (
        "id_password1_helptext id_password1_error"
    )
