"""A signature drawn on a screen: what a page sends of its canvas, cut to the stroke, if there is one."""

import base64
import binascii
import io

from PIL import Image

from jalon.core.pictures import Refused

PREFIX = "data:image/png;base64,"
MOST_SIGNS = 1_000_000
WIDEST = 4_000
LEAST_POINTS = 60
"""Below this ink, the screen was only touched."""
EMPTY = "Il n’y a pas encore de signature : signez dans le cadre."


def drawn(sent: str) -> bytes:
    """The stroke, as a PNG, from the `data:` address of a canvas. Refused, in words, for an empty one or no canvas."""
    if not sent:
        raise Refused(EMPTY)
    try:
        if not sent.startswith(PREFIX) or len(sent) > MOST_SIGNS:
            raise ValueError("not a canvas")
        stroke, ink = _stroke(base64.b64decode(sent.removeprefix(PREFIX), validate=True))
    except (ValueError, binascii.Error, OSError, SyntaxError) as fault:
        raise Refused("La signature n’a pas été reçue entière. Signez de nouveau.") from fault
    if ink < LEAST_POINTS:
        raise Refused(EMPTY)
    return stroke


def _stroke(content: bytes) -> tuple[bytes, int]:
    """The part of the canvas that was drawn upon, and how many of its points are not see-through."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        if max(image.size) > WIDEST:
            raise ValueError("too large")
        drawing = image.convert("RGBA")
    alpha = drawing.getchannel("A")
    stroke = io.BytesIO()
    drawing.crop(alpha.getbbox() or (0, 0, 1, 1)).save(stroke, "PNG")
    return stroke.getvalue(), sum(alpha.histogram()[1:])
