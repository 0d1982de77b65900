"""The acts on a pathway in a real browser, by number of gestures: a click, a text typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.recording.test_in_browser import Hand
from tests.web.test_in_browser import assert_fit, enter

FILE = "/participants/R-0007/"


@pytest.fixture
def paule(page: Page, example_served: None) -> Page:
    """The browser of Paule, who follows Gaston."""
    return enter(page, "paule.erable@example.org")


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text().replace("\u00a0", " ")


def undo(page: Page) -> None:
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("button", name="Annuler")).to_have_count(0)


def test_a_step_then_its_renewal(paule: Page) -> None:
    paule.goto("/participants/etape/R-0007/")
    assert_fit(paule)
    hand = Hand(paule)
    expect(paule.get_by_role("group", name="Si c’est un emploi")).to_be_hidden()
    hand.type("cdd")
    expect(paule.get_by_role("option").first).to_have_text("CDD Court (moins de 6 mois)Emploi")
    expect(paule.get_by_role("option")).to_have_count(4)
    paule.keyboard.press("Tab")
    expect(paule.get_by_role("group", name="Si c’est un emploi")).to_be_visible()
    expect(paule.get_by_role("group", name="Si c’est une PMSMP")).to_be_hidden()
    hand.type("1/9/2017")
    paule.keyboard.press("Tab")
    hand.type("30/12")
    paule.keyboard.press("Tab")
    assert paule.get_by_label("Au", exact=True).input_value() == "30/12/2017"
    hand.click("button", "Enregistrer l’étape")
    expect(paule.get_by_role("status").first).to_contain_text("enregistrée")
    assert hand.gestures == 4, "letters, two dates, 1 click to save"

    paule.goto(FILE)
    hand = Hand(paule)
    paule.get_by_role("link", name=re.compile("^Renouveler : ")).first.click()
    hand.type("28/2")
    hand.click("button", "Enregistrer le renouvellement")
    expect(paule.get_by_role("status").first).to_contain_text("prolongé jusqu’au")
    assert "28 févr. 2018" in said(paule)
    assert hand.gestures == 2, "once open, 1 date, 1 click to save"
    undo(paule)


def test_a_suspension_its_end_and_a_change_of_caseworker(paule: Page) -> None:
    paule.goto(FILE)
    hand = Hand(paule)
    hand.click("link", "Mettre en veille")
    hand.type("garde d’enfant")
    paule.keyboard.press("Shift+Tab")
    hand.type("15/1/2018")
    hand.click("button", "Ouvrir la veille")
    expect(paule.get_by_role("status").first).to_contain_text("Deux mois au plus")
    assert hand.gestures == 4, "1 click to open, 2 fields, 1 click to save"

    paule.goto("/participants/fin-de-veille/R-0007/")
    hand = Hand(paule)
    hand.click("button", "Enregistrer la fin")
    expect(paule.get_by_role("status").first).to_contain_text("Fin de veille")
    assert hand.gestures == 1
    undo(paule)

    paule.goto(FILE)
    hand = Hand(paule)
    hand.click("link", "Changer de référent")
    assert_fit(paule)
    paule.get_by_label("Nouveau référent").select_option(label="Denis Charme (0\u00a0personne)")
    paule.get_by_label("À partir du").fill("15/1/2018")
    hand.click("button", "Enregistrer le changement")
    expect(paule.get_by_role("status").first).to_contain_text("Denis Charme accompagne")
    undo(paule)
