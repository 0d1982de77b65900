"""What a deposited file is, by its content alone, and whether it may be kept. Its name says nothing of it."""

import io
from dataclasses import dataclass

from jalon.core import pictures
from jalon.core.french import NO_BREAK, number
from jalon.core.pictures import Refused
from jalon.documents import office, pdf

LIMIT = pictures.LIMIT
"""Bytes: 10 Mo."""
SIDE = 2_600
"""Points kept of a photographed paper: the long side of an A4 at 220 an inch, at which its notes are legible."""
PDF = "application/pdf"
ENDINGS = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png", **office.ENDINGS}
"""What is kept, and how the name of each ends."""
SHOWN = frozenset({PDF, "image/jpeg", "image/png"})
"""What a browser shows by itself."""
ACCEPTED = ",".join(["image/jpeg", "image/png", "image/webp", PDF, *(f".{each}" for each in office.ENDINGS.values())])
"""For the `accept` of a form. Without HEIC in it, an iPhone sends a JPEG."""

RECEIVED = (
    "Déposez un PDF, une photo (JPEG, PNG ou WebP), ou un fichier Word, Excel ou LibreOffice (docx, xlsx, odt, ods)."
)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "Ce fichier est d’un ancien format Office (doc, xls), ou protégé par un mot de passe."),
    (b"{\\rtf", "Les fichiers RTF ne sont pas reçus."),
    (b"GIF8", "Les images GIF ne sont pas reçues."),
    (b"BM", "Les images BMP ne sont pas reçues."),
    (b"MZ", "Ce fichier est un programme."),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a file: its bytes, a photo’s drawn anew, and what they are."""

    content: bytes
    media_type: str


def checked(content: bytes) -> Kept:
    """What may be kept of a file. Refused, in words for who sent it, when nothing may."""
    if not content:
        raise Refused("Ce fichier est vide. Choisissez-en un autre.")
    if len(content) > LIMIT:
        raise Refused(too_heavy(len(content)))
    if pdf.is_pdf(content):
        pdf.check(content)
        return Kept(content, PDF)
    if content.startswith(b"PK\x03\x04"):
        return Kept(content, office.checked(content))
    for signature, words in _OTHERS:
        if content.startswith(signature):
            raise Refused(f"{words} {RECEIVED}")
    if not _may_be_picture(content):
        raise Refused(f"Ce fichier n’est d’aucun type reçu. {RECEIVED}")
    picture = pictures.bare(io.BytesIO(content), len(content), side=SIDE)
    return Kept(picture.content, picture.media_type)


def too_heavy(size: int) -> str:
    """« Ce fichier pèse 14 Mo ; la limite est 10 Mo… »."""
    weight = f"{number(-(-size // 1_000_000))}{NO_BREAK}Mo"
    limit = f"{number(LIMIT // 1_000_000)}{NO_BREAK}Mo"
    return (
        f"Ce fichier pèse {weight} ; la limite est {limit}. "
        "Photographiez en qualité moyenne, ou envoyez-le en deux fois."
    )


def _may_be_picture(content: bytes) -> bool:
    """What `core.pictures` receives, or refuses in words of its own."""
    signatures = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
    is_svg = b"<svg" in content[:1024].lower()
    return content.startswith(signatures) or content[4:8] == b"ftyp" or is_svg
