"""Several people at once, and a handover, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import ready_to_type
from tests.web.test_in_browser import assert_fit, enter


@pytest.fixture
def claire(page: Page, example_served: None) -> Page:
    """The browser of the coordinator."""
    return enter(page, "claire.tilleul@example.org")


def test_ticked_shown_done_undone(claire: Page) -> None:
    claire.goto("/participants/?statut=active")
    expect(claire.get_by_role("button", name="Courrier")).to_be_hidden()
    claire.get_by_label("Choisir Awa Mésange").check()
    claire.get_by_label("Choisir Gaston Roitelet").check()
    assert_fit(claire)
    claire.get_by_role("button", name="Étape commune").click()
    ready_to_type(claire)
    claire.keyboard.type("travail sur")
    claire.keyboard.press("Tab")
    claire.get_by_label("Du", exact=True).fill("11/12/2017")
    claire.get_by_label("Au", exact=True).fill("15/12/2017")
    claire.get_by_role("button", name="Voir ce qui sera fait").click()
    claire.get_by_role("button", name="Enregistrer l’étape pour 2 personnes").click()
    expect(claire.get_by_role("status").first).to_contain_text("fait pour 2 personnes")
    assert_fit(claire)
    claire.get_by_role("button", name="Défaire").click()
    expect(claire.get_by_role("status").first).to_contain_text("Défait pour 2 personnes")


def test_a_handover_fits(claire: Page) -> None:
    for address in ("/relais/916/", "/groupes/depart/?referent=cormier"):
        claire.goto(address)
        assert_fit(claire)
