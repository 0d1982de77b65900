"""The memory of a file: all that happened, the latest first, 25 by 25.

One query reads the place of everything that happened (a few hundred days and keys), one for each kind on the page reads
its records.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, IntegerField, Value

from jalon.core.french import number
from jalon.people.models import Participant
from jalon.web.participants.moments import Kind, Moment
from jalon.web.participants.sources import SOURCES

PAGE = 25
KIND, BEFORE = "genre", "avant"
Place = tuple[dt.date, int, int]
"""Where a moment stands: its day, its source's rank, its record's key."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A kind to choose, with how many moments it has."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of the memory; `older` is the mark of the next one, "" on the last page."""

    moments: list[Moment]
    chips: list[Chip]
    total: int
    kind: str
    older: str
    first: bool

    @property
    def text(self) -> str:
        """What part of the whole is on the page."""
        shown = len(self.moments)
        if self.first:
            return f"Les {shown} derniers faits sur {number(self.total)}"
        return f"{shown} de plus, sur {number(self.total)} en tout"

    @property
    def next_url(self) -> str:
        """Address of the older moments, from this page; "" without any."""
        return _address(self.kind, self.older) if self.older else ""

    @property
    def first_url(self) -> str:
        """Address of the latest moments, from this page; "" when they are on it."""
        return "" if self.first else _address(self.kind)


def timeline(participant: Participant, today: dt.date, *, shown: bool, kind: str, mark: str) -> Timeline:
    """The 25 moments older than the mark (one that says nothing: the latest), of one kind or of all ("")."""
    kind = kind if kind in Kind.values else ""
    places = _places(participant, today)
    counts = dict.fromkeys(Kind, 0)
    for _, rank, _ in places:
        counts[SOURCES[rank].kind] += 1
    after = _place(mark)
    told = [place for place in places if kind in ("", SOURCES[place[1]].kind) and (after is None or place < after)]
    page = told[:PAGE]
    older = _mark(page[-1]) if len(told) > PAGE else ""
    total = counts[Kind(kind)] if kind else len(places)
    return Timeline(_moments(page, shown), _chips(counts, kind), total, kind, older, first=after is None)


def _places(participant: Participant, today: dt.date) -> list[Place]:
    """Where everything stands, the latest first."""
    found = [
        source.rows(participant, today)
        .annotate(day_=F(source.date), rank_=Value(rank, IntegerField()))
        .values_list("day_", "rank_", "pk")
        for rank, source in enumerate(SOURCES)
    ]
    return sorted(found[0].union(*found[1:], all=True), reverse=True)


def _moments(page: Sequence[Place], shown: bool) -> list[Moment]:
    """What happened there, in the same order."""
    told: dict[tuple[int, int], Moment] = {}
    for rank in {rank for _, rank, _ in page}:
        source = SOURCES[rank]
        rows = source.read([key for _, held, key in page if held == rank])
        told |= {(rank, row.pk): source.tell(row, shown) for row in rows}
    return [told[rank, key] for _, rank, key in page]


def _chips(counts: dict[Kind, int], kind: str) -> list[Chip]:
    """All, then each kind that has a moment, the chosen one in any case."""
    every = Chip("Tout", sum(counts.values()), _address(""), current=not kind)
    kinds = [
        Chip(each.label, counts[each], _address(each), each == kind) for each in Kind if counts[each] or each == kind
    ]
    return [every, *kinds]


def _address(kind: str, mark: str = "") -> str:
    said = {name: value for name, value in ((KIND, str(kind)), (BEFORE, mark)) if value}
    return f"?{urlencode(said)}#fil"


def _mark(place: Place) -> str:
    day, rank, key = place
    return f"{day}.{rank}.{key}"


def _place(mark: str) -> Place | None:
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.(\d{1,2})\.(\d{1,18})", mark, flags=re.ASCII)
    if match is None:
        return None
    try:
        return dt.date.fromisoformat(match[1]), int(match[2]), int(match[3])
    except ValueError:
        return None
