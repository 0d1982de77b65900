"""A calendar as RFC 5545 has it: events in, bytes out. Pure. It knows nothing of the trade."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ZONE = "Europe/Paris"
LONGEST = 75
"""Octets of a line, its end aside (RFC 5545, 3.1)."""
TIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The rule of the European Union since 1996 (directive 2000/84/CE)."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event. `start` and `end` are hours of Paris, or days (`end` excluded) for what lasts whole days.

    `stamp`: when it was last changed, with its time zone; `sequence`: how many times. `weekly`: it comes back each
    week, until `weekly_until` if there is an end.
    """

    uid: str
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    title: str
    stamp: dt.datetime
    sequence: int = 0
    cancelled: bool = False
    free: bool = False
    url: str = ""
    weekly: bool = False
    weekly_until: dt.date | None = None


def calendar(name: str, happenings: Iterable[Happening]) -> bytes:
    """The file: the same events give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jalon//Agenda//FR",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *TIMEZONE,
        *(line for each in happenings for line in _event(each)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(one: Happening) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_utc(one.stamp)}"
    yield f"LAST-MODIFIED:{_utc(one.stamp)}"
    yield f"SEQUENCE:{one.sequence}"
    yield f"DTSTART{_when(one.start)}"
    yield f"DTEND{_when(one.end)}"
    if one.weekly:
        yield f"RRULE:FREQ=WEEKLY{_until(one.weekly_until)}"
    yield f"SUMMARY:{escaped(one.title)}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if one.free or one.cancelled else 'OPAQUE'}"
    yield "CLASS:PRIVATE"
    if one.url:
        yield f"URL:{one.url}"
    yield "END:VEVENT"


def _when(moment: dt.datetime | dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return f";TZID={ZONE}:{moment:%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


def _until(day: dt.date | None) -> str:
    """The end of the day, in universal time, as the start has a time zone (3.3.10)."""
    return f";UNTIL={day:%Y%m%d}T235959Z" if day else ""


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """What a TEXT may not hold as it is (3.3.11); no control character remains."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(sign for sign in line if sign.isprintable() or sign == "\t") for line in lines)


def folded(line: str) -> bytes:
    """A line with its end; cut where it exceeds 75 octets, never within a letter (3.1)."""
    parts: list[bytes] = []
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LONGEST - bool(parts):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
