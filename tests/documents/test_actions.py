"""Files and signatures: kept whole or not at all, checked when read, never changed."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock
from jalon.documents import storage
from jalon.documents.actions import sign, store_file
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import Signature, StoredFile
from jalon.documents.reading import Damaged, content_of, verify
from jalon.documents.rules import fingerprint
from jalon.roster.recording import recording
from tests.documents.files import pdf, picture, stroke

pytestmark = pytest.mark.django_db


def on_disk() -> list[Path]:
    return list(storage.all_files())


def test_a_file_is_kept_under_its_key_for_this_account_alone(nadia: User, files: Path) -> None:
    stored = store_file(by=nadia, name="C:\\cni.exe", content=pdf(), file="M-0412")
    assert (stored.name, stored.media_type, stored.added_by) == ("cni.pdf", "application/pdf", nadia)
    assert content_of(stored) == pdf()
    assert [path.name for path in on_disk()] == [str(stored.key)]
    modes = [path.stat().st_mode & 0o777 for path in (files, on_disk()[0].parent, on_disk()[0])]
    assert modes == [0o700, 0o700, 0o600]
    told = Event.objects.get(target="documents.storedfile")
    assert (told.verb, told.file, told.after and told.after["sha256"]) == ("uploaded", "M-0412", stored.sha256)


def test_a_refused_file_leaves_nothing(nadia: User) -> None:
    with pytest.raises(ValidationError) as refused:
        store_file(by=nadia, name="a.pdf", content=pdf()[:-200])
    assert "abîmé" in refused.value.message_dict["file"][0]
    assert on_disk() == [] and not StoredFile.objects.exists()


def test_an_act_that_fails_later_leaves_no_file(nadia: User) -> None:
    with pytest.raises(ZeroDivisionError), recording(participants=[]):
        store_file(by=nadia, name="a.pdf", content=pdf())
        assert len(on_disk()) == 1
        raise ZeroDivisionError
    assert on_disk() == []


def test_only_what_was_written_in_the_failed_part_goes(nadia: User) -> None:
    with recording(participants=[]):
        kept = store_file(by=nadia, name="a.pdf", content=pdf())
        with pytest.raises(ZeroDivisionError), storage.undone_on_failure(), transaction.atomic():
            store_file(by=nadia, name="b.jpg", content=picture())
            raise ZeroDivisionError
    assert [path.name for path in on_disk()] == [str(kept.key)]


def test_a_full_disk_leaves_neither_file_nor_record(nadia: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jalon.documents.storage.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store_file(by=nadia, name="a.pdf", content=pdf())
    assert on_disk() == [] and not StoredFile.objects.exists()


def test_a_file_changed_or_lost_on_disk_is_not_handed_over(nadia: User) -> None:
    stored = store_file(by=nadia, name="a.pdf", content=pdf())
    storage.path_of(stored.key).write_bytes(pdf().replace(b"%PDF-1.3", b"%PDF-1.4"))
    with pytest.raises(Damaged, match="modifié sur le disque"):
        content_of(stored)
    storage.path_of(stored.key).unlink()
    with pytest.raises(Damaged, match="disparu"):
        content_of(stored)


def signed(by: User, **said: Any) -> Signature:
    image = store_file(by=by, name="signature.png", content=stroke())
    values = {"signer": "Awa Mésange", "capacity": Capacity.PARTICIPANT, "method": Method.DRAWN, **said}
    return sign(by=by, text="Entretien du 14 nov. 2017, 45 minutes.", image=image, **values)


def test_a_signature_keeps_who_when_what(nadia: User) -> None:
    signature = signed(nadia)
    assert (signature.signed_at.date(), signature.recorded_by) == (clock.today(), nadia)
    assert verify(signature) == []


def test_a_sheet_signed_earlier_has_its_day_never_one_to_come(nadia: User) -> None:
    day = clock.now() - dt.timedelta(days=3)
    assert signed(nadia, method=Method.SCANNED, at=day).signed_at == day
    with pytest.raises(ValidationError, match="pas encore passé"):
        signed(nadia, at=clock.now() + dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("documents_signature", "UPDATE documents_signature SET text = 'autre'"),
        ("documents_signature", "DELETE FROM documents_signature"),
        ("documents_storedfile", "UPDATE documents_storedfile SET sha256 = ''"),
    ],
)
def test_the_database_refuses_to_change_what_was_signed(table: str, statement: str, nadia: User) -> None:
    signed(nadia)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert "ne se modifie" in str(refused.value)
    assert isinstance(refused.value, IntegrityError)


def test_what_was_tampered_with_is_told(nadia: User) -> None:
    signature = signed(nadia)
    storage.path_of(signature.image_id).write_bytes(stroke(300))
    signature.text = "Entretien du 14 nov. 2017, 450 minutes."
    assert verify(signature)[0] == "Le texte n’est plus celui qui a été signé."
    assert "modifié sur le disque" in verify(signature)[1]
    # Someone who had the hand on the database would change the fingerprint too: the journal has the first one.
    signature.sha256 = fingerprint(signature.text)
    assert verify(signature)[0] == "L’empreinte n’est pas celle que le journal a inscrite."
