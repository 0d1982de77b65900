"""A picture that someone sends, made safe to publish: drawn anew from its points alone, small, without what it hid.

The name and the type that a browser declares are not looked at: the first bytes tell what a file is.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from jalon.core.french import NO_BREAK, number

LIMIT = 10_000_000
"""What a picture may weigh, in bytes."""
MOST_POINTS = 60_000_000
"""Beyond what telephones take; a small file may announce more, to fill the memory of who opens it."""
SIDE = 1_600
"""The longest side kept: 20 cm printed at 200 points an inch."""
QUALITY = 85
HEAVY = 1_000_000
"""A transparent picture that weighs more is no logo: it is laid on white."""
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}

# A page that passes for a picture: a browser that trusted its words would run it. Long enough never to come by chance.
_PAGE = (b"<script", b"<html>", b"<html ", b"<!doctype", b"<iframe")
_OTHERS = (
    (b"%PDF", "Ceci est un PDF, pas une image."),
    (b"PK\x03\x04", "Ceci est un fichier compressé ou un document, pas une image."),
    (b"GIF8", "Les images GIF ne sont pas reçues."),
    (b"BM", "Les images BMP ne sont pas reçues."),
)
_TAKE_ANOTHER = "Choisissez une photo JPEG, PNG ou WebP."
_BROKEN = f"Cette image est abîmée ou incomplète{NO_BREAK}: elle ne peut pas être lue. Enregistrez-la de nouveau."

# A warning would let the picture in.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class Refused(ValueError):
    """Why a file cannot be published as a picture, in words for who sent it."""


@dataclass(frozen=True, slots=True)
class BarePicture:
    """What is kept of a picture: its points, in a file made here."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """What it is known by."""
        return hashlib.sha256(self.content).hexdigest()


def bare(file: BinaryIO, size: int, *, side: int = SIDE) -> BarePicture:
    """The picture, upright, in sRGB, at most `side` points long, without metadata. `Refused` for anything else.

    Of one that moves, the first image.
    """
    if size > LIMIT:
        raise Refused(too_heavy(size))
    content = file.read(LIMIT + 1)
    _check_kind(content)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_POINTS:
                raise Refused(_too_many(image))
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
            return _written(_in_srgb(ImageOps.exif_transpose(image)))
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_too_many(None)) from None
    except Exception as fault:  # a broken file makes decoders raise almost anything
        raise Refused(_BROKEN) from fault


def too_heavy(size: int) -> str:
    """« Cette image pèse 40 Mo ; la limite est 10 Mo… »."""
    return (
        f"Cette image pèse {_megabytes(size)} ; la limite est {_megabytes(LIMIT)}. "
        "Photographiez en qualité moyenne, ou envoyez une copie réduite."
    )


def _check_kind(content: bytes) -> None:
    beginning = content[:1024].lstrip().lower()
    if beginning.startswith((b"<?xml", b"<svg", b"<!--")) and b"<svg" in content.lower():
        raise Refused(f"Une image SVG peut contenir un programme{NO_BREAK}: elle n’est pas reçue. {_TAKE_ANOTHER}")
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise Refused(f"Les photos HEIC d’iPhone ne sont pas reçues. {_TAKE_ANOTHER}")
    for signature, words in _OTHERS:
        if content.startswith(signature):
            raise Refused(f"{words} {_TAKE_ANOTHER}")
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not is_webp and not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise Refused(f"Ce fichier n’est pas une image. {_TAKE_ANOTHER}")
    lower = content.lower()
    if any(sign in lower for sign in _PAGE):
        raise Refused(f"Ce fichier passe pour une image, et contient une page ou un programme. {_TAKE_ANOTHER}")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours of the screen; a colour profile that cannot be read is left aside."""
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made: Any = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return made or image.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert(mode)


def _written(image: Image.Image) -> BarePicture:
    """A flat drawing stays a PNG, a transparent one too when it is light; a photograph is a JPEG."""
    see_through = image.mode == "RGBA" and _least_opaque(image) < 255
    if see_through or image.convert("RGB").getcolors(256):
        content = _saved(image if see_through else image.convert("RGB"), "PNG", optimize=True)
        if len(content) <= HEAVY:
            return _bare(content, "PNG", image)
    on_white = Image.new("RGB", image.size, "white")
    on_white.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return _bare(_saved(on_white, "JPEG", quality=QUALITY, optimize=True), "JPEG", image)


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    # A new image holds no metadata: what the source had cannot follow.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    stream = io.BytesIO()
    clean.save(stream, kind, **how)
    return stream.getvalue()


def _bare(content: bytes, kind: str, image: Image.Image) -> BarePicture:
    return BarePicture(content, MEDIA_TYPES[kind], image.width, image.height)


def _least_opaque(image: Image.Image) -> int:
    low: Any = image.getchannel("A").getextrema()[0]
    return int(low)


def _too_many(image: Image.Image | None) -> str:
    size = f" ({number(image.width)} × {number(image.height)} points)" if image else ""
    most = f"{number(MOST_POINTS // 1_000_000)}{NO_BREAK}millions"
    return f"Cette image est trop grande{size}{NO_BREAK}: elle peut avoir {most} de points. Envoyez une copie réduite."


def _megabytes(size: int) -> str:
    return f"{number(-(-size // 1_000_000))}{NO_BREAK}Mo"
