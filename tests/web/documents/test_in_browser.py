"""Signing with a hand, depositing a paper, in a real browser: gestures counted, nothing lost, nothing half-written."""

import socket
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.documents.files import pdf
from tests.support.browser import Watch
from tests.support.server import Server
from tests.web.examples import CODE
from tests.web.test_in_browser import assert_fit, enter

SIGN, ADD = f"/participants/faire-signer/{CODE}/", "/participants/deposer/R-0007/?genre=identite"
PAPER = FilePayload(name="cni.pdf", mimeType="application/pdf", buffer=pdf())


@pytest.fixture
def nadia(page: Page, example_served: None) -> Page:
    """The browser of Awa’s référent."""
    return enter(page, "nadia.cormier@example.org")


@pytest.fixture
def paule(page: Page, example_served: None) -> Page:
    """That of Gaston’s."""
    return enter(page, "paule.erable@example.org")


def stroke(page: Page) -> None:
    """A hand draws in the frame."""
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 80)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 30 + 12 * step, box["y"] + 60 + 40 * (step % 2))
    page.mouse.up()


def test_a_signature_is_a_stroke_and_a_click_and_the_next_one_follows(nadia: Page, watch: Watch) -> None:
    nadia.goto(SIGN)
    assert_fit(nadia)
    nadia.get_by_role("button", name="Enregistrer la signature").click()
    expect(nadia.get_by_text("signez dans le cadre")).to_be_visible()
    watch.expect("422")
    first = nadia.get_by_role("region", name="Émargement").inner_text()
    stroke(nadia)
    nadia.get_by_role("button", name="Enregistrer la signature").click()
    expect(nadia.get_by_role("status").first).to_contain_text("signature de Awa Mésange enregistrée. Encore")
    assert nadia.get_by_role("region", name="Émargement").inner_text() != first
    nadia.get_by_role("link", name="Voir la preuve").click()
    expect(nadia.get_by_role("status")).to_contain_text("Intacte")
    assert nadia.get_by_role("region", name="Émargement").inner_text() == first
    assert_fit(nadia)
    nadia.get_by_role("button", name="Retirer cette signature").click()
    expect(nadia.get_by_role("status").first).to_contain_text("la signature est retirée")


def test_the_pages_of_attendance_fit(nadia: Page) -> None:
    for address in (
        "/emargement/?semaine=2017-W48",
        f"/emargement/feuille/?dossier={CODE}",
        f"/participants/pieces/{CODE}/",
    ):
        nadia.goto(address)
        assert_fit(nadia)


def test_a_paper_is_deposited_whatever_happens_on_the_way(paule: Page, watch: Watch, server: Server) -> None:
    paule.goto(ADD)
    assert_fit(paule)
    paule.get_by_label("Datée du").fill("3/3/2015")
    paule.get_by_label("Datée du").press("Tab")
    expect(paule.get_by_label("Valable jusqu’au")).to_have_value("2/3/2025")
    paule.get_by_label("Précision").fill("passeport")
    cut_upload(paule, server)
    paule.get_by_role("button", name="Déposer la pièce").click()
    expect(paule.get_by_text("Choisissez un fichier, ou photographiez")).to_be_visible()
    watch.expect("422")
    expect(paule.get_by_label("Précision")).to_have_value("passeport")
    paule.get_by_label("Fichier").set_input_files(PAPER)
    paule.context.set_offline(True)
    paule.get_by_role("button", name="Déposer la pièce").click()
    expect(paule.get_by_text("Le réseau ne répond pas")).to_be_visible()
    watch.expect("ERR_INTERNET_DISCONNECTED")
    paule.context.set_offline(False)
    paule.context.clear_cookies(name="sessionid")
    paule.get_by_role("button", name="Déposer la pièce").click()
    expect(paule.get_by_text("Vous étiez déconnecté")).to_be_visible()
    enter(paule, "paule.erable@example.org")
    paule.get_by_role("button", name="Déposer la pièce").click()
    expect(paule.get_by_role("status").first).to_contain_text("pièce déposée")
    watch.expect("403")  # signed out, then with the token of before
    paule.goto("/participants/pieces/R-0007/")
    assert_fit(paule)
    expect(paule.get_by_role("row")).to_have_count(2)
    why = paule.get_by_label("Pourquoi la retirer ?")
    expect(why).to_be_hidden()
    paule.get_by_role("button", name="Retirer : Pièce d’identité : passeport").click()
    why.fill("essai")
    paule.get_by_role("button", name="Retirer la pièce").click()
    expect(paule.get_by_text("Aucune pièce n’est au dossier.")).to_be_visible()


def cut_upload(page: Page, server: Server) -> None:
    """The same form, sent by a telephone that loses the network in the middle of its file."""
    form, where = page.locator("form[data-record]"), urlsplit(server.url)
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    fields = {
        "csrfmiddlewaretoken": form.locator("[name=csrfmiddlewaretoken]").input_value(),
        "once": form.locator("[name=once]").input_value(),
        "kind": "identite",
        "dated": "3/3/2015",
        "expires_on": "2/3/2025",
    }
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    kind = 'name="file"; filename="cni.pdf"\r\nContent-Type: application/pdf'
    head = f"--cut\r\nContent-Disposition: form-data; {kind}\r\n\r\n"
    body = "".join([*parts, head]).encode() + pdf()[:200]
    request = (
        f"POST {ADD} HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: {cookies}\r\nContent-Length: {len(body) + 5_000}\r\n"
        "Content-Type: multipart/form-data; boundary=cut\r\n\r\n"
    )
    with socket.create_connection((where.hostname, where.port)) as line:
        line.sendall(request.encode() + body)
        line.shutdown(socket.SHUT_WR)
        line.settimeout(20)
        answer = line.recv(200)
    assert b" 302 " not in answer
