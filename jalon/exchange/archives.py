"""The folder of the exchange format as a zip: opened without trusting it, and made."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from jalon.core import french

MAX_ENTRIES = 64
MAX_UNPACKED = 1_000_000_000
"""Bytes, all files together: twenty million contacts. A million of them, measured: 45 MB, 5.6 once compressed."""
MAX_RATIO = 100
"""True files are reduced 2 to 9 times."""
SMALL = 1_000_000
"""Bytes below which an entry is not suspected, whatever its ratio; and the most that is read in one go."""
PIECE = 65_536

_IGNORED = re.compile(r"__MACOSX/|(.*/)?(\.[^/]*|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_ARCHIVE = re.compile(r".*\.(zip|gz|bz2|xz|7z|rar|tar|tgz)$", re.IGNORECASE)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, OverflowError, struct.error)


class Refused(Exception):
    """An archive that will not be unpacked; the message says why and what to do, in French."""


class Damaged(Exception):
    """An entry that cannot be unpacked although the archive looked sound; the message names it."""


class _Frugal:
    """A file of which no more than a little is ever read at once: a directory of millions of entries is refused
    before it is loaded, which `zipfile` would do.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.size = stream.seek(0, io.SEEK_END)
        self.seek, self.tell = stream.seek, stream.tell

    def seekable(self) -> bool:
        return True

    def read(self, number: int | None = -1) -> bytes:
        wanted = self.size - self.tell() if number is None or number < 0 else number
        if wanted > SMALL:
            raise Refused(f"Cette archive annonce plus de {MAX_ENTRIES} fichiers ; le format en a onze.")
        return self.stream.read(wanted)


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(_Frugal(stream))
    except _BROKEN as error:
        raise Refused(
            "Ce fichier n’est pas une archive zip, ou il est abîmé. Compressez le dossier en .zip, puis déposez-le."
        ) from error
    with archive:
        yield archive


def inspect(stream: BinaryIO) -> dict[str, zipfile.ZipInfo]:
    """The entries to unpack by plain name, judged on what the archive says of itself. Raises Refused."""
    with _opened(stream) as archive:
        entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Refused(f"Cette archive contient {french.number(len(entries))} fichiers ; le format en a onze.")
    paths = {_safe(entry): entry for entry in entries}
    if len(paths) < len(entries):
        raise Refused("Deux fichiers de cette archive ont le même nom. Gardez le bon, et compressez de nouveau.")
    kept = {path: entry for path, entry in paths.items() if not entry.is_dir() and not _IGNORED.match(path)}
    named = _flat(kept)
    for entry in named.values():
        _judge(entry)
    total = sum(entry.file_size for entry in named.values())
    if total > MAX_UNPACKED:
        raise Refused(f"Décompressée, cette archive pèserait {weight(total)} ; la limite est {weight(MAX_UNPACKED)}.")
    return named


def _safe(entry: zipfile.ZipInfo) -> str:
    """The path of an entry, which leads nowhere but into the folder. Names are compared without case."""
    path = entry.filename.replace("\\", "/")
    parts = path.rstrip("/").split("/")
    if entry.orig_filename != entry.filename and "\0" in entry.orig_filename:
        parts = [""]
    if not all(parts) or {".", ".."} & set(parts) or ":" in path or not path.isprintable():
        raise Refused("Un nom de fichier de cette archive mène hors du dossier. Elle n’est pas ouverte.")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(f"{parts[-1]} est un lien, pas un fichier. Remplacez-le par le fichier lui-même.")
    return path.lower()


def _flat(entries: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Entries by their plain name: all at the top, or all in one folder."""
    if not entries:
        raise Refused("Cette archive ne contient aucun fichier.")
    tops = {path.rpartition("/")[0] for path in entries}
    if len(tops) > 1 or "/" in tops.pop():
        raise Refused("Cette archive contient des dossiers dans le dossier. Mettez tous les fichiers dans un seul.")
    return {entry.filename.replace("\\", "/").rpartition("/")[2]: entry for entry in entries.values()}


def _judge(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.rpartition("/")[2]
    if entry.flag_bits & 0x1:
        raise Refused("Cette archive est protégée par un mot de passe. Compressez le dossier sans mot de passe.")
    if _ARCHIVE.match(name):
        raise Refused(f"{name} est une archive dans l’archive. Mettez-y les fichiers CSV eux-mêmes.")
    if entry.compress_type not in _METHODS:
        raise Refused(f"{name} est compressé d’une façon inhabituelle. Choisissez le zip ordinaire (« Deflate »).")
    if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Refused(
            f"{name} grossirait plus de {MAX_RATIO} fois en se décompressant : cette archive n’est pas ouverte."
        )


def unpack(stream: BinaryIO, folder: Path) -> dict[str, int]:
    """Write the entries in a new folder; the number of lines of each. Raises Refused, or Damaged."""
    named = inspect(stream)
    folder.mkdir(mode=0o700)
    with _opened(stream) as archive:
        return {name: _unpack_one(archive, entry, folder / name) for name, entry in named.items()}


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> int:
    """Copy one entry, no longer than it said it was."""
    lines = written = 0
    try:
        with archive.open(entry) as source, path.open("xb") as target:
            while piece := source.read(PIECE):
                written += len(piece)
                lines += piece.count(b"\n")
                target.write(piece)
        if written != entry.file_size:  # `zipfile` stops at the size announced, and does not mind less
            raise zipfile.BadZipFile
    except (*_BROKEN, RuntimeError, zlib.error) as error:
        raise Damaged(
            f"{path.name} est abîmé dans l’archive. Compressez le dossier de nouveau et déposez-le."
        ) from error
    return lines


def pack(folder: Path, target: Path) -> None:
    """Make the zip of a folder, whole or not at all."""
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    partial.chmod(0o600)
    partial.replace(target)


def weight(size: int) -> str:
    """200000000 → 200 Mo, 13600 → 14 ko: rounded up."""
    unit, name = (1_000_000, "Mo") if size >= 1_000_000 else (1_000, "ko")
    return f"{french.number(-(-size // unit))}{french.NO_BREAK}{name}"


def plain_name(name: Any) -> str:
    """The name a file was sent under, fit to be shown: no path, no control sign, 200 signs at most."""
    last = re.split(r"[\\/]", str(name))[-1]
    return "".join(sign for sign in last if sign.isprintable())[:200] or "dossier.zip"
