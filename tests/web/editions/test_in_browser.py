"""The pages of versions in a real browser: one journey, with the keyboard, at every width."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.examples import VERSION
from tests.web.test_in_browser import assert_fit, sign_in

PAGES = ("/versions/", "/versions/manquantes/", f"/versions/{VERSION}/", "/versions/en-tete/")


@pytest.fixture
def claire(page: Page, example_served: None) -> Page:
    """The browser of the coordinator."""
    return sign_in(page, "claire.tilleul@example.org")


def test_a_version_is_made_from_the_list_to_its_blocks(claire: Page) -> None:
    for address in PAGES:
        claire.goto(address)
        assert_fit(claire)
    claire.goto("/versions/")
    claire.get_by_role("link", name="Créer une version").first.click()
    claire.get_by_label("Un référent").check()
    assert_fit(claire)
    claire.get_by_role("button", name="Continuer").click()
    claire.get_by_label("Nom de la version").fill("Denis")
    claire.get_by_label("Référent").select_option("Denis Charme")
    claire.get_by_label("Retour sur une action").fill("12")
    claire.keyboard.press("Enter")
    expect(claire.get_by_label("Retour sur une action")).to_have_accessible_description(
        "Écrivez un nombre de 1 à 7, ou rien."
    )
    assert_fit(claire)
    claire.get_by_label("Retour sur une action").fill("")
    claire.keyboard.press("Enter")
    expect(claire.get_by_role("status")).to_contain_text("Denis : version créée.")
    row = claire.get_by_role("row").filter(has=claire.get_by_role("link", name="Changer : Denis"))
    expect(row).to_contain_text("6 sur 7")
    row.get_by_role("link", name="Changer : Denis").click()
    claire.get_by_role("button", name="Retirer cette version").click()
    claire.get_by_role("button", name="Retirer la version").click()
    expect(claire.get_by_role("button", name="Reprendre : Denis")).to_be_visible()
