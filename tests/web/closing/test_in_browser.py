"""Closing a month in a real browser, with the real process behind."""

import re

from playwright.sync_api import Page, expect

from tests.web.test_in_browser import assert_fit, sign_in


def test_a_month_is_closed_then_read(page: Page, example_served: None) -> None:
    sign_in(page, "claire.tilleul@example.org")
    page.goto("/lettre/2017-02/arreter/")
    assert_fit(page)
    page.get_by_role("button", name="Continuer").click()
    assert_fit(page)
    page.get_by_role("button", name="Arrêter février 2017").click()
    expect(page.get_by_role("heading", name=re.compile("Arrêtée le"))).to_be_visible(timeout=30_000)
    assert_fit(page)
    page.locator("a.fig").first.click()
    expect(page.get_by_role("heading", name="Définition, telle qu’elle était")).to_be_visible()
    assert_fit(page)
    page.goto("/arretes/")
    assert_fit(page)
