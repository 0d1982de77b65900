"""Having something signed from the pages: what is shown is what is kept; one after the other; by hand on paper."""

import datetime as dt
import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from jalon.documents import storage
from jalon.documents.enums import Method
from jalon.documents.models import Signature
from jalon.pathways.models import Entry, Interview
from jalon.pathways.signables import What, signable
from tests.documents.files import blank_canvas, canvas, pdf, stroke
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, MEETING, REVIEW

CHAIN = f"/participants/faire-signer/{CODE}/"


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


@pytest.fixture
def two(client_of: ClientOf) -> list[Interview]:
    """Only two interviews wait: those of 23 and 29 September."""
    waiting = list(Interview.objects.filter(kind="atelier", present=True).order_by("date"))
    for each in waiting[:-2]:
        Interview.objects.filter(pk=each.pk).update(signed=True)
    return waiting[-2:]


def draw(client: Client, held: Interview, address: str = CHAIN, **said: str) -> Any:
    values = {
        "by": "dessinee",
        "entretien": str(held.pk),
        "trait-once": str(uuid4()),
        "trait-seen": signable(What.INTERVIEW, held.pk).seen,
        "trait-signer": "Awa Mésange",
        "trait-image": canvas(),
        **said,
    }
    return client.post(address, values)


def text(answer: Any) -> str:
    return str(answer.text).replace("\xa0", " ").replace("\u202f", " ")


def test_the_text_is_shown_whole_with_the_mention(nadia: Client, two: list[Interview]) -> None:
    page = text(nadia.get(CHAIN))
    assert "Faire signer (2)" in page
    for line in signable(What.INTERVIEW, two[0].pk).text.splitlines():
        assert line.replace("\xa0", " ") in page
    assert "cofinancé par le Fonds social européen" in page
    assert 'value="Awa Mésange"' in page


def test_interviews_are_signed_one_after_the_other_then_one_goes_back(nadia: Client, two: list[Interview]) -> None:
    first = draw(nadia, two[0], CHAIN + "?retour=semaine")
    assert first["location"] == CHAIN + "?retour=semaine"
    page = nadia.get(first["location"]).text
    assert "Encore 1 à signer" in page and "Annuler" in page
    second = draw(nadia, two[1], CHAIN + "?retour=semaine")
    assert second["location"] == "/"
    assert Signature.objects.filter(method=Method.DRAWN).count() == 3
    assert "Rien à signer" in nadia.get(CHAIN).text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"trait-image": ""}, "signez dans le cadre"),
        ({"trait-image": canvas(blank_canvas())}, "signez dans le cadre"),
        ({"trait-image": "data:image/png;base64,AAAA"}, "pas été reçue entière"),
        ({"trait-signer": ""}, "Ce champ manque"),
        ({"trait-seen": "0" * 64}, "Le texte a changé"),
    ],
)
def test_what_is_not_signed_is_said(nadia: Client, two: list[Interview], said: dict[str, str], words: str) -> None:
    before = len(list(storage.all_files()))
    answer = draw(nadia, two[0], **said)
    assert answer.status_code == 422 and words in answer.text
    assert Signature.objects.count() == 1 and len(list(storage.all_files())) == before


def test_a_double_click_signs_once(nadia: Client, two: list[Interview]) -> None:
    key = str(uuid4())
    answers = [draw(nadia, two[0], **{"trait-once": key}) for _ in range(2)]
    assert answers[1].status_code == 302 or "Le texte a changé" in answers[1].text
    assert Signature.objects.count() == 2


def test_the_printed_sheet_is_given_back(nadia: Client, two: list[Interview]) -> None:
    address = f"/participants/signer/entretien/{two[0].pk}/"
    said = {
        "by": "papier",
        "feuille-once": str(uuid4()),
        "feuille-seen": signable(What.INTERVIEW, two[0].pk).seen,
        "feuille-signer": "Awa Mésange",
        "feuille-signed_on": "29/12/2017",
    }
    lacking = nadia.post(address, said)
    assert lacking.status_code == 422 and "Choisissez un fichier" in lacking.text
    early = nadia.post(address, {**said, "feuille-signed_on": "2/1/2018", "feuille-file": sheet()})
    assert "pas encore passé" in early.text and "est bien arrivé" in early.text
    assert nadia.post(address, {**said, "feuille-file": sheet()}).status_code == 302
    signature = Interview.objects.get(pk=two[0].pk).signature
    assert signature and signature.method == Method.SCANNED
    assert signature.signed_at.date() == dt.date(2017, 12, 29)


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("feuille.pdf", pdf())


def test_one_sheet_signs_several_interviews(nadia: Client, two: list[Interview]) -> None:
    address = f"/emargement/feuille/?dossier={CODE}"
    assert nadia.get(address).text.count('type="checkbox"') == 2
    said = {"once": str(uuid4()), "signed_on": "29/12/2017"}
    assert "Cochez les entretiens" in nadia.post(address, {**said, "file": sheet()}).text
    ticked = [str(each.pk) for each in two]
    answer = nadia.post(address, {**said, "file": sheet(), "interviews": ticked})
    assert answer.status_code == 302
    assert "2 entretiens signés" in nadia.get(answer["location"]).text
    images = set(Interview.objects.filter(pk__in=ticked).values_list("signature__image", flat=True))
    assert len(images) == 1
    assert nadia.post(address, {**said, "file": sheet(), "interviews": ticked}).status_code in (302, 422)
    assert Signature.objects.count() == 3


