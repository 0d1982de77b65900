"""The legal limits of a PMSMP with one host. Source: Code du travail, D5135-3 (and L5135-1, D5135-2 for its terms).

An agreement lasts a month at most, from date to date; renewed once, for the same object and goals, for a month at
most. In twelve months in a row, a person has at most two agreements with a host, of different objects or goals, and
sixty days with it, renewals included. An agreement belongs to the day it starts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from jalon.core.folding import folded
from jalon.core.french import NO_BREAK, day
from jalon.core.periods import add_months
from jalon.pathways.renewals import months_reached_on

LONGEST_DAYS, LONGEST_AGREEMENTS, WINDOW_MONTHS = 60, 2, 12
PERIODS = 2
"""Of an agreement: the first, and its only renewal."""
DAY = dt.timedelta(days=1)
SOURCE = "Code du travail, art. D5135-3"


class Limit(Enum):
    """What the law bounds."""

    MONTH = "durée"
    RENEWAL = "renouvellement"
    AGREEMENTS = "conventions"
    SAME_GOALS = "objectifs"
    DAYS = "jours"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement with one host. `ends`: the end first agreed, then that of each renewal, in order."""

    start: dt.date
    ends: tuple[dt.date, ...]
    object: str = ""
    goals: str = ""

    @property
    def end(self) -> dt.date:
        """The last day, renewals included."""
        return self.ends[-1]


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that would be passed, in French, and where it is written."""

    limit: Limit
    words: str
    source: str = SOURCE

    def __str__(self) -> str:
        return f"{self.words} ({self.source})"


def breaches(agreement: Agreement, others: Sequence[Agreement]) -> list[Breach]:
    """The limits that an agreement passes, with the others of the same person with the same host; [] when none."""
    found = [*_lengths(agreement), *_agreements(agreement, others), *_goals(agreement, others)]
    worst = most_days(agreement, others)
    if worst > LONGEST_DAYS:
        said = f"Elle porterait à {worst}{NO_BREAK}jours la présence chez cet employeur en douze mois ; la limite est "
        found.append(Breach(Limit.DAYS, f"{said}{LONGEST_DAYS}{NO_BREAK}jours"))
    return found


def days_left(agreement: Agreement, others: Sequence[Agreement]) -> int:
    """Days that remain with this host in the twelve months that hold most of them; never below zero."""
    return max(0, LONGEST_DAYS - most_days(agreement, others))


def most_days(agreement: Agreement, others: Sequence[Agreement]) -> int:
    """The most days with the host in twelve months in a row that touch the agreement; days held twice count once."""
    spans = [(each.start, each.end) for each in (agreement, *others)]
    # The fullest window begins where an agreement begins, or ends where one ends.
    firsts = {start for start, _ in spans} | {add_months(end, -WINDOW_MONTHS) + DAY for _, end in spans}
    windows = [(first, months_reached_on(first, WINDOW_MONTHS)) for first in firsts]
    touching = [(first, last) for first, last in windows if first <= agreement.end and last >= agreement.start]
    return max(_days(spans, first, last) for first, last in touching)


def _days(spans: Sequence[tuple[dt.date, dt.date]], first: dt.date, last: dt.date) -> int:
    counted, reached = 0, first - DAY
    for start, end in sorted(spans):
        begin, finish = max(start, reached + DAY), min(end, last)
        if begin <= finish:
            counted += (finish - begin).days + 1
            reached = finish
    return counted


def _lengths(agreement: Agreement) -> list[Breach]:
    found = []
    begins = agreement.start
    for end in agreement.ends[:PERIODS]:
        longest = months_reached_on(begins, 1)
        if end > longest:
            said = f"Elle dure plus d’un mois{NO_BREAK}: du {day(begins)}, elle va au plus tard au {day(longest)}"
            found.append(Breach(Limit.MONTH, said))
        begins = end + DAY
    if len(agreement.ends) > PERIODS:
        found.append(Breach(Limit.RENEWAL, "Elle n’est renouvelée qu’une fois"))
    return found


def _agreements(agreement: Agreement, others: Sequence[Agreement]) -> list[Breach]:
    starts = sorted(each.start for each in (agreement, *others))
    for first in starts:
        last = months_reached_on(first, WINDOW_MONTHS)
        within = [start for start in starts if first <= start <= last]
        if first <= agreement.start <= last and len(within) > LONGEST_AGREEMENTS:
            said = "Ce serait la troisième convention avec cet employeur en douze mois ; la limite est deux"
            return [Breach(Limit.AGREEMENTS, said)]
    return []


def _goals(agreement: Agreement, others: Sequence[Agreement]) -> list[Breach]:
    near = [each for each in others if _within_window(each, agreement)]
    if agreement.object and any(_same(each, agreement) for each in near):
        said = "Une convention du même objet et des mêmes objectifs existe déjà avec cet employeur : renouvelez-la"
        return [Breach(Limit.SAME_GOALS, f"{said}, ou changez-en l’objet ou les objectifs")]
    return []


def _within_window(one: Agreement, other: Agreement) -> bool:
    first, second = sorted((one.start, other.start))
    return second <= months_reached_on(first, WINDOW_MONTHS)


def _same(one: Agreement, other: Agreement) -> bool:
    return one.object == other.object and folded(one.goals) == folded(other.goals)
