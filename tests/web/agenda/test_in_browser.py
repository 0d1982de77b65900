"""The agenda in a real browser: a gap filled in two gestures, by hand and by keyboard; a sheet signed on the screen."""

from playwright.sync_api import Page, expect

from tests.support.browser import Watch, assert_accessible, assert_no_overflow
from tests.web.agenda.example import SHEET
from tests.web.recording.test_in_browser import Hand
from tests.web.test_in_browser import assert_fit, enter

WEEK = "/agenda/?jour=2015-03-03"
"""On Monday, Nadia was away on Sunday's leave and recorded her day; from Tuesday on, all is missing."""


def test_a_gap_is_filled_in_two_gestures(page: Page, example_served: None, watch: Watch) -> None:
    nadia = enter(page, "nadia.cormier@example.org")
    nadia.goto(WEEK)
    assert_fit(nadia)
    tuesday = nadia.get_by_role("region", name="Mardi 3 mars")
    hand = Hand(nadia)
    hand.click("link", "manque 7 h le mardi : noter ce temps")
    assert_fit(nadia)
    hand.click("button", "Formation du référent")
    expect(nadia.get_by_role("status").first).to_contain_text("Formation du référent, 7 h, le mardi 3 mars 2015")
    expect(tuesday).to_contain_text("7 h sur 7 h")
    assert hand.gestures == 2, "the gap, then what it was"
    nadia.get_by_role("button", name="Annuler").click()
    expect(nadia.get_by_role("status").first).to_contain_text("c’est retiré")

    tuesday.get_by_role("link", name="manque 7 h").focus()
    nadia.keyboard.press("Enter")
    nadia.get_by_label("Durée").fill("1 h 15")
    nadia.keyboard.press("Enter")
    expect(nadia.get_by_text("Dites quel travail c’était")).to_be_visible()
    expect(nadia.get_by_label("Durée")).to_have_value("1 h 15")
    watch.expect("422")
    nadia.get_by_role("button", name="Partenaires").press("Enter")
    expect(tuesday).to_contain_text("1 h 15 sur 7 h")
    nadia.get_by_role("button", name="Annuler").click()


def test_the_other_pages_fit_and_a_sheet_is_signed(page: Page, example_served: None) -> None:
    nadia = enter(page, "nadia.cormier@example.org")
    for address in ("/agenda/mois/?mois=2015-03", f"/agenda/fiches/{SHEET}/", f"/agenda/fiches/{SHEET}/signer/"):
        nadia.goto(address)
        assert_fit(nadia)
    draw(nadia)
    nadia.get_by_role("button", name="Enregistrer la signature").click()
    expect(nadia.get_by_role("status").first).to_contain_text("Fiche signée par Nadia Cormier")
    nadia.set_viewport_size({"width": 320, "height": 800})
    for page_name in ("absences", "accueil", "calendrier", "fiches"):
        nadia.goto(f"/agenda/{page_name}/")
        assert_accessible(nadia)
        assert_no_overflow(nadia)
    page.context.clear_cookies()
    lise = enter(page, "lise.aulne@example.org")
    lise.goto("/agenda/heures/?mois=2015-03")
    expect(lise.get_by_role("link", name="à signer par le supérieur")).to_be_visible()
    assert_fit(lise)


def draw(page: Page) -> None:
    """A stroke on the canvas."""
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 30 + 15 * step, box["y"] + 30 + 10 * (step % 3))
    page.mouse.up()
