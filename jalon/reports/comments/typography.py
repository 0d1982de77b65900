"""What a keyboard types, as French prints it: curly apostrophes, no-break spaces. Source: the interface guide."""

import re

from jalon.core.french import NARROW, NO_BREAK

SPACES = f"[ \t{NARROW}{NO_BREAK}]"
RULES = (
    (re.compile(f"{SPACES}+"), lambda found: found[0][0] if len(found[0]) == 1 else " "),
    (re.compile(r"(?<=\w)'(?=\w)"), lambda found: "’"),
    (re.compile(f"{SPACES}(?=[;!?»%])"), lambda found: NARROW),
    (re.compile(f"(?<=«){SPACES}"), lambda found: NARROW),
    (re.compile(f"{SPACES}(?=:)"), lambda found: NO_BREAK),
)


def tidied(text: str) -> str:
    """One line: « l'objectif : 3 » → « l’objectif\xa0: 3 ». Idempotent."""
    for pattern, written in RULES:
        text = pattern.sub(written, text)
    return text.strip(" ")


def lines(text: str) -> list[str]:
    """The lines of a text that say something, tidied."""
    return [line for line in map(tidied, text.replace("\r", "").split("\n")) if line]
