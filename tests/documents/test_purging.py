"""What nothing names is erased after a day; what lacks or has changed is told, and nothing else is touched."""

import os
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.documents import storage
from jalon.documents.actions import sign, store_file
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import StoredFile
from jalon.people.documents import add_document
from jalon.people.enums import DocumentKind
from jalon.people.models import Participant
from tests.conftest import DAY
from tests.documents.files import pdf, stroke

pytestmark = pytest.mark.django_db


def kept(by: User) -> list[StoredFile]:
    """A file that a paper holds, and one that a signature does."""
    awa = Participant.objects.create(code="M-0412", first_name="Awa", last_name="Mésange")
    paper = store_file(by=by, name="cv.pdf", content=pdf())
    add_document(by=by, participant=awa, kind=DocumentKind.CV, dated=DAY, file=paper)
    drawn = store_file(by=by, name="signature.png", content=stroke())
    sign(by=by, text="Texte", signer="Awa", capacity=Capacity.PARTICIPANT, method=Method.DRAWN, image=drawn)
    return [paper, drawn]


def lost(name: str, age: int) -> Path:
    """A content that no record names, so many hours old."""
    path = storage.path_of(uuid4()).with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    at = time.time() - 3_600 * age
    os.utime(path, (at, at))
    return path


def test_contents_without_a_record_go_after_a_day(nadia: User, capsys: pytest.CaptureFixture[str]) -> None:
    files = kept(nadia)
    old, cut, young = lost(str(uuid4()), 25), lost(f"{uuid4()}.partial", 25), lost(str(uuid4()), 23)
    call_command("purge_files")
    assert "effacés : 2. Fichiers sans emploi : 0." in capsys.readouterr().out
    assert [old.exists(), cut.exists(), young.exists()] == [False, False, True]
    assert all(storage.path_of(file.key).exists() for file in files)


def test_a_file_that_waited_in_vain_goes_after_a_day(nadia: User, settings: object, today: object) -> None:
    files = kept(nadia)
    vain = store_file(by=nadia, name="vain.pdf", content=pdf())
    call_command("purge_files")
    assert StoredFile.objects.count() == 3
    today(DAY.replace(year=2018))  # type: ignore[operator]
    call_command("purge_files")
    assert set(StoredFile.objects.all()) == set(files)
    assert not storage.path_of(vain.key).exists()
    assert Event.objects.get(verb="deleted").reason == "fichier sans emploi"


def test_what_lacks_or_has_changed_is_told(nadia: User) -> None:
    paper, drawn = kept(nadia)
    storage.path_of(paper.key).unlink()
    storage.path_of(drawn.key).write_bytes(b"x")
    with pytest.raises(CommandError) as told:
        call_command("purge_files")
    assert "« cv.pdf » a disparu" in str(told.value)
    assert "« signature.png » n’est plus celui" in str(told.value)
    assert StoredFile.objects.count() == 2
