"""The pages that the guide shows, walked as a reader walks them. With `--captures`, their pictures are taken anew:

    .venv/bin/python -m pytest tests/web/help/test_captures.py --captures

on the whole example then, in a server of its own; otherwise on the few people of the tests, and nothing is written.
"""

import struct
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from jalon.demo.accounts import accounts
from tests.conftest import DAY
from tests.repository import tree
from tests.support.server import running_server
from tests.web.examples import PASSWORD
from tests.web.test_in_browser import sign_in

PICTURES = tree.ROOT / "jalon/web/static/web/aide"
SIZE: ViewportSize = {"width": 1280, "height": 800}
LIMIT = 2_000_000
"""Bytes, all pictures together: they travel with the repository."""
WALK = {
    "accueil": ("/", "Bonjour Claire"),
    "participants": ("/participants/?statut=active", "Participants"),
    "dossier": ("/participants/?statut=parcours&mois=11-20", ""),
    "prescriptions": ("/prescriptions/", "Prescriptions"),
    "lettre": ("/lettre/2017-12/", "décembre 2017"),
    "chiffre": ("/chiffres/positive_cumulative/?periode=2017-12", "Sorties positives"),
}
"""For each picture: the address, and words of the heading. The file is the first one of its list."""


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where the pages are, and the password of its accounts."""
    if not request.config.getoption("--captures"):
        request.getfixturevalue("example_served")
        yield request.getfixturevalue("server").url, PASSWORD
        return
    with running_server(tmp_path_factory.mktemp("captures"), [["demo"]], DAY.isoformat()) as running:
        yield running.url, accounts()[0].password


@pytest.fixture
def claire(browser: Browser, site: tuple[str, str]) -> Iterator[Page]:
    """The coordinator's browser, on a wide screen."""
    url, password = site
    with browser.new_context(base_url=url, locale="fr-FR", timezone_id="Europe/Paris", viewport=SIZE) as context:
        yield sign_in(context.new_page(), "claire.tilleul@example.org", password)


def test_the_pages_that_the_guide_shows(claire: Page, request: pytest.FixtureRequest) -> None:
    for name, (address, heading) in WALK.items():
        claire.goto(address)
        if name == "dossier":
            claire.locator("main tbody th a").first.click()
            expect(claire.get_by_role("heading", name="Fil du dossier")).to_be_attached()
        expect(claire.get_by_role("heading", level=1)).to_contain_text(heading)
        claire.evaluate("document.fonts.ready")
        picture = claire.screenshot(animations="disabled")
        assert size(picture) == SIZE
        if request.config.getoption("--captures"):
            (PICTURES / f"{name}.png").write_bytes(picture)


def test_the_pictures_of_the_guide_are_whole_and_light() -> None:
    pictures = {path.stem: path.read_bytes() for path in PICTURES.glob("*.png")}
    assert set(pictures) == set(WALK)
    assert [name for name, picture in pictures.items() if size(picture) != SIZE] == []
    assert sum(map(len, pictures.values())) < LIMIT


def size(picture: bytes) -> ViewportSize:
    """The width and height of a PNG, in pixels."""
    width, height = struct.unpack(">II", picture[16:24])
    return {"width": width, "height": height}
