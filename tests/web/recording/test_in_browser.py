"""Recording in a real browser: gestures counted, days read as one types, nothing lost without network nor session."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.core.test_days import REFUSED, SAID
from tests.support.browser import Watch, assert_accessible, assert_no_overflow, ready_to_type
from tests.support.server import Server
from tests.web.examples import PASSWORD
from tests.web.test_in_browser import assert_fit, enter

FILE = "/participants/R-0007/"
INTERVIEW, CALL = "/participants/entretien/R-0007/", "/participants/appel/R-0007/"


@dataclass
class Hand:
    """Someone at the page, whose gestures are counted: a click, a text typed."""

    page: Page
    gestures: int = 0

    def click(self, role: str, name: str) -> None:
        self.gestures += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]

    def type(self, words: str) -> None:
        """In the field where the cursor already is."""
        self.gestures += 1
        ready_to_type(self.page)
        self.page.keyboard.type(words)


@pytest.fixture
def paule(page: Page, example_served: None) -> Iterator[Page]:
    """The browser of Paule, who follows Gaston."""
    yield enter(page, "paule.erable@example.org")


def undo(page: Page) -> None:
    """As before the act."""
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status").first).to_contain_text("nnulé")


def test_the_three_acts_by_number_of_gestures(paule: Page) -> None:
    paule.goto(FILE)
    hand = Hand(paule)
    hand.click("link", "Enregistrer un entretien")
    assert_fit(paule)
    hand.type("Code de la route obtenu.")
    hand.click("button", "Enregistrer l’entretien")
    expect(paule.get_by_role("status").first).to_contain_text("Entretien avec Gaston Roitelet enregistré.")
    assert hand.gestures == 3, "1 click to open, 1 text, 1 click to save"
    undo(paule)

    hand = Hand(paule)
    hand.click("link", "Appel")
    hand.type("Rappeler lundi.")
    paule.keyboard.press("Control+Enter")
    expect(paule.get_by_role("status").first).to_contain_text("Appel avec Gaston Roitelet enregistré.")
    assert hand.gestures == 2, "whole by keyboard"
    undo(paule)

    paule.goto("/participants/absence/R-0007/")
    assert_accessible(paule)
    assert_no_overflow(paule)
    paule.get_by_label("Absence sans prévenir").check()
    paule.get_by_role("button", name="Enregistrer l’absence").click()
    expect(paule.get_by_role("status").first).to_contain_text("Absence de Gaston Roitelet notée")
    undo(paule)


def test_posts_at_the_same_time_record_once(paule: Page) -> None:
    paule.goto(FILE)
    contacts = paule.get_by_role("link", name=re.compile("^Contacts"))
    before = int(contacts.inner_text().split()[-1]) if contacts.count() else 0
    paule.goto(CALL)
    answers = paule.evaluate(
        """() => {
          const form = document.querySelector("form[data-record]");
          const send = () => fetch(form.action, {
            method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" },
          }).then((answer) => answer.json());
          return Promise.all([send(), send(), send()]);
        }"""
    )
    assert [answer["url"] for answer in answers] == [FILE] * 3
    paule.goto(FILE)
    expect(contacts).to_have_text(re.compile(rf"\b{before + 1}$"))


def test_neither_a_cut_network_nor_a_lost_session_loses_a_word(paule: Page, watch: Watch) -> None:
    context = paule.context
    paule.goto(INTERVIEW)
    paule.keyboard.type("Genou guéri, reprend lundi.")
    save, told = paule.get_by_role("button", name="Enregistrer l’entretien"), paule.locator("[data-record-said]")

    context.set_offline(True)
    save.click()
    expect(told).to_contain_text("Le réseau ne répond pas")
    context.set_offline(False)
    watch.expect("ERR_INTERNET_DISCONNECTED")

    context.clear_cookies(name="sessionid")
    save.click()
    expect(told).to_contain_text("Vous étiez déconnecté")
    assert_accessible(paule)
    with context.expect_page() as opening:
        told.get_by_role("link").click()
    door = opening.value
    door.get_by_label("Adresse électronique").fill("paule.erable@example.org")
    door.get_by_label("Mot de passe").fill(PASSWORD)
    door.get_by_role("button", name="Se connecter").click()
    door.wait_for_url(f"**{INTERVIEW}")
    door.close()

    save.click()
    expect(paule.get_by_role("status").first).to_contain_text("enregistré")
    watch.expect("403")
    undo(paule)


def test_a_draft_is_kept_offered_again_and_erased_on_sign_out(paule: Page) -> None:
    paule.goto(INTERVIEW)
    paule.get_by_label("Durée").fill("1 h 10")
    paule.get_by_label("Date", exact=True).fill("hier")
    paule.get_by_label("Compte rendu", exact=True).fill("Santé : opération en mars.")
    expect(paule.locator("[data-draft-said]")).to_contain_text("sans « Compte rendu »")
    kept = "Object.entries(localStorage).map(String).join()"
    assert "opération" not in paule.evaluate(kept), "sensitive: never unless one asks"
    assert "30/12/2017" in paule.evaluate(kept), "yesterday is a date once it is kept"

    paule.get_by_label(re.compile("Garder aussi")).check()
    expect(paule.locator("[data-draft-said]")).not_to_contain_text("sans")
    paule.goto(FILE)
    paule.goto(INTERVIEW)
    expect(paule.get_by_label("Compte rendu", exact=True)).to_have_value("")
    paule.get_by_role("button", name="Reprendre").click()
    expect(paule.get_by_label("Compte rendu", exact=True)).to_have_value("Santé : opération en mars.")
    expect(paule.get_by_label("Durée")).to_have_value("1 h 10")
    assert_no_overflow(paule)

    other = paule.context.new_page()
    other.goto(CALL)
    other.get_by_label("Durée").fill("25 min")
    expect(other.locator("[data-draft-said]")).to_contain_text("gardé")
    paule.get_by_role("button", name="Paule Erable").click()
    paule.get_by_role("button", name="Se déconnecter").click()
    paule.wait_for_url("**/connexion/**")
    assert paule.evaluate("localStorage.length") == 0
    other.get_by_label("Durée").fill("35 min")
    other.goto(FILE)
    assert other.evaluate("localStorage.length") == 0, "another tab keeps nothing once one signed out"


def test_a_fault_comes_back_beside_its_field(paule: Page, watch: Watch) -> None:
    paule.goto(CALL)
    paule.get_by_label("Compte rendu", exact=True).fill("Laissé un message.")
    paule.get_by_label("Durée").fill("longtemps")
    paule.keyboard.press("Control+Enter")
    expect(paule.get_by_role("alert").first).to_contain_text("Rien n’est enregistré")
    expect(paule.get_by_label("Durée")).to_be_focused()
    expect(paule.get_by_label("Compte rendu", exact=True)).to_have_value("Laissé un message.")
    assert_accessible(paule)
    watch.expect("422")
    paule.get_by_label("Compte rendu", exact=True).fill("")
    paule.get_by_role("link", name="Fermer", exact=True).click()


def test_without_script_the_same_is_recorded(paule: Page, server: Server) -> None:
    browser = paule.context.browser
    assert browser
    plain = browser.new_context(base_url=server.url, java_script_enabled=False)
    plain.add_cookies(paule.context.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(CALL)
    page.get_by_label("Compte rendu", exact=True).fill("Sans script.")
    page.get_by_role("button", name="Enregistrer le contact").click()
    expect(page.get_by_role("status").first).to_contain_text("enregistré")
    undo(page)
    plain.close()


def test_the_page_reads_days_as_the_server_does(paule: Page) -> None:
    paule.goto(CALL)
    said = [text for text, *_ in SAID] + [text for text, _ in REFUSED]
    read = paule.evaluate(
        """async (said) => {
          const { daySaid } = await import("/static/web/day.js");
          return said.map((text) => [daySaid(text, "2017-12-12"), daySaid(text, "2017-12-12", true)]);
        }""",
        said,
    )
    assert read == [[fact, plan] for _, fact, plan in SAID] + [[None, None]] * len(REFUSED)
    paule.get_by_label("Date", exact=True).fill("lundi dernier")
    expect(paule.locator("#id_date_said")).to_have_text("lundi 25\xa0déc.\xa02017, il y a 6\xa0jours")
