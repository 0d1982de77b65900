"""What the example publishes: its head, the versions of its letter, who receives them, two stories, a closed month."""

import csv
from collections.abc import Iterator
from pathlib import Path

from jalon.accounts.models import Caseworker
from jalon.core import periods, pictures
from jalon.messaging.actions.lists import add_subscriber, save_list
from jalon.messaging.models import MailingList
from jalon.organisations.models import Organisation
from jalon.reference.models import Commune
from jalon.reports.closing.actions import close
from jalon.reports.editions.actions import Draft, change_edition, make_edition, write_letterhead
from jalon.reports.enums import Audience
from jalon.reports.publication import whole
from jalon.reports.stories.actions import Draft as Told
from jalon.reports.stories.actions import keep_picture, write_story

DATA = Path(__file__).parent / "data"
NAME = "PLIE de Dijon Métropole (exemple)"
OF_THE_WHOLE = "Financeurs et comité de pilotage"
CLOSED = periods.month(2017, 3)
"""Closed as of its last day: its letter tells what was recorded since."""


def publish() -> None:
    """Write them, as the team would on its pages."""
    write_letterhead(by=None, name=NAME, logo=None, logo_alt="")
    _lists()
    main = whole()
    draft = Draft(main.name, main.audience, lists=[MailingList.objects.get(name=OF_THE_WHOLE)])
    change_edition(main, by=None, draft=draft)
    for row in _rows("versions.csv"):
        make_edition(by=None, draft=_edition(row))
    for row in _rows("retours.csv"):
        _tell(row)
    closing = close(by=None, period=CLOSED, as_of=CLOSED.end)
    if not closing.closed_at:
        raise ValueError(closing.trouble)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _lists() -> None:
    for row in _rows("destinataires.csv"):
        found = MailingList.objects.filter(name=row["liste"]).first()
        if found is None:
            found = MailingList()
            save_list(found, by=None, name=row["liste"], about=row["pour"])
        add_subscriber(found, by=None, address=row["courriel"], name=row["nom"])


def _edition(row: dict[str, str]) -> Draft:
    audience, key = Audience(row["pour"]), row["cle"]
    return Draft(
        row["nom"],
        audience,
        caseworker=Caseworker.objects.get(code=key) if audience is Audience.CASEWORKER else None,
        commune=Commune.objects.get(code=key) if audience is Audience.COMMUNE else None,
        organisation=None
        if audience in (Audience.CASEWORKER, Audience.COMMUNE)
        else Organisation.objects.get(code=key),
        lists=list(MailingList.objects.filter(name=row["liste"])),
    )


def _tell(row: dict[str, str]) -> None:
    path = DATA / row["image"]
    with path.open("rb") as file:
        picture = keep_picture(by=None, bare=pictures.bare(file, path.stat().st_size))
    told = Told(row["titre"], row["texte"], picture.pk, row["description"], nobody=True)
    write_story(by=None, period=row["periode"], draft=told, seen=None)
