"""The memory of a file: all that happened, the latest first, 25 by 25. Each page reads 26 records a kind at most."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, IntegerField, Q, Subquery, Value
from django.db.models.functions import Coalesce

from jalon.core.french import number
from jalon.people.models import Participant
from jalon.web.participants.moments import SOURCES, Kind, Moment, Source

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
    after = _place(mark)
    found: list[tuple[Place, Source, Any]] = []
    for rank, source in enumerate(SOURCES):
        if kind in ("", source.kind):
            found += [
                ((day, rank, row.pk), source, row) for day, row in _latest(source, rank, participant, today, after)
            ]
    found.sort(key=lambda one: one[0], reverse=True)
    page = found[:PAGE]
    older = _mark(page[-1][0]) if len(found) > PAGE else ""
    counts = _counts(participant, today)
    total = counts[Kind(kind)] if kind else sum(counts.values())
    moments = [source.tell(row, shown) for _, source, row in page]
    return Timeline(moments, _chips(counts, kind), total, kind, older, first=after is None)


def _latest(
    source: Source, rank: int, participant: Participant, today: dt.date, after: Place | None
) -> Sequence[tuple[dt.date, Any]]:
    rows = source.rows(participant, today).select_related(*source.related)
    if after is not None:
        rows = rows.filter(_older(source.date, rank, after))
    return [(getattr(row, source.date), row) for row in rows.order_by(f"-{source.date}", "-pk")[: PAGE + 1]]


def _older(date: str, rank: int, after: Place) -> Q:
    day, last_rank, key = after
    if rank < last_rank:
        return Q(**{f"{date}__lte": day})
    before = Q(**{f"{date}__lt": day})
    return before | Q(**{date: day}, pk__lt=key) if rank == last_rank else before


def _counts(participant: Participant, today: dt.date) -> dict[Kind, int]:
    """How many moments each kind has; one query."""
    counted = {f"source_{rank}": _count(source, participant, today) for rank, source in enumerate(SOURCES)}
    found = Participant.objects.filter(pk=participant.pk).annotate(**counted).values_list(*counted).get()
    totals = dict.fromkeys(Kind, 0)
    for source, number_of in zip(SOURCES, found, strict=True):
        totals[source.kind] += number_of
    return totals


def _count(source: Source, participant: Participant, today: dt.date) -> Any:
    rows = source.rows(participant, today).annotate(all=Value(1)).values("all").annotate(count=Count("pk"))
    return Coalesce(Subquery(rows.values("count"), output_field=IntegerField()), 0)


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
