"""The time of référents: half-days of welcome, operations, other work of the last weeks, leave of the holidays."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from jalon.accounts.models import FtePeriod
from jalon.agenda.enums import LeaveKind, TimeKind
from jalon.agenda.models import Leave, Opening, TimeEntry
from jalon.core.periods import Period
from jalon.demo.solver.days import is_working
from jalon.demo.week.scene import Scene, table
from jalon.programme.enums import Justification
from jalon.programme.models import Operation, OperationShare
from jalon.worktime.queries import days_of
from jalon.worktime.rules import Day

SINCE = dt.date(2017, 1, 1)
WEEKS = 9
LEFT = 50
"""Minutes that one day of the last week still lacks, for the référent who signs in."""
STARTS = (8 * 60 + 30, 9 * 60, 13 * 60 + 30, 16 * 60, 17 * 60)


def openings(scene: Scene) -> list[Opening]:
    """An afternoon each, spread over the week."""
    places = dict(FtePeriod.objects.order_by("start").values_list("caseworker", "host__name"))
    return [
        Opening(
            caseworker=caseworker,
            weekday=rank % 5,
            start=dt.time(13, 30),
            end=dt.time(16, 30),
            slot_minutes=30,
            place=places.get(key) or "",
            valid_from=SINCE,
        )
        for rank, (key, caseworker) in enumerate(scene.team.items())
    ]


def operations() -> list[Operation]:
    """Accompaniment, by time sheets; animation, by a fixed share."""
    names = {
        "ACC-2017": ("Accompagnement renforcé 2017", Justification.TIME_SHEET),
        "CLA-2017": ("Clauses d’insertion 2017", Justification.FIXED_SHARE),
    }
    return [
        Operation(code=code, name=name, start=SINCE, end=dt.date(2018, 12, 31), justification=how)
        for code, (name, how) in names.items()
    ]


def shares(scene: Scene, made: list[Operation]) -> list[OperationShare]:
    """All their time to accompaniment."""
    return [
        OperationShare(operation=made[0], caseworker=each, share=Decimal(1), start=SINCE)
        for each in scene.team.values()
    ]


def leaves(scene: Scene) -> list[Leave]:
    """One référent in three was away after Christmas; another leaves in January."""
    away = [
        Leave(caseworker=each, kind=LeaveKind.PAID, start=dt.date(2017, 12, 26), end=dt.date(2017, 12, 29))
        for rank, (key, each) in enumerate(scene.team.items())
        if rank % 3 == 1 and key != scene.known
    ]
    last = list(scene.team.values())[-1]
    return [*away, Leave(caseworker=last, kind=LeaveKind.PAID, start=dt.date(2018, 1, 8), end=dt.date(2018, 1, 12))]


def work(scene: Scene) -> list[TimeEntry]:
    """Other work: the meetings of each week, then what fills the day; a gap and an overlap are left to settle."""
    first = scene.day - dt.timedelta(weeks=WEEKS)
    days = days_of(list(scene.team), Period(first, scene.day))
    usual: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in table("work.csv"):
        usual[int(row["weekday"])].append(row)
    made = []
    for key, found in days.items():
        for day in found:
            if is_working(day.date) and day.owed:
                left = LEFT if key == scene.known and day.date == dt.date(2017, 12, 28) else 0
                made += _filled(key, day, usual[day.date.weekday()], left)
    return [*made, *_overlap(scene)]


def _filled(caseworker: int, day: Day, usual: list[dict[str, str]], left: int) -> list[TimeEntry]:
    """Entries that add up to what the day owes, less what is left; each at a free hour."""
    taken = [(each.begin, each.finish) for each in day.done if each.timed]
    missing = day.owed - day.recorded - left
    made = []
    for row in usual:
        minutes = min(int(row["minutes"]), missing)
        if minutes < 15:
            break
        made.append(_entry(caseworker, day.date, TimeKind(row["kind"]), minutes, row["words"], taken))
        missing -= minutes
    while missing > 0:
        minutes = min(missing, 120)
        made.append(_entry(caseworker, day.date, TimeKind.DESK, minutes, "Dossiers, appels et courriers", taken))
        missing -= minutes
    return made


def _entry(
    caseworker: int, date: dt.date, kind: TimeKind, minutes: int, words: str, taken: list[tuple[int, int]]
) -> TimeEntry:
    for begin in range(8 * 60, 19 * 60, 15):
        if all(begin >= end or begin + minutes <= start for start, end in taken):
            taken.append((begin, begin + minutes))
            time: dt.time | None = dt.time(*divmod(begin, 60))
            break
    else:
        time = None
    return TimeEntry(
        caseworker_id=caseworker, date=date, time=time, minutes=minutes, kind=kind, words=words, recorded_on=date
    )


def _overlap(scene: Scene) -> list[TimeEntry]:
    """On the last Wednesday, a meeting typed over another."""
    if scene.known is None:
        return []
    return [
        TimeEntry(
            caseworker_id=scene.known,
            date=dt.date(2017, 12, 27),
            time=dt.time(9, 15),
            minutes=30,
            kind=TimeKind.PARTNER,
            words="Point avec la plateforme mobilité",
            recorded_on=dt.date(2017, 12, 27),
        )
    ]
