"""The list and the search as one types, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.server import Server
from tests.web.examples import CODE
from tests.web.test_in_browser import assert_fit, enter, sign_in

LIST = "/participants/"


@pytest.fixture
def nadia(page: Page, example_served: None) -> Page:
    """The browser of Nadia, a référent, at her home."""
    return sign_in(page, "nadia.cormier@example.org")


@pytest.mark.parametrize("query", ["", "?statut=active&rsa=non&tri=contact", "?q=zzz&rsa=oui", "?q=mezange"])
def test_the_list_fits(page: Page, example_served: None, query: str) -> None:
    enter(page, "nadia.cormier@example.org").goto(LIST + query)
    assert_fit(page)


def test_suggestions_come_as_one_types(nadia: Page) -> None:
    field = nadia.get_by_label("Chercher une personne")
    field.press_sequentially("mezan")
    expect(nadia.get_by_role("option")).to_have_text([re.compile("Awa Mésange")])
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_fit(nadia)
    field.press("ArrowDown")
    expect(nadia.get_by_role("option", selected=True)).to_have_count(1)
    field.press("Escape")
    expect(nadia.get_by_role("listbox")).to_have_count(0)
    field.press_sequentially("g")
    expect(nadia.get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    nadia.wait_for_url(f"**/participants/{CODE}/")


def test_a_suggestion_is_opened_with_the_mouse(nadia: Page) -> None:
    nadia.get_by_label("Chercher une personne").press_sequentially("roitelet")
    nadia.get_by_role("option").click()
    nadia.wait_for_url("**/participants/?q=R-0007")
    expect(nadia.get_by_role("row", name=re.compile("Gaston Roitelet"))).to_contain_text("Paule Erable")


def test_a_list_is_filtered_kept_and_forgotten(nadia: Page) -> None:
    nadia.set_viewport_size({"width": 390, "height": 900})
    nadia.goto(LIST)
    nadia.get_by_text("Filtres : aucun").click()
    nadia.get_by_label("RSA").select_option("non")
    nadia.get_by_role("button", name="Filtrer").click()
    nadia.get_by_text("Garder cette liste").click()
    nadia.get_by_label("Nom de la liste").fill("Sans RSA")
    assert_fit(nadia)
    nadia.set_viewport_size({"width": 390, "height": 900})
    nadia.get_by_role("button", name="Garder").click()
    expect(nadia.get_by_role("status")).to_contain_text("Liste gardée")
    expect(nadia.get_by_role("link", name="Sans RSA")).to_have_attribute("aria-current", "true")
    nadia.get_by_role("button", name="Oublier cette liste").click()
    expect(nadia.get_by_role("link", name="Sans RSA")).to_have_count(0)


def test_without_script_the_form_answers(browser: Browser, server: Server, example_served: None) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False, locale="fr-FR")
    page = sign_in(context.new_page(), "nadia.cormier@example.org")
    page.get_by_label("Chercher une personne").fill("mézange")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Awa Mésange").click()
    page.wait_for_url(f"**/participants/{CODE}/")
    page.goto(LIST)
    page.locator("#rsa").select_option("non")
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_role("link", name=re.compile("Retirer RSA")).click()
    page.wait_for_url("**/participants/?")
    context.close()
