"""From the referral to the entry in a real browser, by number of gestures: a click, a text typed, a choice."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from jalon.core.french import of
from tests.support.server import Server
from tests.web.entries.half_day import CODE, NAMES
from tests.web.recording.test_in_browser import Hand
from tests.web.test_in_browser import assert_fit, enter

SHELL = "from tests.web.entries import half_day; half_day."


@pytest.fixture(scope="module")
def half_day(server: Server, example_served: None) -> Iterator[None]:
    """Six people are expected; they leave with the tests of this module."""
    server.manage("shell", "--verbosity=0", f"--command={SHELL}come()")
    yield
    server.manage("shell", "--verbosity=0", f"--command={SHELL}leave()")


def fill(hand: Hand, label: str, words: str) -> None:
    """A field found by its words; a gesture."""
    hand.gestures += 1
    hand.page.get_by_label(label, exact=True).fill(words)


def tick(hand: Hand, name: str, place: str) -> None:
    """A choice in a group; a gesture."""
    hand.gestures += 1
    hand.page.get_by_role("group", name=place, exact=True).get_by_text(name, exact=True).click()


def test_a_new_referral_then_one_of_a_person_who_is_known(page: Page, half_day: None) -> None:
    enter(page, "ines.saule@example.org")
    page.goto("/prescriptions/")
    hand = Hand(page)
    hand.click("link", "Nouvelle prescription")
    for label, words in (
        ("Nom", "Bruant"),
        ("Prénom", "Inès"),
        ("Date de naissance", "3/12/1988"),
        ("Téléphone", "06 00 00 00 77"),
        ("Agent qui l’envoie", "Hugo Noyer"),
        ("Écrite le", "hier"),
        ("Pourquoi le PLIE", "Cherche un emploi dans la vente."),
    ):
        fill(hand, label, words)
    hand.gestures += 1
    page.get_by_label("Prescripteur").select_option(index=1)
    hand.click("button", "Enregistrer la prescription")
    expect(page.get_by_role("status").first).to_contain_text("Prescription d’Inès Bruant enregistrée.")
    assert hand.gestures == 10, "1 click to open, 8 fields, 1 click to save"
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status").first).to_contain_text("et la fiche de la personne avec elle")

    hand = Hand(page)
    hand.click("link", "Nouvelle prescription")
    hand.type("mesange")
    expect(page.get_by_role("heading", name="Peut-être déjà connue 1")).to_be_visible()
    assert_fit(page)
    hand.click("button", "C’est cette personne : Awa Mésange, M-0412")
    expect(page.get_by_text("Parcours P-0304")).to_be_visible()
    fill(hand, "Pourquoi le PLIE", "Revient après un emploi.")
    hand.click("button", "Enregistrer la prescription")
    expect(page.get_by_role("status").first).to_contain_text("Prescription d’Awa Mésange enregistrée.")
    assert hand.gestures == 5, "1 click to open, her name, her, why, 1 click to save"
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status").first).to_contain_text("Prescription effacée.")


def test_a_half_day_of_six_then_an_entry(page: Page, half_day: None) -> None:
    enter(page, "nadia.cormier@example.org")
    page.goto("/prescriptions/accueil/?jour=2017-12-31")
    assert_fit(page)
    hand = Hand(page)
    for name in NAMES[:4]:
        person = page.get_by_role("region", name=name)
        if name == "Zoé Grive":
            hand.gestures += 1
            person.get_by_label("Nom", exact=True).fill("Grives")
        hand.gestures += 1
        person.get_by_label("Identité vérifiée sur pièce").check()
        hand.click("button", f"Venue : préparer l’entrée {of(name)}")
        expect(page.get_by_role("status").first).to_contain_text(f"Venue {of(name)} notée")
    hand.click("button", f"Absente : {NAMES[4]}")
    expect(page.get_by_role("status").first).to_contain_text("il reste à la joindre")
    hand.gestures += 2
    last = page.get_by_role("region", name=NAMES[5])
    last.get_by_text("Venue, mais non-entrée").click()
    last.get_by_label("Motif de non-entrée").select_option("fle")
    hand.click("button", f"Noter la non-entrée {of(NAMES[5])}")
    expect(page.get_by_text("toutes notées")).to_be_visible()
    assert hand.gestures == 13, "2 for each who enters, 1 name corrected, 1 for an absence, 3 for a non-entry"

    hand = Hand(page)
    hand.click("link", f"Continuer l’entrée de {NAMES[0]}")
    expect(page.get_by_label("Commune", exact=True)).to_have_value("21231")
    for label, value in (("Niveau de formation", "2"), ("Mois sans emploi", "14")):
        hand.gestures += 1
        field = page.get_by_label(label, exact=True)
        field.select_option(value) if label.startswith("Niveau") else field.fill(value)
    # Saved by itself a moment later, it changes what is asked below.
    situation = page.get_by_role("region", name="Situation à l’entrée")
    expect(situation.get_by_role("status")).to_have_text(re.compile("Enregistré à"))
    expect(page.get_by_text("14\u00a0mois sans emploi")).to_be_visible()
    tick(hand, "Oui", "Peut travailler en France")
    for what in ("Rencontre des difficultés sociales", "Rencontre des difficultés professionnelles"):
        tick(hand, "Oui", what)
    tick(hand, "Oui", "Veut un parcours vers l’emploi")
    tick(hand, "Oui", "Problème de mobilité ou de logement")
    tick(hand, "1", "Maturité du projet")
    tick(hand, "2", "Autonomie")
    expect(page.get_by_text("Rien ne l’empêche.")).to_be_visible()
    expect(page.get_by_role("region", name="Bilan d’entrée").get_by_role("status")).to_have_text(
        re.compile("Enregistré à")
    )
    assert hand.gestures == 10
    assert_fit(page)
    page.goto(page.url)
    expect(page.get_by_text("Éligible", exact=True)).to_be_visible()

    page.context.clear_cookies()
    enter(page, "claire.tilleul@example.org")
    page.goto(f"/participants/entree/{CODE}0/")
    page.get_by_role("button", name="Valider l’entrée").click()
    expect(page.get_by_role("status").first).to_contain_text("Lou Pinson entre en parcours")


ALL = (
    "/prescriptions/attribution/",
    "/prescriptions/eligibilite/",
    "/participants/entrees-en-preparation/",
    f"/participants/prescription/{CODE}4/",
    f"/participants/tentative/{CODE}4/",
)


def test_pages_fit(page: Page, half_day: None) -> None:
    enter(page, "claire.tilleul@example.org")
    for address in ALL:
        page.goto(address)
        assert_fit(page)
