"""Referrals, the memory and the journal of a file, the typed history, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.examples import CODE
from tests.web.test_in_browser import WIDTHS, assert_fit, sign_in

FILE = f"/participants/{CODE}/"
PAGES = (
    "/prescriptions/",
    "/prescriptions/?etat=non_entree",
    "/prescriptions/?etat=toutes&periode=jadis",
    f"{FILE}?genre=etapes",
    "/historique/",
    "/historique/premiere-annee/",
)


@pytest.fixture
def claire(page: Page, example_served: None) -> Page:
    """The browser of the coordinator."""
    return sign_in(page, "claire.tilleul@example.org")


def test_pages_fit(claire: Page) -> None:
    for address in PAGES:
        claire.goto(address)
        assert_fit(claire)


def test_from_who_did_not_enter_to_the_file_and_its_journal(claire: Page) -> None:
    claire.get_by_role("navigation").get_by_role("link", name="Prescriptions").click()
    claire.get_by_role("link", name="Non-entrées").click()
    claire.get_by_label("Motif").select_option("Santé")
    claire.get_by_role("button", name="Filtrer").click()
    claire.get_by_role("link", name="Awa Mésange").click()
    claire.get_by_role("link", name="Journal du dossier").click()
    expect(claire.get_by_text("a consulté le dossier").first).to_be_visible()
    assert_fit(claire)


def test_the_month_is_explained_and_the_memory_filtered(claire: Page) -> None:
    claire.goto(FILE)
    claire.get_by_text("Comment ce mois est compté").click()
    expect(claire.get_by_text("ouvre le mois 1")).to_be_visible()
    assert_fit(claire)
    claire.get_by_role("link", name="Veilles 2").click()
    memory = claire.get_by_role("region", name="Fil du dossier")
    expect(memory.get_by_role("listitem")).to_have_count(2)


def test_a_printed_file_leaves_what_one_clicks_on_the_screen(claire: Page) -> None:
    claire.goto(FILE)
    claire.emulate_media(media="print")
    expect(claire.get_by_text("données sensibles masquées. À ne pas laisser")).to_be_visible()
    expect(claire.get_by_role("button", name="Données sensibles")).to_be_hidden()
    expect(claire.get_by_role("link", name="Journal du dossier")).to_be_hidden()
    expect(claire.get_by_role("heading", name="Fil du dossier")).to_be_visible()


def test_a_figure_is_typed_corrected_and_removed_with_the_keyboard(claire: Page) -> None:
    claire.goto("/historique/ajouter/")
    claire.get_by_label("Chiffre").select_option("File active")
    claire.get_by_label("Période").fill("mars 2013")
    claire.get_by_label("Valeur").fill("douze")
    claire.get_by_label("Source").fill("Lettre de mars 2013")
    claire.get_by_role("button", name="Ajouter ce chiffre").focus()
    claire.keyboard.press("Enter")
    expect(claire.get_by_role("alert")).to_contain_text("Tout ce que vous avez écrit est resté")
    expect(claire.get_by_label("Valeur")).to_have_accessible_description("Écrivez un nombre, ex. : 1 525 ou 12,5.")
    assert_fit(claire)
    claire.get_by_label("Valeur").fill("912")
    claire.keyboard.press("Enter")
    expect(claire.get_by_role("status")).to_contain_text("chiffre ajouté")
    claire.get_by_role("link", name="Corriger : File active, mars 2013").click()
    claire.set_viewport_size({"width": WIDTHS[1], "height": 900})
    claire.get_by_role("button", name="Retirer ce chiffre").click()
    assert_fit(claire)
    claire.get_by_role("button", name="Retirer de l’historique").click()
    expect(claire.get_by_role("status")).to_contain_text("chiffre retiré")
