"""An import and an export asked for on the pages: what each stage keeps, what it erases, what the journal is told."""

import datetime as dt
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django import Settings

from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.exchange.enums import Stage
from jalon.exchange.imports import folder as importing
from jalon.exchange.imports.folder import import_folder
from jalon.exchange.models import Transfer
from jalon.exchange.transfers import actions, running
from jalon.exchange.transfers.room import Room
from jalon.exchange.transfers.stages import stage_of
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from tests.exchange.example import FILES, extended, replaced, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire(settings: Settings, tmp_path: Path) -> User:
    """The coordinator; the site's files lie in the folder of the test."""
    settings.FILES_DIR = settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()
    return User.objects.create_user("claire@example.org", last_name="Tilleul", first_name="Claire")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done here, instead of in a process of its own."""
    monkeypatch.setattr(running, "launch", running.run)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies before it does anything."""
    monkeypatch.setattr(running, "launch", lambda transfer: None)


def sent(name: str = "dossier.zip", **spoiled: str) -> TemporaryUploadedFile:
    """The example as the browser sends it, some files replaced."""
    files = FILES | {f"{file}.csv": text for file, text in spoiled.items()}
    upload = TemporaryUploadedFile(name, "application/zip", 0, None)
    with zipfile.ZipFile(upload.temporary_file_path(), "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(f"dossier/{file}", text)
    upload.size = Path(upload.temporary_file_path()).stat().st_size
    return upload


def deposit(by: User, **spoiled: str) -> Transfer:
    return actions.deposit(by=by, file=sent(**spoiled))


def told() -> list[tuple[str, str]]:
    """The acts and objects in the journal, participants' own files aside."""
    return list(Event.objects.filter(file="").order_by("pk").values_list("verb", "target"))


def held(transfer: Transfer) -> set[str]:
    """The names of what the transfer keeps on disk, the lock aside."""
    path = Room(transfer).path
    return {each.name for each in path.iterdir()} - {"verrou"} if path.exists() else set()


@pytest.mark.usefixtures("at_once")
def test_checked_then_written(claire: User) -> None:
    transfer = deposit(claire)
    assert stage_of(transfer) is Stage.READY
    assert not Participant.objects.exists()
    assert "dossier.zip" in held(transfer)

    actions.confirm(transfer, by=claire)

    assert stage_of(transfer) is Stage.DONE
    assert Participant.objects.count() == 3
    assert held(transfer) == set()
    assert told() == [("uploaded", "exchange.transfer"), ("imported", "import")]
    assert [(e.actor_id, e.reason) for e in Event.objects.filter(verb=Verb.IMPORTED)] == [(claire.pk, "dossier.zip")]


@pytest.mark.usefixtures("at_once")
def test_what_is_deposited_is_private(claire: User) -> None:
    transfer = deposit(claire)
    room = Room(transfer)
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(room.zip.stat().st_mode) == 0o600


def test_the_preview_counts_what_the_import_then_counts(claire: User, tmp_path: Path) -> None:
    """On an empty base, on one that holds the folder, and on one that holds it otherwise."""
    other = {**replaced("participants", "P1;F", "P1;H"), **extended("entretiens", FILES_LINE, FILES_LINE)}
    for folder in (write(tmp_path / "a"), write(tmp_path / "a"), write(tmp_path / "b", **other)):
        preview = dict(import_folder(folder, by=claire, dry_run=True).counts)
        done = {name: n for name, n in import_folder(folder, by=claire).counts.items() if n and "libellés" not in name}
        assert preview == done
    assert done == {"participants.csv corrigés": 1, "entretiens.csv ajoutés": 2}


FILES_LINE = "C2;R2;2017-02-20;entretien;30;oui;non"


@pytest.mark.usefixtures("at_once")
def test_refused_keeps_the_faults_and_not_the_folder(claire: User) -> None:
    transfer = deposit(claire, **replaced("participants", "P1;F", "P1;X"))
    assert stage_of(transfer) is Stage.REFUSED
    assert held(transfer) == {"points.jsonl"}
    (fault,) = Room(transfer).read_faults()
    assert (fault.file, fault.line, fault.column, fault.value) == ("participants.csv", 2, "sexe", "X")
    actions.confirm(transfer, by=claire)
    actions.resume(transfer, by=claire)
    assert stage_of(transfer) is Stage.REFUSED
    assert not Participant.objects.exists()


@pytest.mark.usefixtures("at_once")
def test_the_base_has_changed_since_the_preview(claire: User) -> None:
    transfer = deposit(claire)
    person = Participant.objects.create(code="P1", last_name="Autre")
    from_elsewhere(person)
    actions.confirm(transfer, by=claire)
    assert stage_of(transfer) is Stage.REFUSED
    assert transfer.confirmed_at is None
    assert Participant.objects.count() == 1


def from_elsewhere(person: Participant) -> None:
    """A pathway that overlaps those of the folder."""
    Pathway.objects.create(code="C0", participant=person, entry_date=dt.date(2017, 1, 1))


@pytest.mark.usefixtures("at_once")
def test_someone_writes_all_the_time(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    transfer = deposit(claire)
    numbers = iter(range(100))
    with monkeypatch.context() as patch:
        patch.setattr(importing, "last_write", lambda: next(numbers))
        actions.confirm(transfer, by=claire)
    assert (stage_of(transfer), transfer.trouble) == (Stage.FAILED, running.CHANGING)
    assert not Participant.objects.exists()
    actions.resume(transfer, by=claire)
    assert stage_of(transfer) is Stage.DONE


@pytest.mark.usefixtures("at_once")
def test_a_breakdown_is_said_and_nothing_is_written(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    transfer = deposit(claire)
    monkeypatch.setattr(importing, "Writer", None)
    actions.confirm(transfer, by=claire)
    assert (stage_of(transfer), transfer.trouble) == (Stage.FAILED, running.BREAKDOWN)
    assert not Participant.objects.exists()
    assert held(transfer) >= {"dossier.zip"}


@pytest.mark.usefixtures("at_once")
def test_an_archive_damaged_inside_is_told(claire: User) -> None:
    upload = sent()
    content = bytearray(Path(upload.temporary_file_path()).read_bytes())
    content[60:64] = b"\xff\xff\xff\xff"
    Path(upload.temporary_file_path()).write_bytes(bytes(content))
    transfer = actions.deposit(by=claire, file=upload)
    assert stage_of(transfer) is Stage.FAILED
    assert "abîmé" in transfer.trouble


@pytest.mark.usefixtures("never")
def test_interrupted_then_resumed(claire: User, monkeypatch: pytest.MonkeyPatch) -> None:
    transfer = deposit(claire)
    assert stage_of(transfer) is Stage.INTERRUPTED
    Room(transfer).folder.mkdir()  # what the dead process had begun to unpack
    monkeypatch.setattr(running, "launch", running.run)
    actions.resume(transfer, by=claire)
    assert stage_of(transfer) is Stage.READY


@pytest.mark.usefixtures("never")
def test_what_is_gone_cannot_be_resumed(claire: User) -> None:
    transfer = deposit(claire)
    Room(transfer).zip.unlink()
    assert not actions.can_resume(transfer)


@pytest.mark.usefixtures("never")
def test_while_a_process_works(claire: User) -> None:
    transfer = deposit(claire)
    with Room(transfer).held():
        assert stage_of(transfer) is Stage.CHECKING
        assert not actions.erase(transfer, by=claire)
        with Room(transfer).held() as second:
            assert second is None
    assert stage_of(transfer) is Stage.INTERRUPTED


@pytest.mark.usefixtures("at_once")
def test_erased_by_hand_once(claire: User) -> None:
    transfer = deposit(claire)
    assert actions.erase(transfer, by=claire)
    assert not actions.erase(transfer, by=claire)
    assert stage_of(transfer) is Stage.ERASED
    assert not Room(transfer).path.exists()
    assert told() == [("uploaded", "exchange.transfer"), ("deleted", "exchange.transfer")]
    actions.confirm(transfer, by=claire)
    assert not Participant.objects.exists()


@pytest.mark.usefixtures("at_once")
def test_erased_after_a_day(
    claire: User, today: Callable[[dt.date], dt.date], capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    waiting, refused = deposit(claire), deposit(claire, participants="nom\n")
    cut_short = Path(settings.FILES_DIR) / "abc.upload.zip"
    cut_short.touch()
    fresh = Path(settings.FILES_DIR) / "def.upload.zip"
    fresh.touch()
    os.utime(cut_short, (0, 0))
    today(dt.date(2018, 1, 2))
    new = deposit(claire)
    call_command("purge_transfers")
    assert "Dossiers effacés : 2." in capsys.readouterr().out
    assert [Room(each).path.exists() for each in (waiting, refused, new)] == [False, False, True]
    assert (cut_short.exists(), fresh.exists()) == (False, True)
    assert Event.objects.filter(verb=Verb.DELETED, actor_id=None, target="exchange.transfer").count() == 2


@pytest.mark.usefixtures("at_once")
def test_exported_then_imported_again_changes_nothing(claire: User, tmp_path: Path) -> None:
    import_folder(write(tmp_path / "folder"), by=None)
    made = actions.ask_export(by=claire)
    assert stage_of(made) is Stage.DONE
    assert held(made) == {"dossier.zip"}
    assert Event.objects.get(verb=Verb.EXPORTED).actor_id == claire.pk
    upload = TemporaryUploadedFile(made.file_name, "application/zip", 0, None)
    Path(upload.temporary_file_path()).write_bytes(Room(made).zip.read_bytes())
    back = actions.deposit(by=claire, file=upload)
    assert stage_of(back) is Stage.READY
    assert sum(line["added"] + line["corrected"] for line in back.preview) == 0
    assert len(back.preview) == 11


def test_what_the_database_refuses(claire: User) -> None:
    at = dt.datetime(2017, 12, 31, tzinfo=dt.UTC)
    for wrong in ({"checked_at": at}, {"faults": 2}, {"checked_at": at, "faults": 1, "confirmed_at": at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.create(kind="import", by=claire, file_name="x.zip", asked_at=at, **wrong)
