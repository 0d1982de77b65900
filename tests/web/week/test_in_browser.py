"""The référent's week in a real browser: it fits, an alert is put off in three gestures and brought back by one."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_in_browser import assert_fit, sign_in


@pytest.fixture
def nadia(page: Page, example_served: None) -> Page:
    """The browser of the référent who follows Awa."""
    return sign_in(page, "nadia.cormier@example.org")


def test_from_the_week_an_alert_is_put_off_and_brought_back(nadia: Page) -> None:
    expect(nadia.get_by_role("heading", level=1)).to_have_text("Ma semaine")
    assert_fit(nadia)
    settle = nadia.get_by_role("region", name="À régler")
    line = settle.get_by_role("listitem").filter(has_text="Awa Mésange").first
    expect(line.get_by_role("link", name="Awa Mésange").first).to_be_visible()
    # One click, one reason, one click: the day is proposed.
    line.get_by_role("button", name="Reporter : Awa Mésange").click()
    nadia.get_by_label("Pourquoi").fill("elle est en déplacement")
    nadia.get_by_role("form", name="Reporter : Awa Mésange").get_by_role("button", name="Reporter").click()
    expect(nadia.get_by_role("status").first).to_contain_text("jusqu’au 2 janv. 2018")
    settle.locator("summary", has_text="Reportées").click()
    expect(settle.get_by_text("elle est en déplacement").first).to_be_visible()
    assert_fit(nadia)
    nadia.get_by_role("button", name="Annuler").click()
    expect(nadia.get_by_role("status").first).to_contain_text("de nouveau là")
    expect(settle.get_by_role("button", name="Reporter : Awa Mésange")).to_be_visible()


def test_pages_of_alerts_fit(page: Page, example_served: None) -> None:
    claire = sign_in(page, "claire.tilleul@example.org")
    for address in ("/alertes/", "/alertes/equipe/", "/alertes/referent/cormier/", "/resume/"):
        claire.goto(address)
        assert_fit(claire)
