"""The papers of a file on the pages: deposited whole or not at all, replaced, handed over safely."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.audit.models import Event
from jalon.documents import storage
from jalon.documents.content import LIMIT
from jalon.documents.models import StoredFile
from jalon.documents.reading import content_of
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from tests.documents.files import docx, pdf, picture
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, PAPER

ADD = f"/participants/deposer/{CODE}/"


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def send(client: Client, content: bytes | None = None, name: str = "cni.pdf", **said: str) -> Any:
    values = {"once": str(uuid4()), "kind": "identite", "dated": "19/6/2017", "expires_on": "18/6/2027", **said}
    file = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return client.post(ADD, {**values, **file})


def of_awa() -> list[Document]:
    return list(Document.objects.exclude(pk=PAPER))


def on_disk() -> int:
    return len(list(storage.all_files()))


def test_a_paper_is_deposited(nadia: Client) -> None:
    answer = send(nadia, pdf(), name="C:\\cni.exe")
    assert answer.status_code == 302 and answer["location"] == f"/participants/{CODE}/"
    (document,) = of_awa()
    assert (document.kind, document.expires_on) == (DocumentKind.IDENTITY, dt.date(2027, 6, 18))
    assert document.file and document.file.name == "cni.pdf" and content_of(document.file) == pdf()
    page = nadia.get(f"/participants/pieces/{CODE}/").text
    assert "valable jusqu’au 18\xa0juin\xa02027" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choisissez un fichier, ou photographiez la pièce."),
        (b"", "Ce fichier est vide."),
        (pdf()[:-150], "abîmé ou incomplet"),
        (b"rien de connu", "d’aucun type reçu"),
        (pdf({"/S": "/JavaScript", "/JS": "1"}), "contient un programme"),
        (b"0" * (LIMIT + 1), "Ce fichier pèse 11"),
    ],
)
def test_a_broken_deposit_is_said_beside_the_file_and_writes_nothing(
    nadia: Client, content: bytes | None, words: str
) -> None:
    before = on_disk()
    answer = send(nadia, content, title="carte de 2017")
    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text and 'value="carte de 2017"' in answer.text
    assert of_awa() == [] and on_disk() == before and StoredFile.objects.count() == 1


def test_a_file_received_with_a_form_to_be_corrected_is_not_asked_for_again(nadia: Client) -> None:
    answer = send(nadia, pdf(), expires_on="")
    assert "Jusqu’à quand est-elle valable" in answer.text
    assert "« cni.pdf » est bien arrivé" in answer.text
    assert 'value="18/6/2027"' in answer.text, "the usual end is proposed"
    kept = answer.context["form"]["kept"].value()
    assert send(nadia, None, kept=kept).status_code == 302
    (document,) = of_awa()
    assert document.file and content_of(document.file) == pdf()


def test_a_file_that_waits_is_for_its_sender_and_its_file_alone(nadia: Client, client_of: ClientOf) -> None:
    kept = send(nadia, pdf(), expires_on="").context["form"]["kept"].value()
    assert send(client_of("claire"), None, kept=kept).status_code == 422
    assert send(nadia, None, kept=kept + "x").status_code == 422
    assert of_awa() == []


def test_sent_twice_a_paper_is_deposited_once(nadia: Client) -> None:
    key = str(uuid4())
    answers = [send(nadia, pdf(), once=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(of_awa()) == 1 and StoredFile.objects.count() == 2


def test_a_paper_is_replaced_withdrawn_and_put_back(nadia: Client) -> None:
    answer = nadia.post(
        f"/participants/piece/{PAPER}/remplacer/",
        {"once": str(uuid4()), "dated": "29/12/2017", "file": SimpleUploadedFile("cv.docx", docx())},
    )
    assert answer.status_code == 302
    old, (new,) = Document.objects.get(pk=PAPER), of_awa()
    assert (old.withdrawn_on, new.kind) == (dt.date(2017, 12, 31), DocumentKind.CV)
    nadia.post(f"/participants/piece/{new.pk}/retirer/", {"why": ""})
    nadia.post(f"/participants/piece/{new.pk}/retirer/", {"why": "illisible"})
    new.refresh_from_db()
    assert new.withdrawn_on
    page = nadia.get(f"/participants/pieces/{CODE}/").text
    assert "Aucune pièce n’est au dossier" in page and "Anciennes" in page
    nadia.post(f"/participants/piece/{PAPER}/remettre/")
    assert Document.objects.get(pk=PAPER).withdrawn_on is None


def test_a_file_is_handed_over_so_that_nothing_in_it_acts(nadia: Client) -> None:
    answer = nadia.get(reverse("documents:open", args=[PAPER]))
    assert answer["content-type"] == "image/png"
    assert answer["content-disposition"] == 'inline; filename="cv.png"'
    assert "sandbox" in answer["content-security-policy"] and "script" not in answer["content-security-policy"]
    assert (answer["x-content-type-options"], answer["cache-control"]) == ("nosniff", "private, no-store")
    assert answer["x-frame-options"] == "DENY"
    told = Event.objects.get(target="people.document", verb="read")
    assert (told.file, told.reason) == (CODE, "pièce ouverte : CV")


def test_a_part_is_answered_by_the_whole_and_a_head_by_none(nadia: Client) -> None:
    address = reverse("documents:open", args=[PAPER])
    whole = nadia.get(address)
    part = nadia.get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content, part["accept-ranges"]) == (200, whole.content, "none")
    head = nadia.head(address)
    assert (head.content, head["content-length"]) == (b"", whole["content-length"])


def test_an_office_file_is_saved_never_shown(nadia: Client) -> None:
    send(nadia, docx(), kind="contrat", expires_on="")
    (document,) = of_awa()
    answer = nadia.get(reverse("documents:open", args=[document.pk]))
    assert answer["content-disposition"].startswith("attachment")


def test_a_file_changed_on_disk_is_refused_and_said(nadia: Client) -> None:
    file = Document.objects.get(pk=PAPER).file
    assert file
    storage.path_of(file.key).write_bytes(picture())
    answer = nadia.get(reverse("documents:open", args=[PAPER]))
    assert answer.status_code == 409
    assert "n’est plus celui qui a été déposé" in answer.text


def test_who_follows_others_reads_none_of_it(client_of: ClientOf) -> None:
    paule = client_of("paule")
    assert paule.get(reverse("documents:open", args=[PAPER])).status_code == 403
    assert send(paule, pdf()).status_code == 403
    assert of_awa() == []


def test_the_list_asks_as_many_queries_for_one_paper_as_for_many(nadia: Client) -> None:
    before = queries(nadia)
    awa = Participant.objects.get(code=CODE)
    for day in range(1, 20):
        date = dt.date(2017, 12, day)
        Document.objects.create(participant=awa, kind=DocumentKind.PAYSLIP, dated=date, added_on=date)
    assert queries(nadia) == before


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/participants/pieces/{CODE}/")
    return len(captured)
