"""A letter to each person of a selection: kept in each file, printed all at once."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from jalon.accounts.models import User
from jalon.core import clock, typesetting
from jalon.core.french import long_day
from jalon.documents.actions import store_file
from jalon.pathways.actions.bulk import Verdict
from jalon.pathways.actions.bulk import carry_out as carry_out_for
from jalon.pathways.models import BulkAct, Pathway
from jalon.people.documents import add_document
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant, Situation
from jalon.reports.papers import paper
from jalon.web.bulk.selection import Selection

TEMPLATE = Path(__file__).with_name("letters.typ")
Said = dict[str, Any]


def verdicts(by: User, said: Said, selection: Selection) -> list[Verdict]:
    """Whoever has a file that one may open can be written to."""
    return [Verdict(person, pathway, refused or _lacking(pathway)) for person, pathway, refused in selection.rows]


def _lacking(pathway: Pathway | None) -> str:
    return "" if pathway else "Pas de parcours en cours."


def carry_out(by: User, said: Said, pathways: list[Pathway], label: str) -> BulkAct:
    """Each letter becomes a paper of its file; all of them are one PDF to print, made again on demand."""
    frame, addresses = paper(title="Courrier", kicker="courrier", day=clock.today()), addresses_of(pathways)

    def write(pathway: Pathway) -> Document:
        person = pathway.participant
        content = pdf(frame, [letter(by, said, person, addresses.get(person.pk, []))])
        name = f"courrier-{slugify(person.code)}.pdf"
        file = store_file(by=by, name=name, content=content, file=person.code)
        return add_document(
            by=by,
            participant=person,
            kind=DocumentKind.LETTER,
            dated=clock.today(),
            file=file,
            title=said["subject"],
        )

    return carry_out_for(by=by, label=label, pathways=pathways, act=write)


def letter(by: User, said: Said, person: Participant, address: list[str]) -> dict[str, Any]:
    """What one letter says."""
    paragraphs = [each.strip() for each in said["words"].splitlines() if each.strip()]
    return {
        "to": [str(person), *address],
        "day": long_day(clock.today()),
        "subject": said["subject"],
        "hello": f"Bonjour {person},",
        "paragraphs": paragraphs,
        "from": str(by),
    }


def pdf(frame: dict[str, Any], letters: list[dict[str, Any]], day: dt.date | None = None) -> bytes:
    """One page or more for each letter."""
    return typesetting.compile(TEMPLATE, {**frame, "letters": letters}, day or clock.today())


def addresses_of(pathways: list[Pathway]) -> dict[int, list[str]]:
    """The lines of the address of each person, as known on the day. One query."""
    rows = Situation.objects.filter(
        participant__in=[pathway.participant_id for pathway in pathways], date__lte=clock.today()
    )
    found: dict[int, list[str]] = {}
    for each in rows.select_related("commune").order_by("date"):
        if each.address or each.postcode:
            town = " ".join(filter(None, [each.postcode, str(each.commune or "")]))
            found[each.participant_id] = [line for line in (*each.address.splitlines(), town) if line]
    return found
