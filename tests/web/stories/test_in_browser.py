"""A story from its page to the letter, in a real browser; and the pages beside it."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.examples import CODE
from tests.web.test_in_browser import assert_fit, sign_in

PAGE = "/lettre/2017-10/retour/"


def test_a_story_its_picture_its_people_its_names(page: Page, example_served: None) -> None:
    sign_in(page, "claire.tilleul@example.org").goto(PAGE)
    page.get_by_role("textbox", name="Titre").fill("Un café au bord du lac")
    page.get_by_role("textbox", name="Texte").fill("Un jour, un lac, et Awa Mésange.")
    page.get_by_label("Choisir une image").set_input_files(
        {"name": "lac.png", "mimeType": "image/png", "buffer": green()}
    )
    page.get_by_label("Ce que montre l’image").fill("Un lac vert, sans personne")
    page.get_by_label("Chercher un participant").fill("mesange")
    page.keyboard.press("Enter")
    page.get_by_label("Nommée ou citée : Awa Mésange").check()
    page.get_by_role("button", name="Voir ce qui s’imprime").click()
    expect(page.get_by_role("img", name="Un lac vert, sans personne", exact=True)).to_be_visible()
    page.get_by_role("button", name="Enregistrer ce retour").click()
    expect(page.get_by_role("status").first).to_contain_text("Retour enregistré")
    assert_fit(page)
    page.get_by_role("link", name="Voir les noms trouvés").click()
    page.get_by_label("Pourquoi ces mots peuvent paraître").fill("le nom d’un spectacle")
    assert_fit(page)
    page.get_by_role("button", name="Laisser paraître").click()
    expect(page.get_by_text("rien ne retient la lettre")).to_be_visible()
    page.goto(f"/participants/accords/{CODE}/")
    page.get_by_text("Noter un retrait").click()
    assert_fit(page)


def green() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1200, 800), "green").save(stream, "PNG")
    return stream.getvalue()
