"""The guide in a real browser: the panel of a page, the search, without JavaScript too."""

from playwright.sync_api import Browser, Page, expect

from jalon.web.help.topics import TOPICS
from tests.support.browser import assert_accessible, assert_no_overflow
from tests.support.server import Server
from tests.web.test_in_browser import assert_fit, sign_in


def test_every_topic_fits(page: Page, example_served: None) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for topic in TOPICS:
        page.goto(topic.url)
        assert_no_overflow(page)
        assert_accessible(page)


def test_the_guide_fits(page: Page, example_served: None) -> None:
    for address in ("/aide/", "/aide/?q=exporter", "/aide/participants/"):
        page.goto(address)
        assert_fit(page)


def test_from_a_page_to_what_one_wants_to_do(page: Page, example_served: None) -> None:
    sign_in(page, "claire.tilleul@example.org")
    page.goto("/participants/")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Aide").click()
    panel = page.locator("#aide")
    expect(panel.get_by_role("link", name="Garder une liste")).to_be_visible()
    assert_accessible(page)
    panel.get_by_role("link", name="Garder une liste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La liste des participants")
    expect(page.get_by_role("heading", name="Garder une liste")).to_be_in_viewport()
    page.get_by_role("link", name="Ouvrir la page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Participants")


def test_the_foot_leads_to_the_topic_on_a_small_screen(page: Page, example_served: None) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/connexion/")
    page.get_by_role("contentinfo").get_by_role("link", name="Aide").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    expect(page.get_by_role("heading", name="Après cinq refus")).to_be_attached()


def test_panel_and_search_without_javascript(browser: Browser, server: Server, example_served: None) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False, locale="fr-FR")
    page = sign_in(context.new_page(), "claire.tilleul@example.org")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Aide").click()
    page.get_by_role("searchbox", name="Chercher dans le guide").fill("préaffectation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 rubriques")
    context.close()
