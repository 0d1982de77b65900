"""A day against the time it owes: what was recorded, what is missing, what overlaps. Minutes everywhere.

Rules told in French in docs/rules/temps.md.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from jalon.core.rounding import whole
from jalon.worktime.enums import Half, Source

FULL_DAY = 7 * 60
"""35 hours (Code du travail, L3121-27) over five days."""
SATURDAY = 5
LONGEST_DAY = 10 * 60
"""Beyond, a day is not legal (Code du travail, L3121-18)."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The minutes owed from Monday to Friday, between two dates."""

    start: dt.date
    end: dt.date | None
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """A share of full time between two dates; None when it is not known."""

    start: dt.date
    end: dt.date | None
    fte: Decimal | None


@dataclass(frozen=True, slots=True)
class Absence:
    """Days away, but for a morning at the start or an afternoon at the end."""

    start: dt.date
    end: dt.date
    from_noon: bool = False
    until_noon: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of a day. `start` None: the hour is not known; `minutes` None: nor how long.

    `waiting`: an appointment that was missed; `together`: a workshop, where several people share an hour;
    `operation`: the code of the one it was given to by hand; `key`: of the record; `code`: of the person's file.
    """

    day: dt.date
    start: dt.time | None
    minutes: int | None
    what: str
    source: Source
    key: int = 0
    who: str = ""
    code: str = ""
    operation: str = ""
    waiting: bool = False
    together: bool = False

    @property
    def begin(self) -> int:
        """Minutes since midnight; 0 when the hour is not known."""
        return 60 * self.start.hour + self.start.minute if self.start else 0

    @property
    def finish(self) -> int:
        """Minutes since midnight at its end."""
        return self.begin + (self.minutes or 0)

    @property
    def timed(self) -> bool:
        """Whether it is known when it was, and how long it took."""
        return self.start is not None and bool(self.minutes)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its time. `due`: what the contract says, None when unknown; `owed`: once holidays and leave are off."""

    date: dt.date
    due: int | None
    owed: int
    recorded: int
    holiday: str
    away: frozenset[Half]
    done: tuple[Slice, ...]
    planned: tuple[Slice, ...]

    @property
    def gap(self) -> int:
        """What is missing."""
        return max(0, self.owed - self.recorded)

    @property
    def over(self) -> int:
        """What was worked beyond what is owed; 0 where that is unknown."""
        return 0 if self.due is None else max(0, self.recorded - self.owed)

    @property
    def too_long(self) -> bool:
        """Whether more was recorded than a day may hold by law."""
        return self.recorded > LONGEST_DAY

    @property
    def overlaps(self) -> list[tuple[Slice, Slice]]:
        """The pairs that cannot both be true."""
        return overlaps(self.done)

    @property
    def worked_away(self) -> bool:
        """Whether work was recorded on a day off."""
        return bool(self.recorded and self.due and not self.owed)


@dataclass(frozen=True, slots=True)
class Balance:
    """Several days together."""

    owed: int
    recorded: int

    @property
    def missing(self) -> int:
        """What they lack; a longer day makes up for a shorter one."""
        return max(0, self.owed - self.recorded)

    @property
    def over(self) -> int:
        """What they have beyond."""
        return max(0, self.recorded - self.owed)


def due(day: dt.date, timetables: Iterable[Timetable], contracts: Iterable[Contract]) -> int | None:
    """The minutes of a day by the timetable in force, else 35 hours × FTE over five days; None: a share is not known.

    Nothing is due at the weekend, nor by someone who has neither.
    """
    if day.weekday() >= SATURDAY:
        return 0
    holding = [each for each in timetables if _holds(each, day)]
    if holding:
        return max(holding, key=lambda each: each.start).minutes[day.weekday()]
    shares = [each.fte for each in contracts if _holds(each, day)]
    known = [share for share in shares if share is not None]
    return None if len(known) < len(shares) else whole(FULL_DAY * sum(known, Decimal()))


def away(day: dt.date, absences: Iterable[Absence]) -> frozenset[Half]:
    """The halves of a day that leave covers."""
    return frozenset(half for each in absences for half in Half if _covers(each, day, half))