def test_the_charter_is_signed(nadia: Client) -> None:
    address = f"/participants/signer-charte/{CODE}/"
    seen = nadia.get(address).context["held"].seen
    said = {"by": "dessinee", "trait-once": str(uuid4()), "trait-seen": seen, "trait-signer": "Awa Mésange"}
    assert nadia.post(address, {**said, "trait-image": canvas()}).status_code == 302
    assert Entry.objects.get(pathway__participant__code=CODE).charter_on == dt.date(2017, 12, 31)
    assert nadia.get(address)["location"].startswith("/participants/signature/charte/")


def test_a_review_signed_by_the_person_waits_for_the_caseworker_and_leads_to_its_proof(nadia: Client) -> None:
    address = f"/participants/signer/bilan/{REVIEW}/"
    seen = nadia.get(address).context["held"].seen
    said = {"by": "dessinee", "trait-once": str(uuid4()), "trait-seen": seen, "trait-signer": "Awa Mésange"}
    signed = nadia.post(address, {**said, "trait-image": canvas()})
    assert signed["location"] == f"/participants/bilans/{REVIEW}/"
    page = nadia.get(signed["location"]).text
    assert f"/participants/signer/bilan-referent/{REVIEW}/" in page
    assert page.count(f"/participants/signature/bilan/{REVIEW}/") == 3  # the message: proof, undo; then the page


def test_the_file_leads_to_what_is_signed(nadia: Client, two: list[Interview]) -> None:
    draw(nadia, two[0])
    assert f'href="/participants/signature/entretien/{two[0].pk}/"' in nadia.get(f"/participants/{CODE}/").text


def test_the_proof_says_whether_it_is_intact(nadia: Client, two: list[Interview]) -> None:
    draw(nadia, two[0])
    address = f"/participants/signature/entretien/{two[0].pk}/"
    assert "Intacte" in nadia.get(address).text
    Interview.objects.filter(pk=two[0].pk).update(minutes=240)
    assert "ont changé depuis" in nadia.get(address).text
    signature = Interview.objects.get(pk=two[0].pk).signature
    assert signature
    storage.path_of(signature.image_id).write_bytes(stroke(300))
    page = nadia.get(address).text
    assert "n’est pas intacte" in page and "modifié sur le disque" in page
    assert nadia.post(f"{address}retirer/").status_code == 302
    assert "à faire signer" in nadia.get(f"/participants/signer/entretien/{two[0].pk}/").text


def test_a_colleague_signs_nothing_of_files_they_do_not_follow(client_of: ClientOf, two: list[Interview]) -> None:
    assert draw(client_of("paule"), two[0]).status_code == 403
    assert Signature.objects.count() == 1


def words_of(answer: Any) -> str:
    assert answer["content-type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return said.replace("\xa0", " ").replace("\u202f", " ")


def test_the_sheet_of_an_interview_is_its_text_and_its_signature(nadia: Client, two: list[Interview]) -> None:
    address = f"/participants/a-signer/entretien/{two[0].pk}/"
    page = words_of(nadia.get(address))
    for line in signable(What.INTERVIEW, two[0].pk).text.splitlines():
        assert " ".join(line.replace("\xa0", " ").split()) in page
    draw(nadia, two[0])
    assert "dessinée à l’écran" in words_of(nadia.get(address))


def test_the_sheet_of_a_week_has_a_line_for_each_interview(nadia: Client, client_of: ClientOf) -> None:
    day = Interview.objects.get(pk=MEETING).date
    year, week, _ = day.isocalendar()
    page = words_of(nadia.get(f"/emargement/semaine/?semaine={year}-W{week}"))
    assert "mar. 28 nov. 2017" in page and "Awa Mésange" in page
    assert "Référent de parcours Nadia Cormier" in page and "cofinancé par le Fonds social européen" in page
    team = words_of(client_of("claire").get(f"/emargement/semaine/?semaine={year}-W{week}&referent=cormier"))
    assert "Awa Mésange" in team
    assert nadia.get("/emargement/semaine/?referent=charme").status_code == 403


def test_a_blank_sheet_bears_the_mention(nadia: Client) -> None:
    page = words_of(nadia.get(f"/participants/feuille-vierge/{CODE}/"))
    assert "Participant Awa Mésange" in page and "cofinancé par le Fonds social européen" in page


def test_the_page_of_attendance_asks_few_queries(nadia: Client) -> None:
    page = nadia.get("/emargement/?semaine=2017-W48")
    assert "du 27 novembre au 3 décembre 2017" in text(page)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            nadia.get("/emargement/?semaine=2017-W48")
        counts.append(len(captured))
        Interview.objects.filter(kind="atelier").update(signed=None)
        Interview.objects.filter(kind="entretien", signature=None).update(signed=False)
    assert counts[0] == counts[1]
