"""Importing and exporting from the pages; the work is done at once, in the process of the test."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.exchange.models import Transfer
from jalon.exchange.transfers import running
from jalon.exchange.transfers.room import Room
from jalon.people.models import Participant
from tests.exchange.example import FILES, extended, replaced
from tests.web.conftest import ClientOf
from tests.web.examples import TRANSFER

IMPORT = "/echanges/import/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started."""
    monkeypatch.setattr(running, "launch", running.run)


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    """The coordinator's browser."""
    return client_of("claire")


def zipped(**spoiled: str) -> bytes:
    """The example folder, some files replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (FILES | {f"{file}.csv": text for file, text in spoiled.items()}).items():
            archive.writestr(f"dossier/{name}", text)
    return stream.getvalue()


def send(client: Client, content: bytes, name: str = "dossier 2017.zip") -> Any:
    """What the page answers to a file."""
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content, "application/zip")}, follow=True)


def latest() -> Transfer:
    """The last one deposited."""
    return Transfer.objects.exclude(key=TRANSFER).latest("pk")


def test_from_a_folder_to_the_base(claire: Client) -> None:
    before = Participant.objects.count()
    page = send(claire, zipped())
    address = f"/echanges/{latest().key}/"
    assert page.redirect_chain == [(address, 302)]
    assert "Aucun point à corriger" in page.text
    assert "Rien n’est encore écrit" in page.text
    assert page.text.count('<th scope="row">') == 11
    assert Participant.objects.count() == before

    done = claire.post(f"{address}ecrire/", follow=True)

    assert done.redirect_chain == [(address, 302)]
    assert "Import terminé" in done.text
    assert "Écrire dans la base" not in done.text
    assert Participant.objects.count() == before + 3
    assert not Room(latest()).zip.exists()
    listed = claire.get(IMPORT).text
    assert "dossier 2017.zip" in listed
    assert "terminé" in listed


def test_nothing_to_write_offers_nothing(claire: Client) -> None:
    send(claire, zipped())
    claire.post(f"/echanges/{latest().key}/ecrire/")
    again = send(claire, zipped()).text
    assert "tout est déjà dans la base" in again
    assert "Écrire dans la base" not in again


def test_faults_are_listed_paged_and_taken_away(claire: Client) -> None:
    lines = [f"Z{rank};X;=1;;;;;" for rank in range(60)]
    first = send(claire, zipped(**extended("participants", *lines), **replaced("veilles", "C2", "C9"))).text
    address = f"/echanges/{latest().key}/"
    assert "121 points à corriger" in first
    assert "1 à 50, sur 121" in first
    assert "Écrire dans la base" not in first
    assert not Room(latest()).zip.exists()
    last = claire.get(f"{address}?apres=100").text
    assert "101 à 121, sur 121" in last
    assert f"{address}?apres=50" in last
    assert "veilles.csv" in last
    for beyond in ("5000", "-1", "zéro", "9" * 30):
        assert claire.get(f"{address}?apres={beyond}").status_code == 200

    answer = claire.get(f"{address}points.json")
    told = json.loads(answer.getvalue())
    assert told["accepted"] is False
    assert len(told["errors"]) == 121
    assert set(told["errors"][0]) == {"file", "line", "column", "value", "expected"}
    answer = claire.get(f"{address}points.csv")
    assert "attachment" in answer["content-disposition"]
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 122
    assert rows[2][:4] == ["participants.csv", "5", "nom", "'=1"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code;nom\n", "pas une archive zip"),
        (b"", "Ce fichier est vide"),
        (zipped()[:-30], "pas une archive zip"),
    ],
)
def test_refused_beside_the_field(claire: Client, files: Path, content: bytes, said: str) -> None:
    answer = send(claire, content)
    assert answer.redirect_chain == []
    assert f'id="id_file_error">{said}' in answer.text.replace("Ce fichier n’est pas", "pas")
    assert 'aria-invalid="true"' in answer.text
    assert list(files.rglob("*.*")) == []
    assert Transfer.objects.count() == 1


def test_no_file_at_all(claire: Client) -> None:
    assert "Choisissez d’abord un fichier" in claire.post(IMPORT).text


def test_too_large_is_said_and_nothing_is_kept(claire: Client, files: Path, settings: Settings) -> None:
    """Below the size at which the request itself is refused, then above: known only once read, then at once."""
    settings.UPLOAD_LIMIT = 1_000_000
    for size in (1_010_000, 3_000_000):
        text = send(claire, b"\0" * size).text
        assert f"Ce fichier pèse {-(-size // 1_000_000)}\u00a0Mo ; la limite est 1\u00a0Mo" in text
    assert list(files.rglob("*.*")) == []
    assert Transfer.objects.count() == 1


def test_a_stranger_leaves_nothing(people: dict[str, User], files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setattr("jalon.core.uploads.TemporaryFileUploadHandler.new_file", lambda *a, **k: written.append(a))
    assert Client().post(IMPORT, {"file": SimpleUploadedFile("a.zip", zipped())}).status_code == 302
    assert (
        Client(enforce_csrf_checks=True)
        .post("/connexion/", {"file": SimpleUploadedFile("a.zip", b"0" * 100_000)})
        .status_code
        == 403
    )
    assert written == []


def test_several_files_at_once_are_refused(claire: Client) -> None:
    both = {"file": SimpleUploadedFile("a.zip", zipped()), "other": SimpleUploadedFile("b.zip", zipped())}
    assert claire.post(IMPORT, both).status_code == 400


def test_who_may_not_import_cannot_send(client_of: ClientOf) -> None:
    for who in ("nadia", "lise", "abel"):
        assert send(client_of(who), zipped()).status_code == 403
    assert Transfer.objects.count() == 1


def test_started_again_after_an_interruption(claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running, "launch", lambda transfer: None)
        stopped = send(claire, zipped()).text
    assert "arrêté avant la fin" in stopped
    assert "Rien n’est écrit dans la base" in stopped
    assert "Aucun point à corriger" in claire.post(f"/echanges/{latest().key}/reprendre/", follow=True).text


def test_progress_is_shown_with_and_without_script(claire: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running, "launch", lambda transfer: None)
        send(claire, zipped())
    room = Room(latest())
    with room.held():
        start = claire.get(f"/echanges/{latest().key}/").text
        room.progress.write_text(json.dumps({"label": "entretiens.csv", "done": 1840, "total": 2612}))
        later = claire.get(f"/echanges/{latest().key}/").text
    assert "Le travail commence" in start
    assert "Lecture de entretiens.csv\u00a0: 1\u202f840 sur 2\u202f612" in later
    assert '<progress id="barre" value="1840" max="2612">' in later
    assert '<noscript><p><a class="btn" href="">Actualiser</a></p></noscript>' in later
    assert "progress.js" in later


def test_erased_by_a_button(claire: Client) -> None:
    send(claire, zipped())
    address = f"/echanges/{latest().key}/"
    assert "dossier 2017.zip est effacé" in claire.post(f"{address}effacer/", follow=True).text
    assert "rien n’en est écrit" in claire.get(address).text
    assert "déjà effacé" in claire.post(f"{address}effacer/", follow=True).text


def test_exported_and_taken_away(claire: Client, people: dict[str, User]) -> None:
    made = claire.post("/echanges/export/", follow=True)
    assert "Export prêt" in made.text
    address = f"/echanges/{latest().key}/"
    answer = claire.get(f"{address}dossier.zip")
    assert "jalon-2017-12-31.zip" in answer["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert "M-0412;F;Mésange;Awa" in archive.read("participants.csv").decode()
    verbs = Event.objects.filter(actor_id=people["claire"].pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [Verb.EXPORTED, Verb.READ]
    claire.post(f"{address}effacer/")
    assert claire.get(f"{address}dossier.zip")["location"] == address
    assert "Il est effacé" in claire.get(address).text


def test_pages_are_kept_by_no_cache(claire: Client) -> None:
    for address in (IMPORT, "/echanges/export/", f"/echanges/{TRANSFER}/", f"/echanges/{TRANSFER}/points.csv"):
        assert "no-store" in claire.get(address)["cache-control"]


def test_as_many_queries_whatever_the_list(claire: Client, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        with django_assert_num_queries(5):
            claire.get(IMPORT)
        for _ in range(3):
            send(claire, zipped(participants="nom\n"))


def test_nothing_at_an_unknown_key(claire: Client) -> None:
    assert claire.get("/echanges/22222222-2222-4222-8222-222222222222/").status_code == 404
