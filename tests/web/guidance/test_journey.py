"""In the browser, by the gestures one counts: obstacles rated at the keyboard, a review from its alert to its paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Watch, assert_accessible, assert_no_overflow
from tests.web.test_in_browser import assert_fit, sign_in

FILE = "/participants/R-0007/"
"""Gaston, in his eleventh month."""
FAMILIES = 13


@pytest.fixture
def claire(page: Page, example_served: None) -> Page:
    """The browser of the coordinator."""
    return sign_in(page, "claire.tilleul@example.org")


def test_obstacles_rated_then_a_review_to_its_paper(claire: Page, watch: Watch) -> None:
    claire.goto(FILE)
    claire.get_by_role("link", name="Coter les freins").click()
    expect(claire.get_by_role("group", name="Mobilité").get_by_role("radio").first).to_be_focused()
    assert_no_overflow(claire)
    keys = [*"3210321032103", "Enter"]
    assert len(keys) == FAMILIES + 1
    for key in keys:
        claire.keyboard.press(key)
    expect(claire.get_by_role("status")).to_contain_text("13 familles")
    expect(claire.get_by_role("img", name="Pèsent le plus")).to_be_visible()
    claire.get_by_text("Pourquoi ce profil").click()
    expect(claire.get_by_text("Retenu", exact=True)).to_be_visible()
    assert_accessible(claire)

    claire.get_by_role("link", name="Fixer un objectif").click()
    claire.get_by_label("Objectif", exact=True).fill("Réussir le code")
    claire.keyboard.press("Control+Enter")
    expect(claire.get_by_role("status")).to_contain_text("Objectif fixé")

    claire.get_by_role("link", name="Tenir le bilan : Bilan des 10 mois").click()
    claire.get_by_role("group", name="Objectif : Réussir le code").get_by_text("Pas atteint").click()
    claire.get_by_role("button", name="Enregistrer le bilan").click()
    expect(claire.get_by_text("Dites pourquoi, en quelques mots.")).to_be_visible()
    watch.expect("422")
    assert_fit(claire)
    claire.get_by_label("Pourquoi").first.fill("Pas de place à l’auto-école.")
    claire.get_by_role("button", name="Enregistrer le bilan").click()
    expect(claire.get_by_role("status")).to_contain_text("Il reste à signer")
    assert_fit(claire)
    paper = claire.request.get(str(claire.get_by_role("link", name="Imprimer").get_attribute("href")))
    assert paper.body().startswith(b"%PDF-")
