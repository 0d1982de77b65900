"""Steps by months: for each label, spans whose monthly counts and yearly number are the declared ones.

From one month to the next `e` spans end and `s` start, with s − e fixed by the counts; the extra turnover that makes
the year's number is shared among the months, first where exits need a contract to end.
"""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.days import AFTER, BEFORE
from jalon.demo.solver.model import Course, Span
from jalon.demo.solver.shares import split
from jalon.demo.solver.tables import by_month, rows

LONG, PRO = "Contrat long (CDI /CDD +6 mois)", "Contrat de professionnalisation / Apprentissage"
INTERIM, SHORT = "Mission intérim", "CDD Court (moins de 6 mois)"
CREATION, CLAUSES = "Création ou reprise activité", "Clauses d’insertion (CTTI / Contrat Pro/ CDD/CDI)"
SUBSIDISED, OTHER_JOB = "CAE / CIE", "Autre - Emploi d’avenir / CESU"
LASTING = (LONG, PRO, CREATION, CLAUSES)
"""Labels of one contract that may prove an exit to a job after six months."""
AIDED = (SUBSIDISED, OTHER_JOB)
IMMERSION, CDDI = "PMSMP", "CDDI"
COMPANIONS = ("Chantier ETHIC'O FIL", "Autre chantiers insertion (CFA, C.Ecole, Prévert, SDAT..)")
"""Integration sites, whose workers hold a CDDI: one person, two steps."""
AT_MOST = {SHORT: 5, IMMERSION: 1}
"""Labels whose steps are short by nature: months after which one ends before any other."""
SIX_MONTHS = 6
JOBS_BY_LONG_CONTRACTS = 0.65
"""Share of the exits to a job that end a long contract; the rest ends the other kinds of jobs."""


def all_spans(random: Random, courses: Sequence[Course]) -> list[Span]:
    """The spans of every label."""
    spans = []
    for row in rows("marginals/steps.csv"):
        needs = _exits_to_prove(row["label"], row["classification"], courses)
        spans += _spans(random, row["label"], row["classification"], by_month(row), int(row["year"]), needs)
    return spans


def _exits_to_prove(label: str, classification: str, courses: Sequence[Course]) -> list[float]:
    """How many exits of each month, 1 to 12, would like a span of this label to end with them."""
    reason, part = "", 0.0
    if label in LASTING:
        reason, part = "emploi", JOBS_BY_LONG_CONTRACTS if label == LONG else 1.0
    elif label in AIDED:
        reason, part = "emploi_aide", 1.0
    elif classification == "formation_qualifiante":
        reason, part = "formation_qualifiante", 1.0
    left = [course.left for course in courses if course.reason == reason]
    return [part * left.count(month) for month in range(1, 13)]


def _spans(
    random: Random, label: str, classification: str, counts: list[int], year: int, needs: list[float]
) -> list[Span]:
    endings = _endings(counts, year, needs)
    active = [Span(label, classification, BEFORE, AFTER) for _ in range(counts[0])]
    done: list[Span] = []
    for month, ends in enumerate(endings, 1):
        for span in _ending(random, active, month, ends, needs[month - 1]):
            span.end = month
            active.remove(span)
            done.append(span)
        active += [Span(label, classification, month + 1, AFTER) for _ in range(counts[month] - len(active))]
    for span in _ending(random, active, 12, min(len(active), round(needs[11])), needs[11]):
        span.end = 12
    return done + active


def _endings(counts: list[int], year: int, needs: list[float]) -> list[int]:
    """How many spans end in each month, January to November. ValueError when the year's number cannot hold."""
    falls = [max(0, before - after) for before, after in pairwise(counts)]
    rises = [max(0, after - before) for before, after in pairwise(counts)]
    room = [min(before, after) for before, after in pairwise(counts)]
    extra = year - counts[0] - sum(rises)
    wanted = [min(r, max(0, round(need) - fall)) for r, need, fall in zip(room, needs, falls, strict=False)]
    if any(needs):
        # Exits first; what then remains goes everywhere.
        first = split(min(extra, sum(wanted)), wanted, wanted)
        rest = [r - done for r, done in zip(room, first, strict=True)]
        turnover = [a + b for a, b in zip(first, split(extra - sum(first), rest, rest), strict=True)]
    else:
        turnover = split(extra, room, room)
    return [fall + more for fall, more in zip(falls, turnover, strict=True)]


def _ending(random: Random, active: list[Span], month: int, ends: int, need: float) -> list[Span]:
    """Those that end: for exits to prove, the oldest of six months and more; otherwise any, or the youngest."""
    if not need:
        return _youngest(active, ends) if _is_lasting(active) else _any(random, active, month, ends)
    ripe = [span for span in active if span.start == BEFORE or month - span.start >= SIX_MONTHS]
    proofs = sorted(ripe, key=lambda span: span.start)[: min(ends, round(need))]
    others = [span for span in active if span not in proofs]
    return proofs + _youngest(others, ends - len(proofs))


def _any(random: Random, active: list[Span], month: int, ends: int) -> list[Span]:
    """Any of them, those that have become too long for their label first."""
    overdue = [span for span in active if month - span.start >= AT_MOST.get(span.label, days.AFTER)]
    chosen = random.sample(overdue, min(ends, len(overdue)))
    return chosen + random.sample([span for span in active if span not in chosen], ends - len(chosen))


def _is_lasting(active: list[Span]) -> bool:
    return bool(active) and active[0].label in (*LASTING, *AIDED)


def _youngest(active: list[Span], number: int) -> list[Span]:
    """The last to start: a contract that did not last leaves the others time to ripen."""
    return sorted(active, key=lambda span: -span.start)[:number]
