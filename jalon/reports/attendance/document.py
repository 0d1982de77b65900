"""Sheets to sign as PDF: one thing with its text, a week of a référent, or lines left blank."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from PIL import Image

from jalon.core import clock, french, typesetting
from jalon.core.drawings import framed
from jalon.core.hours import hour_written, minutes_written
from jalon.documents.enums import Method
from jalon.documents.models import Signature
from jalon.documents.reading import Damaged, content_of
from jalon.pathways.models import Interview
from jalon.pathways.signables import Signable
from jalon.reports.papers import paper

TEMPLATE = Path(__file__).with_name("sheet.typ")
DATE, HOURS, PERSON, PLACE, SIGNATURE = "Date", "Heures", "Personne", "Objet et lieu", "Signature"
WIDTHS = {DATE: 31, HOURS: 33, PERSON: 40, PLACE: 0, SIGNATURE: 48}
"""Millimetres; 0 takes what is left."""
BLANK_LINES = 12
ELSEWHERE = "signée, feuille conservée à part"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed around the lines. `mention`: that of the days of the interviews."""

    title: str
    subject: str
    mention: str
    facts: Sequence[tuple[str, str]] = ()
    text: Sequence[str] = ()
    signing: Sequence["Place"] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone signs, or has signed."""

    name: str
    signature: Signature | None = None
    elsewhere: bool = False


def to_sign(held: Sequence[Signable]) -> bytes:
    """What the same people sign of one thing: its text, the one that is kept with a signature, and a place for each."""
    first = held[0]
    title, *lines = first.text.splitlines()
    lines = lines[:-1] if lines[-1] == first.mention else lines
    places = [Place(f"Signature : {each.signer or '…'}", each.signature, each.is_signed) for each in held]
    return _pdf(Sheet(title, "", first.mention, text=lines, signing=places), [], [])


def several(sheet: Sheet, interviews: Sequence[Interview]) -> bytes:
    """One line each; read with their pathway, participant, and signature with its image."""
    return _pdf(sheet, [_row(each) for each in interviews], [DATE, HOURS, PERSON, PLACE, SIGNATURE])


def blank(sheet: Sheet) -> bytes:
    """Lines to be written by hand."""
    empty = {"cells": ["", "", ""], "stroke": None, "said": "", "alt": ""}
    return _pdf(sheet, [empty] * BLANK_LINES, [DATE, HOURS, PLACE, SIGNATURE])


def _pdf(sheet: Sheet, rows: Sequence[Any], headings: Sequence[str]) -> bytes:
    day = clock.today()
    data = {
        "about": paper(title=sheet.title, kicker="émargement", day=day)["about"],
        "subject": sheet.subject,
        "facts": [list(fact) for fact in sheet.facts if fact[1]],
        "widths": [WIDTHS[each] for each in headings],
        "headings": headings,
        "rows": rows,
        "text": list(sheet.text),
        "signing": [place_data(place) for place in sheet.signing],
        "mention": sheet.mention,
    }
    return typesetting.compile(TEMPLATE, data, day)


def _row(interview: Interview) -> dict[str, Any]:
    person = str(interview.pathway.participant)
    place = interview.get_place_display().lower() if interview.place else ""
    kind = interview.get_kind_display() if interview.kind else "Entretien"
    cells = [
        f"{french.weekday(interview.date)[:3]}. {french.day(interview.date)}",
        hours(interview.time, interview.minutes),
        person,
        ", ".join(filter(None, [kind, place])),
    ]
    return {"cells": cells, **_signed(interview.signature, bool(interview.signed), person)}


def place_data(place: Place) -> dict[str, Any]:
    """As `signature` of the template draws it; `when` is "" where one is to sign."""
    when = ""
    if place.signature:
        at = timezone.localtime(place.signature.signed_at)
        when = f"le {french.long_day(at.date())} à {french.clock_time(at)}, {place.signature.get_method_display()}"
    return {"name": place.name, "when": when, **_signed(place.signature, place.elsewhere, place.name)}


def _signed(signature: Signature | None, elsewhere: bool, who: str) -> dict[str, Any]:
    """The stroke, or what stands in its place; nothing where one is to sign."""
    stroke, said = None, ELSEWHERE if elsewhere else ""
    if signature and signature.method == Method.SCANNED:
        said = f"signée sur papier, {french.day(timezone.localtime(signature.signed_at).date())}"
    elif signature:
        try:
            stroke, said = _stroke(signature), ""
        except Damaged:
            said = "signature illisible : fichier modifié ou perdu"
    return {"stroke": stroke, "said": said, "alt": f"Signature de {who}"}


def hours(time: dt.time | None, minutes: int | None) -> str:
    """« 10 h 00 – 10 h 45 », or what is known of it: « 45 min »."""
    if time is None or not minutes:
        return minutes_written(minutes) if minutes else hour_written(time) if time else ""
    end = dt.datetime.combine(dt.date(2000, 1, 1), time) + dt.timedelta(minutes=minutes)
    return f"{hour_written(time)} – {hour_written(end.time())}"


def _stroke(signature: Signature) -> str:
    content = content_of(signature.image)
    with Image.open(io.BytesIO(content)) as image:
        return framed(content, signature.image.media_type, image.width, image.height)
