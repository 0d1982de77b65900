"""A signature drawn on a screen: what a page sends of its canvas, and whether something was drawn."""

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
    """The PNG of a canvas, from its `data:` address. Refused, in words, for an empty one or anything else."""
    if not sent:
        raise Refused(EMPTY)
    try:
        if not sent.startswith(PREFIX) or len(sent) > MOST_SIGNS:
            raise ValueError("not a canvas")
        content = base64.b64decode(sent.removeprefix(PREFIX), validate=True)
        ink = _ink(content)
    except (ValueError, binascii.Error, OSError, SyntaxError) as fault:
        raise Refused("La signature n’a pas été reçue entière. Signez de nouveau.") from fault
    if ink < LEAST_POINTS:
        raise Refused(EMPTY)
    return content


def _ink(content: bytes) -> int:
    """How many points were drawn upon: those that are not see-through."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        if max(image.size) > WIDEST:
            raise ValueError("too large")
        clear: int = image.convert("RGBA").getchannel("A").histogram()[0]
        return image.width * image.height - clear
