"""An hour and a duration as one says them: « 10h30 », « 1 h 15 », « 45 »."""

import datetime as dt
import re

from jalon.core.days import Unreadable, plain
from jalon.core.french import NARROW, NO_BREAK

LONGEST = 24 * 60
"""Minutes."""
_HOURS = (
    r"(?P<hour>\d{1,2})(?: ?(?:h|heures?|:) ?(?P<minute>\d{2})?)?",
    r"(?P<hour>\d{1,2})(?P<minute>\d{2})",
)
_DURATIONS = (
    r"(?P<minutes>\d{1,4}) ?(?:m|mn|min|minutes?)?\.?",
    r"(?P<hours>\d{1,2}) ?(?:h|heures?|:) ?(?:(?P<minutes>\d{1,2}) ?(?:m|mn|min)?)?",
    r"(?P<hours>\d{1,2}),(?P<tenths>\d) ?(?:h|heures?)",
)


def hour_said(text: str) -> dt.time:
    """10h, 10 h 30, 10:30, 1030, midi; Unreadable, with a sentence for the reader, otherwise."""
    said = plain(text)
    if said == "midi":
        return dt.time(12)
    for pattern in _HOURS:
        if match := re.fullmatch(pattern, said, flags=re.ASCII):
            hour, minute = int(match["hour"]), int(match["minute"] or 0)
            if hour < 24 and minute < 60:
                return dt.time(hour, minute)
    raise Unreadable(f"«{NARROW}{text.strip()}{NARROW}» n’est pas une heure. Écrivez 10 h, 10 h 30 ou 1030.")


def minutes_said(text: str) -> int:
    """45, 45 min, 1h, 1 h 15, 1,5 h: minutes, from one to a whole day; Unreadable otherwise."""
    said = plain(text)
    for pattern in _DURATIONS:
        if match := re.fullmatch(pattern, said, flags=re.ASCII):
            parts = match.groupdict()
            total = (
                int(parts.get("hours") or 0) * 60 + int(parts.get("minutes") or 0) + int(parts.get("tenths") or 0) * 6
            )
            if 1 <= total <= LONGEST:
                return total
    raise Unreadable(f"«{NARROW}{text.strip()}{NARROW}» n’est pas une durée. Écrivez 45 ou 1 h 15, 24 h au plus.")


def hour_written(time: dt.time) -> str:
    """10 h 00, as a field shows it."""
    return f"{time.hour}{NO_BREAK}h{NO_BREAK}{time.minute:02}"


def minutes_written(minutes: int) -> str:
    """45 min, 1 h, 1 h 15."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}" if rest else "")
