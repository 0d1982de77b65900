"""Keys of dimensions as addresses write them."""

import re
from typing import Any

from jalon.indicators import dimensions as by
from jalon.indicators.dimensions import Dimension

UNKNOWN = "inconnu"
ANSWERS = {"oui": True, "non": False}
NUMBERED = (by.REFERRER, by.REFERRER_WITH_AGENCIES, by.CASEWORKER, by.HOST, by.STEP_LABEL)
"""Their keys are those of rows of the base."""


def written(key: Any) -> str:
    """A key in an address."""
    match key:
        case None:
            return UNKNOWN
        case bool():
            return "oui" if key else "non"
    return str(key)


def read(dimension: Dimension, text: str) -> Any:
    """The key that an address writes so; ValueError when it cannot be one of this dimension."""
    if text == UNKNOWN:
        return None
    if dimension is by.RSA and text in ANSWERS:
        return ANSWERS[text]
    pattern = r"\d{1,18}" if dimension in NUMBERED else r"[^\0]+"
    if dimension is by.RSA or not re.fullmatch(pattern, text, flags=re.ASCII):
        raise ValueError(f"{text!r} is no key of {dimension.code}")
    return int(text) if dimension in NUMBERED else text
