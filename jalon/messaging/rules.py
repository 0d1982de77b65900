"""What a header may hold, and what a server's answer means: values in, values out."""

import re
import unicodedata
from enum import Enum, auto

TRIES = 3
"""How many times a server may ask to come back later."""


def one_line(text: str) -> str:
    """The words on one line, without what a mail server could take for the end of a header."""
    bare = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp") else " " for sign in text)
    return re.sub(" +", " ", bare).strip()


class Answer(Enum):
    """What a mail server said of a message."""

    TAKEN = auto()
    REFUSED = auto()
    """For good: it would refuse it again."""
    LATER = auto()
    """Not now; it has not taken it."""
    UNKNOWN = auto()
    """It was told the message, and said nothing: it may have taken it."""


def meaning(code: int) -> Answer:
    """Of an SMTP code that is not a success: 4xx is for a while, 5xx for good (RFC 5321, 4.2.1)."""
    return Answer.LATER if 400 <= code < 500 else Answer.REFUSED
