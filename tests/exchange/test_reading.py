"""Encodings, ends of lines, quotations: read when they can be, refused clearly when not."""

from pathlib import Path

import pytest

from jalon.exchange.imports.folder import import_folder
from jalon.pathways.models import Suspension
from jalon.people.models import Participant
from tests.exchange.example import FILES, write

pytestmark = pytest.mark.django_db

PEOPLE = FILES["participants.csv"].replace("Awa", "Œdipe l’aîné")


def imported_with(tmp_path: Path, content: bytes) -> list[str]:
    folder = write(tmp_path / "folder")
    (folder / "participants.csv").write_bytes(content)
    return [fault.expected for fault in import_folder(folder, by=None).faults if fault.file == "participants.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_read_whatever_the_encoding_and_the_ends_of_lines(tmp_path: Path, encoding: str, newline: str) -> None:
    assert imported_with(tmp_path, PEOPLE.replace("\n", newline).encode(encoding)) == []
    assert Participant.objects.get(code="P1").first_name == "Œdipe l’aîné"


@pytest.mark.parametrize("encoding", ["mac_roman", "utf-16", "utf-16-le", "cp850"])
def test_other_encodings_are_refused_clearly(tmp_path: Path, encoding: str) -> None:
    content = FILES["participants.csv"].replace("Awa", "Œdipe" if encoding == "mac_roman" else "Zoé").encode(encoding)

    (expected,) = imported_with(tmp_path, content)
    assert expected.startswith("un texte en UTF-8")
    assert not Participant.objects.exists()


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    (expected,) = imported_with(tmp_path, b"PK\x03\x04\x00\x00" + bytes(range(256)))
    assert expected.startswith("un texte en UTF-8")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "la colonne code" in imported_with(tmp_path, b"")


def test_quoted_separators_quotes_and_line_breaks_are_kept(tmp_path: Path) -> None:
    text = 'parcours;debut;fin;motif\r\nC2;2017-03-01;;"garde; dit ""provisoire""\nà suivre"\r\n'

    assert import_folder(write(tmp_path / "folder", veilles=text), by=None).accepted
    assert Suspension.objects.get().reason == 'garde; dit "provisoire"\nà suivre'
