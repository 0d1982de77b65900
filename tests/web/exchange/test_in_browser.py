"""Import and export in a real browser, with the real process behind."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.exchange.example import FILES, replaced
from tests.web.test_in_browser import assert_fit, enter


def zipped(folder: Path, **spoiled: str) -> Path:
    """The example as a zip."""
    path = folder / "dossier.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (FILES | {f"{file}.csv": text for file, text in spoiled.items()}).items():
            archive.writestr(name, text)
    return path


def deposit(page: Page, path: Path) -> None:
    page.goto("/echanges/import/")
    page.get_by_label("Dossier compressé").set_input_files(path)
    page.get_by_role("button", name="Vérifier ce dossier").click()


def test_an_import_is_followed_to_its_preview_then_erased(page: Page, example_served: None, tmp_path: Path) -> None:
    """The page goes on by itself; nothing is written, so that other tests find what they expect."""
    enter(page, "claire.tilleul@example.org").goto("/echanges/import/")
    assert_fit(page)
    deposit(page, Path(__file__))
    expect(page.get_by_text("pas une archive zip")).to_be_visible()
    assert_fit(page)
    deposit(page, zipped(tmp_path, **replaced("participants", "P1;F", "P1;X")))
    expect(page.locator(".notice")).to_contain_text("1 point à corriger", timeout=30_000)
    assert_fit(page)
    deposit(page, zipped(tmp_path))
    expect(page.get_by_role("button", name="Écrire dans la base")).to_be_visible(timeout=30_000)
    assert_fit(page)
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".notice")).to_contain_text("est effacé")


def test_an_export_is_prepared_and_downloaded(page: Page, example_served: None) -> None:
    enter(page, "claire.tilleul@example.org").goto("/echanges/export/")
    assert_fit(page)
    page.get_by_role("button", name="Préparer l’export").click()
    link = page.get_by_role("link", name="Télécharger")
    expect(link).to_be_visible(timeout=30_000)
    assert_fit(page)
    with page.expect_download() as found:
        link.click()
    assert len(zipfile.ZipFile(found.value.path()).namelist()) == 11
