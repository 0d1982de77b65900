"""A deposited PDF: whole, readable without a password, and holding nothing that would run or fetch something.

It is kept byte for byte, as evidence must be; what could not be kept so is refused, with the way round it.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from jalon.core.pictures import Refused

MOST_OBJECTS = 100_000
"""Ten times what a report of a hundred pages holds."""
TAIL = 4_096
"""Bytes at the end among which a whole PDF says that it ends."""
_BEFORE = b"\xef\xbb\xbf \t\r\n"
PROGRAMS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"}
"""Actions that run, send or open something else. Source: ISO 32000-1, 12.6.4."""
KEYS = {"/JS", "/XFA", "/RichMediaContent"}
FILES = {"/EmbeddedFile", "/EmbeddedFiles"}

PRINT_IT = "Ouvrez-le, choisissez Imprimer puis « Enregistrer en PDF », et déposez cette copie."
BROKEN = "Ce PDF est abîmé ou incomplet : il ne peut pas être lu. Téléchargez-le ou numérisez-le de nouveau."
PROTECTED = f"Ce PDF est protégé par un mot de passe : il ne pourrait pas être relu. {PRINT_IT}"
PROGRAM = f"Ce PDF contient un programme, ou un formulaire qui agit de lui-même. {PRINT_IT}"
ATTACHED = "Ce PDF contient d’autres fichiers joints. Déposez chacun à part."


def is_pdf(content: bytes) -> bool:
    """Whether it begins as a PDF."""
    return content[:64].lstrip(_BEFORE).startswith(b"%PDF-")


def check(content: bytes) -> None:
    """Refused unless the PDF may be kept."""
    if b"%%EOF" not in content[-TAIL:]:
        raise Refused(BROKEN)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(PROTECTED)
        if not len(reader.pages):
            raise Refused(BROKEN)
        for held in _dictionaries(reader):
            _check(held)
    except Refused:
        raise
    except Exception as fault:  # a broken file makes the reader raise almost anything, RecursionError included
        raise Refused(BROKEN) from fault


def _check(held: DictionaryObject) -> None:
    if not KEYS.isdisjoint(held) or held.get("/S") in PROGRAMS:
        raise Refused(PROGRAM)
    if not FILES.isdisjoint(held) or held.get("/Type") in FILES:
        raise Refused(ATTACHED)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached, streams’ included; names are already decoded (`/J#53` is `/JS`)."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        held = waiting.pop()
        if isinstance(held, IndirectObject):
            place = (held.idnum, held.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > MOST_OBJECTS:
                raise Refused(f"Ce PDF est trop compliqué pour être vérifié. {PRINT_IT}")
            held = held.get_object()
        if isinstance(held, DictionaryObject):
            yield held
            waiting += [dict.__getitem__(held, key) for key in held]
        elif isinstance(held, ArrayObject):
            waiting += list.__iter__(held)
