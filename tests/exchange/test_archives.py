"""A zip is opened without being trusted."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from jalon.exchange import archives
from jalon.exchange.archives import Damaged, Refused, inspect, unpack

Entry = tuple[str | zipfile.ZipInfo, bytes]
LINES = b"code;nom\nA;1\nB;2\n"


def archive(entries: Iterable[Entry], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, content in entries:
            target.writestr(name, content)
    return stream


def special(name: str, mode: int) -> zipfile.ZipInfo:
    """An entry of another kind than a file."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "names",
    [
        ["participants.csv", "parcours.csv"],
        ["dossier/participants.csv", "dossier/parcours.csv"],
        ["dossier/", "dossier/participants.csv", "dossier/parcours.csv"],
        ["dossier\\participants.csv", "dossier\\parcours.csv"],
        ["dossier/participants.csv", "dossier/parcours.csv", "dossier/.DS_Store", "__MACOSX/dossier/._parcours.csv"],
        ["participants.csv", "parcours.csv", "Thumbs.db"],
    ],
)
def test_a_folder_or_its_files(names: list[str], tmp_path: Path) -> None:
    lines = unpack(archive((name, b"" if name.endswith("/") else LINES) for name in names), tmp_path / "folder")
    assert lines == {"participants.csv": 3, "parcours.csv": 3}
    assert {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()} == dict.fromkeys(lines, LINES)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([], "aucun fichier"),
        ([("__MACOSX/._a.csv", b"x")], "aucun fichier"),
        ([("../participants.csv", LINES)], "mène hors du dossier"),
        ([("dossier/../../participants.csv", LINES)], "mène hors du dossier"),
        ([("..\\participants.csv", LINES)], "mène hors du dossier"),
        ([("/etc/participants.csv", LINES)], "mène hors du dossier"),
        ([("C:/participants.csv", LINES)], "mène hors du dossier"),
        ([("a\nb.csv", LINES)], "mène hors du dossier"),
        ([("__MACOSX/../../x", LINES)], "mène hors du dossier"),
        ([(special("participants.csv", stat.S_IFLNK), b"/etc/passwd")], "est un lien"),
        ([(special("participants.csv", stat.S_IFIFO), b"")], "est un lien"),
        ([("2017/janvier/participants.csv", LINES)], "dossiers dans le dossier"),
        ([("a/participants.csv", LINES), ("b/parcours.csv", LINES)], "dossiers dans le dossier"),
        ([("a/participants.csv", LINES), ("parcours.csv", LINES)], "dossiers dans le dossier"),
        ([("participants.csv", LINES), ("PARTICIPANTS.csv", LINES)], "le même nom"),
        ([("dossier.zip", b"PK")], "archive dans l’archive"),
        ([("dossier/participants.csv.GZ", b"")], "archive dans l’archive"),
        ([(f"{n}.csv", b"") for n in range(65)], "65 fichiers"),
        ([("participants.csv", b"0" * 2_000_000)], "plus de 100 fois"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_refused(entries: list[Entry], said: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=said):
        unpack(archive(entries), tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_the_same_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = archive([("participants.csv", LINES), ("participants.csv", LINES)])
    with pytest.raises(Refused, match="le même nom"):
        inspect(doubled)


@pytest.mark.parametrize("content", [b"", b"code;nom\n", b"PK\x03\x04" + b"\0" * 100, b"\x1f\x8b" * 40])
def test_not_a_zip(content: bytes) -> None:
    with pytest.raises(Refused, match="pas une archive zip"):
        inspect(io.BytesIO(content))


def test_a_zip_cut_short() -> None:
    whole = archive([("participants.csv", LINES)]).getvalue()
    for length in range(len(whole)):
        with pytest.raises(Refused):
            inspect(io.BytesIO(whole[:length]))


def test_too_large_once_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 5_000_000)
    stored = archive([(f"{n}.csv", b"0" * 3_000_000) for n in range(2)], zipfile.ZIP_STORED)
    with pytest.raises(Refused, match="pèserait 6\u00a0Mo ; la limite est 5\u00a0Mo"):
        inspect(stored)


def changed(find: Callable[[bytes], int], value: bytes) -> io.BytesIO:
    """A zip of one entry, some bytes of its headers replaced."""
    content = bytearray(archive([("participants.csv", LINES)]).getvalue())
    start = find(bytes(content))
    content[start : start + len(value)] = value
    return io.BytesIO(content)


def directory(content: bytes) -> int:
    """Where the central directory begins."""
    return content.index(b"PK\x01\x02")


def test_protected_by_a_password() -> None:
    with pytest.raises(Refused, match="mot de passe"):
        inspect(changed(lambda content: directory(content) + 8, b"\x01"))


def test_compressed_in_an_unusual_way() -> None:
    for stream in (
        archive([("participants.csv", LINES)], zipfile.ZIP_LZMA),
        changed(lambda content: directory(content) + 10, b"\x09\x00"),
    ):
        with pytest.raises(Refused, match="inhabituelle"):
            inspect(stream)


def test_a_directory_of_a_million_entries_is_not_read() -> None:
    """The end of the archive announces a directory of two gigabytes."""
    content = archive([("participants.csv", LINES * 100_000)], zipfile.ZIP_STORED).getvalue()
    end = content.rindex(b"PK\x05\x06")
    size = (end - 100).to_bytes(4, "little")
    with pytest.raises(Refused, match="plus de 64 fichiers"):
        inspect(io.BytesIO(content[: end + 12] + size + b"\0\0\0\0" + content[end + 20 :]))


@pytest.mark.parametrize("smaller", [True, False])
def test_what_lies_about_its_size_stops(smaller: bool, tmp_path: Path) -> None:
    """Fewer bytes announced than there are: cut there, and the checksum tells; more: the end comes too soon."""
    told = (len(LINES) - 4 if smaller else len(LINES) + 4).to_bytes(4, "little")
    with pytest.raises(Damaged, match=r"participants\.csv est abîmé"):
        unpack(changed(lambda content: directory(content) + 24, told), tmp_path / "folder")


def test_damaged_inside(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match=r"participants\.csv est abîmé"):
        unpack(changed(lambda content: content.index(b"csv") + 5, b"\xff\xff\xff"), tmp_path / "folder")


def test_made_and_opened_again(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "participants.csv").write_bytes(LINES)
    archives.pack(tmp_path / "from", tmp_path / "folder.zip")
    with (tmp_path / "folder.zip").open("rb") as stream:
        unpack(stream, tmp_path / "to")
    assert (tmp_path / "to" / "participants.csv").read_bytes() == LINES
    assert stat.S_IMODE((tmp_path / "folder.zip").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("C:\\mes docs\\2017.zip", "2017.zip"), ("../../x.zip", "x.zip"), ("a\u202e\n.zip", "a.zip"), ("", "dossier.zip")],
)
def test_the_name_shown_is_plain(sent: str, shown: str) -> None:
    assert archives.plain_name(sent) == shown


@pytest.mark.parametrize(("size", "said"), [(1, "1\u00a0ko"), (13_600, "14\u00a0ko"), (200_000_001, "201\u00a0Mo")])
def test_weights(size: int, said: str) -> None:
    assert archives.weight(size) == said
