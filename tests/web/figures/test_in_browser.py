"""From the letter to a figure, its files, a filter and a spreadsheet, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jalon.accounts.enums import Role
from jalon.demo.accounts import accounts
from tests.support.browser import assert_accessible, assert_no_overflow
from tests.web.test_in_browser import sign_in

COORDINATOR = next(account for account in accounts() if account.role == Role.COORDINATOR)
WIDTHS = (1280, 390, 320)


@pytest.fixture
def claire(visitor: Page) -> Page:
    """The browser of the coordinator, at her home."""
    return sign_in(visitor, COORDINATOR.email, COORDINATOR.password)


PAGES = (
    "/",
    "/lettre/2017-12/",
    "/lettre/2017/?connu=2017-07-01",
    "/lettre/2017-12/?connu=jadis",
    "/chiffres/exits_cumulative/?periode=2017-12&sex=F",
    "/chiffres/steps/?periode=2017",
    "/chiffres/target_pct_to_date/",
    "/chiffres/fte/",
    "/chiffres/entries_month/?periode=jadis&connu=demain",
    "/definitions/?q=entree",
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_and_are_accessible(claire: Page, address: str) -> None:
    claire.goto(address)
    for width in WIDTHS:
        claire.set_viewport_size({"width": width, "height": 900})
        assert_no_overflow(claire)
    for width in WIDTHS[:2]:
        claire.set_viewport_size({"width": width, "height": 900})
        assert_accessible(claire)


def test_from_the_letter_to_a_spreadsheet(claire: Page, tmp_path: Path) -> None:
    claire.get_by_role("navigation", name="Rubriques").get_by_role("link", name="Lettre et chiffres").click()
    expect(claire.get_by_role("heading", level=1)).to_have_text("Lettre de décembre 2017")
    accompanied = claire.get_by_role("row", name="Personnes accompagnées").get_by_role("link")
    people = accompanied.inner_text()
    accompanied.click()
    expect(claire.locator(".big")).to_have_text(f"{people} personnes")
    expect(claire.locator("table.files tbody th")).to_have_count(int(people))
    claire.get_by_role("navigation", name="Répartir par").get_by_role("link", name="Sexe").click()
    women = claire.get_by_role("row", name="Femme").get_by_role("link")
    count = int(women.inner_text())
    women.click()
    expect(claire.locator(".big")).to_contain_text(str(count))
    with claire.expect_download() as started:
        claire.get_by_role("link", name="Exporter").click()
    started.value.save_as(tmp_path / "liste.csv")
    lines = (tmp_path / "liste.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == count + 1
    claire.get_by_role("list", name="Filtres").get_by_role("link").click()
    expect(claire.locator(".big")).to_have_text(f"{people} personnes")


def test_the_pages_of_a_list(claire: Page) -> None:
    claire.goto("/chiffres/steps/?periode=2017")
    names = claire.locator("table.files tbody th")
    expect(names).to_have_count(25)
    claire.get_by_role("link", name="Suite").click()
    expect(names).to_have_count(int(claire.locator(".big").inner_text().split()[0]) - 25)
    claire.get_by_role("link", name="Retour").click()
    expect(names).to_have_count(25)


def test_by_keyboard_alone(claire: Page) -> None:
    claire.goto("/lettre/2017-12/")
    claire.get_by_label("Telle que connue le").focus()
    claire.keyboard.type("30/6/2017")
    claire.keyboard.press("Enter")
    expect(claire.get_by_text("telle que connue le 30 juin 2017").first).to_be_visible()
    claire.get_by_role("row", name="File active").get_by_role("link").first.focus()
    claire.keyboard.press("Enter")
    expect(claire.get_by_label("Tel que connu le")).to_have_value("30/6/2017")
    claire.get_by_role("textbox", name="Période").fill("mars 2017")
    claire.keyboard.press("Enter")
    expect(claire.get_by_text("Mars 2017, tel que connu le")).to_be_visible()
    assert "connu=30%2F6%2F2017" in claire.url


def test_a_wide_table_scrolls_under_the_keyboard_on_a_phone(claire: Page) -> None:
    claire.set_viewport_size({"width": 390, "height": 900})
    claire.goto("/lettre/2017-12/")
    claire.get_by_text("Voir mois par mois : Non-entrées").click()
    region = claire.get_by_role("region", name="Tableau : Non-entrées, mois par mois")
    region.focus()
    before = region.evaluate("element => element.scrollLeft")
    claire.keyboard.press("ArrowRight")
    claire.wait_for_function("before => document.activeElement.scrollLeft > before", arg=before)


@pytest.mark.parametrize("period", ["2017-12", "2017"])
def test_the_letter_is_printed_on_two_sheets(claire: Page, period: str) -> None:
    claire.goto(f"/lettre/{period}/")
    printed = claire.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 2