def off(due: int, halves: Iterable[Half], *, holiday: bool) -> int:
    """Of the minutes due, those not owed: all on a public holiday, half for each half day of leave."""
    morning = due // 2
    lengths = {Half.MORNING: morning, Half.AFTERNOON: due - morning}
    return due if holiday else sum(lengths[half] for half in set(halves))


def day_of(
    date: dt.date,
    *,
    timetables: Sequence[Timetable] = (),
    contracts: Sequence[Contract] = (),
    absences: Sequence[Absence] = (),
    holiday: str = "",
    slices: Iterable[Slice] = (),
) -> Day:
    """A day from all that is known of it; appointments are what is planned, the rest is what was done."""
    minutes = due(date, timetables, contracts)
    halves = away(date, absences)
    told = sorted(slices, key=lambda each: (each.start is None, each.begin, each.source.value, each.key))
    done = tuple(each for each in told if each.source is not Source.APPOINTMENT)
    return Day(
        date=date,
        due=minutes,
        owed=(minutes or 0) - off(minutes or 0, halves, holiday=bool(holiday)),
        recorded=sum(counted(done)),
        holiday=holiday,
        away=halves,
        done=done,
        planned=tuple(each for each in told if each.source is Source.APPOINTMENT),
    )


def counted(slices: Sequence[Slice]) -> list[int]:
    """The minutes that each slice brings, in their order: an hour is never counted twice where that can be known.

    A workshop of several people counts once; the time of a missed appointment, less what was done meanwhile.
    """
    firsts: set[object] = set()
    return [_counted(each, slices, firsts) for each in slices]


def _counted(one: Slice, slices: Sequence[Slice], firsts: set[object]) -> int:
    if one.together and one.timed:
        session = (one.begin, one.minutes)
        if session in firsts:
            return 0
        firsts.add(session)
    if one.waiting and one.timed:
        return one.finish - one.begin - _covered(one, [each for each in slices if each.timed and not each.waiting])
    return one.minutes or 0


def _covered(one: Slice, others: Iterable[Slice]) -> int:
    """The minutes of a slice during which something else was done."""
    return sum(any(other.begin <= minute < other.finish for other in others) for minute in range(one.begin, one.finish))


def overlaps(slices: Iterable[Slice]) -> list[tuple[Slice, Slice]]:
    """Pairs of records that share a minute: neither a missed appointment nor two people of one workshop."""
    timed = [each for each in slices if each.timed and not each.waiting]
    return [(one, two) for one, two in combinations(timed, 2) if _meet(one, two) and not _same_session(one, two)]


def balance(days: Iterable[Day], *, before: dt.date) -> Balance:
    """The days that are over, together."""
    past = [each for each in days if each.date < before]
    return Balance(sum(each.owed for each in past), sum(each.recorded for each in past))


OPENING_HOURS = ((9 * 60, 12 * 60 + 30), (13 * 60 + 30, 18 * 60))
"""Where a time to fill is proposed; one may always say another hour."""


def free_hour(day: Day, minutes: int) -> dt.time | None:
    """The first hour at which so many minutes hold between what was done; None without any, or when some are untold."""
    if any(each.start is None for each in day.done):
        return None
    busy = [each for each in day.done if each.timed]
    for opens, closes in OPENING_HOURS:
        for begin in sorted({opens, *(each.finish for each in busy if opens <= each.finish < closes)}):
            if begin + minutes <= closes and not any(
                begin < each.finish and each.begin < begin + minutes for each in busy
            ):
                return dt.time(*divmod(begin, 60))
    return None


def _holds(dated: Timetable | Contract, day: dt.date) -> bool:
    return dated.start <= day and (dated.end is None or day <= dated.end)


def _covers(absence: Absence, day: dt.date, half: Half) -> bool:
    first = (absence.start, Half.AFTERNOON if absence.from_noon else Half.MORNING)
    last = (absence.end, Half.MORNING if absence.until_noon else Half.AFTERNOON)
    return first <= (day, half) <= last


def _meet(one: Slice, two: Slice) -> bool:
    return one.begin < two.finish and two.begin < one.finish


def _same_session(one: Slice, two: Slice) -> bool:
    return one.together and two.together and (one.begin, one.minutes) == (two.begin, two.minutes)
