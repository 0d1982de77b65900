"""Reading a file of the folder: its encoding, its header, its records with their physical lines."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from jalon.exchange.faults import Fault
from jalon.exchange.format import FileFormat

CHUNK = 1 << 20
# What a French file in Windows-1252 may hold beyond ASCII. Other signs betray another encoding (Mac, DOS).
_CP1252_EXPECTED = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßšÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸŠ€’‘“”–—…«»°ºª²³·•§£µ×½¼\xa0\xad"
)


class Unreadable(Exception):
    """A file that cannot be read at all; the message says why, in French."""


def encoding_of(path: Path) -> str:
    """`utf-8-sig`, or `cp1252` when the bytes are not UTF-8 but plausible French; Unreadable otherwise."""
    if _decodes(path, "utf-8"):
        return "utf-8-sig"
    if _decodes(path, "cp1252", allowed=_CP1252_EXPECTED):
        return "cp1252"
    raise Unreadable("un texte en UTF-8 (enregistrez le fichier en « CSV UTF-8 »)")


def _decodes(path: Path, encoding: str, allowed: frozenset[str] | None = None) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise Unreadable("un texte en UTF-8 (ce fichier contient des octets nuls : UTF-16 ou binaire)")
            try:
                decoded = decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            if allowed is not None and any(c not in allowed for c in set(decoded) if ord(c) > 127):
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def records(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """(physical line where it starts, cells) of each record, header included, blank lines passed over.

    Raises Unreadable on a broken quotation.
    """
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=";", strict=True)
        line = 1
        try:
            for cells in reader:
                if cells:
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise Unreadable(f"des guillemets équilibrés (lecture arrêtée après la ligne {line})") from error


def header_faults(fmt: FileFormat, header: list[str]) -> list[Fault]:
    """What is wrong in a header: unknown, doubled, or missing required columns."""
    known = {column.name: column for column in fmt.columns}
    listed = ", ".join(known)
    unknown = [name for name in header if name not in known]
    doubled = {name for name in header if header.count(name) > 1} & set(known)
    missing = [column.name for column in fmt.columns if column.required and column.name not in header]
    return [
        *(Fault(fmt.name, 1, name or None, name, f"une colonne parmi : {listed}") for name in unknown),
        *(Fault(fmt.name, 1, name, name, "une colonne écrite une seule fois") for name in sorted(doubled)),
        *(Fault(fmt.name, 1, name, "", f"la colonne {name}") for name in missing),
    ]
