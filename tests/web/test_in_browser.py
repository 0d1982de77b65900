"""The pages in a real browser: accessible, nothing out of the screen, and what needs a hand on the mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Watch, assert_accessible, assert_no_overflow
from tests.web.examples import CODE, PASSWORD

WIDTHS = (1280, 390, 320)
FILE = f"/participants/{CODE}/"


@pytest.fixture
def nadia(page: Page, example_served: None) -> Page:
    """The browser of Nadia, a référent, at her home."""
    return sign_in(page, "nadia.cormier@example.org")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> Page:
    """At the home page, with a session of its own."""
    enter(page, email, password).goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Bonjour|Ma semaine"))
    return page


def enter(page: Page, email: str, password: str = PASSWORD) -> Page:
    """With a session of its own, nowhere yet: the door’s form is sent without being drawn."""
    ask = page.context.request
    ask.get("/connexion/")
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    said: dict[str, str | float | bool] = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    assert ask.post("/connexion/", form=said, max_redirects=0).status == 302
    return page


def assert_fit(page: Page) -> None:
    """Accessible and within the screen at each width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        assert_no_overflow(page)


def test_the_door(page: Page) -> None:
    page.goto("/connexion/")
    assert_fit(page)
    page.get_by_label("Adresse électronique").fill("personne@example.org")
    page.get_by_label("Mot de passe").fill("faux mot de passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("n’ouvrent pas de compte")
    expect(page.get_by_label("Adresse électronique")).to_have_value("personne@example.org")
    expect(page.get_by_label("Mot de passe")).to_have_value("")
    assert "faux" not in page.url
    assert_fit(page)


def test_who_has_an_account_comes_in_with_the_keyboard(page: Page, example_served: None) -> None:
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill("nadia.cormier@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma semaine")


@pytest.mark.parametrize("address", ["/", FILE])
def test_pages_fit(page: Page, example_served: None, address: str) -> None:
    enter(page, "nadia.cormier@example.org").goto(address)
    assert_fit(page)


def test_from_a_name_to_what_is_sensitive(nadia: Page) -> None:
    nadia.get_by_role("navigation").get_by_role("link", name="Participants").click()
    nadia.get_by_label("Chercher une personne").fill("mésange")
    nadia.keyboard.press("Enter")
    nadia.get_by_role("link", name="Awa Mésange").click()
    expect(nadia.get_by_text("opération du genou")).to_have_count(0)
    nadia.get_by_role("button", name="Données sensibles").click()
    assert_fit(nadia)
    nadia.get_by_role("button", name="Afficher cinq minutes").click()
    expect(nadia.get_by_role("status")).to_contain_text("affichées jusqu’à")
    expect(nadia.get_by_text("opération du genou")).to_be_visible()
    assert_fit(nadia)


def test_older_contacts(nadia: Page) -> None:
    nadia.goto(FILE)
    nadia.get_by_role("link", name="Suite").click()
    expect(nadia.get_by_role("link", name="Retour au début")).to_be_visible()
    assert_fit(nadia)


def test_the_menus_on_a_phone(nadia: Page) -> None:
    nadia.set_viewport_size({"width": 390, "height": 844})
    section = nadia.locator("header").get_by_text("Participants")
    expect(section).to_be_hidden()
    nadia.get_by_role("button", name="Menu").click()
    expect(section).to_be_visible()
    assert_accessible(nadia)
    nadia.keyboard.press("Escape")
    expect(section).to_be_hidden()
    nadia.get_by_role("button", name="Nadia Cormier").click()
    assert_accessible(nadia)
    nadia.get_by_role("button", name="Se déconnecter").click()
    expect(nadia.get_by_role("heading", level=1)).to_have_text("Se connecter")


def test_the_keyboard_jumps_to_the_content(nadia: Page) -> None:
    nadia.goto(FILE)
    nadia.keyboard.press("Tab")
    expect(nadia.get_by_role("link", name="Aller au contenu")).to_be_focused()
    nadia.keyboard.press("Enter")
    expect(nadia.locator("main")).to_be_focused()


@pytest.mark.parametrize(("address", "status"), [("/participants/R-0007/", "403"), ("/nulle-part/", "404")])
def test_refusals_fit(nadia: Page, watch: Watch, address: str, status: str) -> None:
    nadia.goto(address)
    watch.expect(status)
    assert_fit(nadia)
    nadia.get_by_role("link", name="Revenir à l’accueil").click()
    expect(nadia.get_by_role("heading", level=1)).to_contain_text(re.compile("Bonjour|Ma semaine"))


def test_drawings_and_letters_are_ours(nadia: Page) -> None:
    """The icons are drawn from our sprite and the font is loaded: a policy too strict would hide both in silence."""
    assert nadia.locator(".account use").first.evaluate("use => use.getBoundingClientRect().width") > 0
    nadia.evaluate("document.fonts.ready")
    assert nadia.evaluate(
        "[...document.fonts].some(font => font.family.includes('Source Sans 3') && font.status == 'loaded')"
    )
