"""A deposited file of Word, Excel or LibreOffice: what it truly is, and nothing in it that runs or fetches something.

Both families are zips of XML parts (ECMA-376 and ISO/IEC 26300). All the XML is read, in pieces, within limits.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from jalon.core.pictures import Refused

ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MOST_PARTS = 5_000
MOST_BYTES = 100_000_000
"""Once unpacked. A small file may announce more, to fill the memory of who opens it."""
PIECE = 65_536

SAVE_AS = "Enregistrez-le en PDF, et déposez cette copie."
BROKEN = "Ce fichier est abîmé ou incomplet : il ne peut pas être lu. Enregistrez-le de nouveau."
OTHER = f"Ce fichier compressé n’est ni un docx, ni un xlsx, ni un odt, ni un ods. {SAVE_AS}"
TOO_LARGE = f"Ce fichier, une fois décompressé, est démesuré. {SAVE_AS}"
MACRO = f"Ce fichier contient une macro ou un autre programme. {SAVE_AS}"
REMOTE = f"Ce fichier va chercher des contenus ailleurs quand on l’ouvre. {SAVE_AS}"
PROTECTED = f"Ce fichier est protégé par un mot de passe. {SAVE_AS}"

_PROGRAM_PARTS = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata[^/]*|activex[^/]*|oleobject[^/]*)(/|$|\.)"
    r"|^xl/(macrosheets|dialogsheets)/|^scripts/[^/]+|/embeddings/(?![^/]+\.xlsx$)"
    r"|^basic/(?!(.*/)?(script|dialog)-l[bc]\.xml$)[^/]+(/[^/]+)*\.xml$",
    re.IGNORECASE,
)
_PROGRAM_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|macrosheet", re.IGNORECASE)
_PROGRAM_ELEMENTS = {
    "event-listener", "script", "ddeLink", "dde-source", "dde-link", "dde-connection-decl",
    "object-ole", "applet", "plugin", "floating-frame", "oleObject", "OLEObject", "control-ole",
}  # fmt: skip
_LINKS = {"a", "hyperlink"}
"""Elements that lead elsewhere only once one clicks."""
_FIELD = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\s*((https?|ftp|mhtml|ms-[a-z]+|smb|webdav)\s*:|\\\\|//|file:(//)?(\\\\|//[^/]|[^/]))", re.IGNORECASE
)


def checked(content: bytes) -> str:
    """The media type of an office file. Refused, in words, for any other zip and for what may not be kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
            kind = _kind(archive)
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, part)
            return kind
    except Refused:
        raise
    except Exception as fault:  # a broken file makes zipfile, zlib and expat raise almost anything
        raise Refused(BROKEN) from fault


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(PROTECTED)
    if len(names) != len(parts) or any(".." in name.split("/") or name.startswith("/") for name in names):
        raise Refused(BROKEN)
    if any(map(_PROGRAM_PARTS.search, names)):
        raise Refused(MACRO)


def _kind(archive: zipfile.ZipFile) -> str:
    """What the file says it is, where its readers look."""
    names = set(archive.namelist())
    if "mimetype" in names:
        said = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        return _known({said})
    if "[Content_Types].xml" not in names:
        raise Refused(OTHER)
    types = {attributes.get("ContentType", "") for _, attributes in _elements(archive, "[Content_Types].xml")}
    if any(map(_PROGRAM_TYPES.search, types)):
        raise Refused(MACRO)
    return _known({each.removesuffix(".main+xml") for each in types if each.endswith(".main+xml")})


def _known(said: set[str]) -> str:
    found = said & ENDINGS.keys()
    if len(found) != 1:
        raise Refused(OTHER)
    return found.pop()


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No program, no field that starts one, no content from elsewhere."""
    fields: list[str] = []
    for name, attributes in _elements(archive, part.filename, fields):
        if name in _PROGRAM_ELEMENTS:
            raise Refused(MACRO)
        fields.append(attributes.get("instr", ""))
        if _fetches(name, attributes):
            raise Refused(REMOTE)
    if _FIELD.search("".join(fields)):
        raise Refused(MACRO)


def _fetches(name: str, attributes: dict[str, str]) -> bool:
    """Whether opening the file asks something of another machine: a path of one’s own disk (`file:///C:`) does not."""
    if name == "Relationship":
        is_link = attributes.get("Type", "").endswith("/hyperlink")
        target = attributes.get("Target", "") if attributes.get("TargetMode") == "External" else ""
        return not is_link and _AWAY.match(target) is not None
    return name not in _LINKS and _AWAY.match(attributes.get("href", "")) is not None


def _elements(
    archive: zipfile.ZipFile, name: str, fields: list[str] | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Local names and attributes of a part’s elements; `fields` receives the text of Word’s fields."""
    found: list[tuple[str, dict[str, str]]] = []
    inside = [""]

    def begin(element: str, attributes: dict[str, str]) -> None:
        inside.append(_local(element))
        found.append((inside[-1], {_local(key): value for key, value in attributes.items()}))

    def text(words: str) -> None:
        if fields is not None and inside[-1] == "instrText":
            fields.append(words)

    def doctype(*_: object) -> None:
        raise Refused(BROKEN)  # no office program writes one: it is the door of entities that swell

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            parser.Parse(piece, False)
            yield from found
            found.clear()
    parser.Parse(b"", True)
    yield from found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
