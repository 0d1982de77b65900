"""The tables of the page: a row a référent, a row a file, and for each lack the act that completes it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from jalon.accounts.models import Caseworker
from jalon.core import french
from jalon.core.duties import said
from jalon.core.folding import folded
from jalon.pathways.enums import Gap, Judged
from jalon.pathways.judging import Judgement
from jalon.pathways.quality import Act, Share, share
from jalon.people.models import Participant
from jalon.web.quality.criteria import Asked

NOBODY = "Sans référent"
FILE_LINK = "Ouvrir le dossier"
LINKS: dict[Gap, tuple[str, str]] = {
    Gap.CONTACT: ("Noter un contact", "recording:call"),
    Gap.INTERVIEW: ("Noter un entretien", "recording:interview"),
    Gap.CHARTER: ("Faire signer", "documents:sign_charter"),
    Gap.BARRIERS: ("Coter les freins", "guidance:rate"),
    Gap.JOB: ("Voir les étapes", "steps:list"),
}
"""The act that completes what a file lacks; another lack is read in the file."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A référent (or nobody): where their list is, how complete, how many files to complete."""

    name: str
    url: str
    share: Share
    files: int


@dataclass(frozen=True, slots=True)
class Todo:
    """What an act lacks that one page completes."""

    act: str
    lacks: str
    verb: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A file of the list."""

    person: Participant
    share: Share
    todo: tuple[Todo, ...]


def kept(found: Iterable[Judgement], asked: Asked) -> list[Judgement]:
    """The files with an act of the kind asked for, and those acts alone."""
    if not asked.act:
        return list(found)
    only = (replace(each, acts=tuple(act for act in each.acts if act.kind == asked.act)) for each in found)
    return [each for each in only if each.acts]


def total(found: Iterable[Judgement]) -> Share:
    """Of all the acts of these files."""
    return share(act for each in found for act in each.acts)


def desks(found: Iterable[Judgement], query: str) -> list[Desk]:
    """The one with most to complete first; those whom nobody follows last. One query."""
    held: dict[int | None, list[Judgement]] = {}
    for each in found:
        held.setdefault(each.caseworker, []).append(each)
    people = Caseworker.objects.in_bulk([key for key in held if key is not None])
    rows = [_desk(people[key], files, query) for key, files in held.items() if key is not None]
    ranked = sorted(rows, key=lambda row: (row.share.percent or 0, -row.files, folded(row.name)))
    return ranked + ([_desk(None, held[None], query)] if None in held else [])


def _desk(caseworker: Caseworker | None, found: list[Judgement], query: str) -> Desk:
    address = reverse("quality:caseworker", args=[caseworker.code]) if caseworker else reverse("quality:nobody")
    name = str(caseworker) if caseworker else NOBODY
    return Desk(name, f"{address}?{query}", total(found), sum(bool(each.lacking) for each in found))


def listed(found: Iterable[Judgement], asked: Asked) -> list[Judgement]:
    """The files of a list, by name."""
    wanted = (each for each in found if asked.everyone or each.lacking)
    return sorted(wanted, key=lambda each: (*_name(each.participant), each.participant.pk))


def line(found: Judgement, today: dt.date) -> Line:
    """The row of a file."""
    todo = tuple(each for act in found.lacking for each in todos(act, found.participant.code, today))
    return Line(found.participant, found.share, todo)


def todos(act: Act, code: str, today: dt.date) -> Iterator[Todo]:
    """What an act lacks, by the page that completes it."""
    by_page: dict[tuple[str, str], list[str]] = {}
    for gap in act.lacks:
        by_page.setdefault(_link(act, gap, code), []).append(gap.value)
    for (verb, url), lacks in by_page.items():
        yield Todo(_told(act, today), f"il manque{french.NO_BREAK}: {', '.join(lacks)}", verb, url)


def _told(act: Act, today: dt.date) -> str:
    if act.kind == Judged.MONTH:
        return f"Suivi {french.of(french.month(act.date))}"
    return f"{act.name} du {said(act.date, today)}"


def _link(act: Act, gap: Gap, code: str) -> tuple[str, str]:
    if gap == Gap.SIGNATURE:
        return "Faire signer", reverse("documents:sign", args=["entretien", act.key])
    if act.kind == Judged.CONTACT:
        return "Compléter", reverse("recording:note", args=[act.key])
    if act.kind == Judged.STEP:
        return "Compléter l’étape", reverse("steps:edit", args=[act.key])
    verb, page = LINKS.get(gap, (FILE_LINK, "participants:file"))
    return verb, reverse(page, args=[code])


def _name(person: Participant) -> tuple[str, str]:
    return folded(person.last_name), folded(person.first_name)
