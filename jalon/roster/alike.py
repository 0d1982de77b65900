"""Who might be the person one is about to write: same telephone, same birth date and a name alike, or alike names."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from jalon.core import folding
from jalon.people.models import Participant
from jalon.roster.models import FileSummary
from jalon.roster.queries import FileSummaryQuerySet
from jalon.roster.search import Search, found

LEAST_DIGITS = 9
"""Of a telephone: what follows the 0 or the +33."""
LEAST_LETTERS = 2
SHOWN = 5
PHONE, BIRTH, NAME = "même téléphone", "même date de naissance", "nom proche"


@dataclass(frozen=True, slots=True)
class Alike:
    """A person already known, and why it may be the same one."""

    summary: FileSummary
    why: tuple[str, ...]


def alike(last_name: str, first_name: str, birth_date: dt.date | None, phone: str) -> list[Alike]:
    """The likeliest first; five at most, in a constant number of queries."""
    whys: dict[int, list[str]] = {}
    for why, keys in _ways(folding.words(last_name), folding.words(first_name), birth_date, phone):
        for key in keys:
            whys.setdefault(key, []).append(why)
    best = sorted(whys, key=lambda key: (-len(whys[key]), list(whys).index(key)))[:SHOWN]
    rows = FileSummary.objects.select_related("participant", "caseworker").in_bulk(best)
    return [Alike(rows[key], tuple(whys[key])) for key in best if key in rows]


def _ways(last: list[str], first: list[str], birth: dt.date | None, phone: str) -> Iterator[tuple[str, list[int]]]:
    digits = "".join(sign for sign in phone if sign.isdigit())[-LEAST_DIGITS:]
    if len(digits) == LEAST_DIGITS:
        pattern = r"\D*".join(digits) + r"\D*$"
        yield PHONE, list(Participant.objects.filter(phone__regex=pattern).values_list("pk", flat=True)[:SHOWN])
    words = (*last, *first)
    if birth and words:
        near = Q(pk__in=[])
        for word in words:
            near |= Q(pk__in=found(FileSummary.objects.all(), Search((word,), (), "")).people.values("pk"))
        yield BIRTH, _keys(FileSummary.objects.filter(near, birth_date=birth))
    if sum(map(len, last)) >= LEAST_LETTERS:
        yield NAME, _keys(found(FileSummary.objects.all(), Search(words, (), "")).people)


def _keys(people: FileSummaryQuerySet) -> list[int]:
    return list(people.order_by("sort_name", "pk").values_list("pk", flat=True)[:SHOWN])
