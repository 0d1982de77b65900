"""To whom should a referral go? A proposal with its reasons; the steering team decides. Pure.

Points, read in docs/rules/attribution.md: room left in the file active, the person's commune, the speciality or sector
that the referral speaks of, how soon a first appointment is free.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jalon.core.folding import folded
from jalon.core.french import NO_BREAK, number, short_day, weekday

ROOM, COMMUNE, WORDS = 40, 30, 20
"""Points: an empty file active (none when it is full, as many less when it holds twice too many); the other two."""
SOON = ((7, 10), (14, 5))
"""A slot free within so many days gives so many points."""
BEST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A référent of the day. `capacity`: people for their FTE; `slots`: days of the free first appointments to come.

    `load`: pathways open and referrals already received. `communes`: codes; `words`: specialities and sectors.
    """

    key: int
    name: str
    capacity: Decimal
    load: int = 0
    communes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    slots: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral to allot: the commune of the person ("" unknown) and what was written of them."""

    key: int
    commune: str = ""
    commune_name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A référent proposed, with points and reasons."""

    candidate: Candidate
    points: int
    reasons: tuple[str, ...]


Reason = tuple[int, str]


def proposals(asked: Asked, candidates: Iterable[Candidate], today: dt.date, best: int = BEST) -> list[Proposal]:
    """The best for a referral: most points first, then the least busy, then by name. Without capacity, nobody."""
    able = [candidate for candidate in candidates if candidate.capacity > 0]
    made = [_proposal(asked, candidate, today) for candidate in able]
    made.sort(key=lambda each: (-each.points, each.candidate.load / each.candidate.capacity, each.candidate.name))
    return made[:best]


def queue(asked: Sequence[Asked], candidates: Iterable[Candidate], today: dt.date) -> dict[int, list[Proposal]]:
    """The best for each referral, in their order; the first of each is then busier by one, with a slot less."""
    standing = {candidate.key: candidate for candidate in candidates}
    found: dict[int, list[Proposal]] = {}
    for each in asked:
        found[each.key] = proposals(each, standing.values(), today)
        if found[each.key]:
            chosen = found[each.key][0].candidate
            standing[chosen.key] = replace(chosen, load=chosen.load + 1, slots=tuple(sorted(chosen.slots)[1:]))
    return found


def _proposal(asked: Asked, candidate: Candidate, today: dt.date) -> Proposal:
    told = [_room(candidate), _commune(asked, candidate), _words(asked, candidate), _slot(candidate, today)]
    return Proposal(candidate, sum(points for points, _ in told), tuple(words for _, words in told if words))


def _room(candidate: Candidate) -> Reason:
    share = 1 - candidate.load / candidate.capacity
    points = max(-ROOM, min(ROOM, int((share * ROOM).to_integral_value())))
    people = f"{candidate.load} personne{'s' if candidate.load > 1 else ''}"
    return points, f"{people} pour {number(candidate.capacity.to_integral_value())}"


def _commune(asked: Asked, candidate: Candidate) -> Reason:
    if not asked.commune or asked.commune not in candidate.communes:
        return 0, ""
    return COMMUNE, f"commune suivie{NO_BREAK}: {asked.commune_name or asked.commune}"


def _words(asked: Asked, candidate: Candidate) -> Reason:
    text = f" {folded(asked.text)}"
    met = [word for word in candidate.words if folded(word) and f" {folded(word)}" in text]
    return (WORDS, f"spécialité ou secteur{NO_BREAK}: {met[0]}") if met else (0, "")


def _slot(candidate: Candidate, today: dt.date) -> Reason:
    first = min((slot for slot in candidate.slots if slot >= today), default=None)
    if first is None:
        return 0, "aucun créneau d’accueil libre"
    points = next((points for within, points in SOON if (first - today).days <= within), 0)
    return points, f"accueil libre le {weekday(first)}{NO_BREAK}{short_day(first)}"
