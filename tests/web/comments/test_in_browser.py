"""The comments in a real browser: a field clicked goes into the text, a typed number is replaced, all of it fits."""

from playwright.sync_api import Page, expect

from tests.web.test_in_browser import assert_fit, sign_in

PAGE = "/lettre/2017-02/commentaires/"


def test_a_comment_is_written_flagged_and_undone(page: Page, example_served: None) -> None:
    sign_in(page, "claire.tilleul@example.org")
    page.goto(f"{PAGE}essentiel/")
    block = page.locator("#essentiel")
    text = block.get_by_label("Texte")
    text.fill("Le mois compte ")
    block.get_by_role("button", name="entrées du mois", exact=True).click()
    expect(text).to_have_value("Le mois compte {entrées du mois|entrée}")
    expect(text).to_be_focused()
    page.keyboard.type(", soit 1 de plus.")
    block.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("commentaire enregistré")
    expect(block.locator(".printed")).to_contain_text(
        "Le mois compte 1 entrée, soit 1 de plus. phrase de Claire Tilleul"
    )
    expect(block).to_contain_text("« 1 » est écrit à la main")
    block.get_by_text("Changer ce commentaire").click()
    assert_fit(page)
    block.locator(".offers").get_by_role("button", name="entrées du mois", exact=True).click()
    expect(block).not_to_contain_text("écrit à la main")
    block.get_by_role("button", name="Revenir au brouillon").click()
    expect(block.get_by_role("button", name="Reprendre ce texte")).to_be_visible()
