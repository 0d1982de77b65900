"""The name a file was sent under, made fit to be shown and to be saved on any machine."""

import re
import unicodedata

LONGEST = 150
"""Signs, ending included."""
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def clean_name(sent: str, ending: str) -> str:
    """« C:\\photos\\carte.exe » with ending « jpg » → « carte.jpg »: no path, no unseen sign, its true ending."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", sent))[-1]
    # A sign of category C may be unseen, and turn the name around: « gpj.exe » would be read « exe.jpg ».
    seen = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in last)
    stem = _BLANKS.sub(" ", _FORBIDDEN.sub(" ", seen)).strip(" .")
    stem = _ENDING.sub("", stem).rstrip(" .")
    if not stem or _RESERVED.fullmatch(stem):
        stem = "fichier"
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
