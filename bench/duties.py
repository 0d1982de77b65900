"""The alerts of a day, inside a process that has the base open: for one person, one référent, everyone."""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

from jalon.alerts.compose import standing
from jalon.alerts.enums import AlertKind
from jalon.alerts.ranking import lines
from jalon.core import clock
from jalon.core.periods import add_months
from jalon.pathways.models import Assignment, Pathway

SQL = Path(__file__).parent / "sql" / "alerts.sql"
BY_HAND = {AlertKind.NO_CONTACT, AlertKind.NO_INTERVIEW, AlertKind.NO_STEP, AlertKind.MAX_DURATION}


def measure(runs: str) -> dict[str, Any]:
    """Milliseconds of each, and of the statement by hand, in turns; stops when they do not find the same alerts."""
    day = clock.today()
    ours = {(each.pathway, each.kind.value) for each in standing(day) if each.kind in BY_HAND}
    theirs = by_hand(day)
    if ours != theirs:
        raise SystemExit(f"by hand only {sorted(theirs - ours)[:5]}, alerts only {sorted(ours - theirs)[:5]}")
    of_one = _someone(day)
    asked: dict[str, Callable[[], object]] = {
        "by hand, four kinds, everyone": lambda: by_hand(day),
        "everyone": lambda: standing(day),
        "everyone, ranked": lambda: lines(standing(day), day, day),
        "one référent": lambda: standing(day, [of_one[1]]),
        "one person": lambda: standing(day, participants=[of_one[0]]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(int(runs)):
        for name, ask in asked.items():
            start = time.perf_counter()
            ask()
            seconds[name].append(time.perf_counter() - start)
    base = seconds["by hand, four kinds, everyone"]
    ratios = {name: statistics.median(a / b for a, b in zip(each, base, strict=True)) for name, each in seconds.items()}
    times = {name: round(statistics.median(each) * 1000, 1) for name, each in seconds.items()}
    return {"files": Pathway.objects.open_on(day).count(), "times": times, "ratios": ratios}


def by_hand(day: dt.date) -> set[tuple[str, str]]:
    """Pathway and kind."""
    values = {
        "day": day,
        "month": day - dt.timedelta(31),
        "quarter": _last(day, lambda each: add_months(each, 3) < day),
        "long": _last(day + dt.timedelta(60), lambda each: add_months(each, 30) <= day + dt.timedelta(60)),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL.read_text(encoding="utf-8"), values)
        return {(code, kind) for code, kind in cursor.fetchall()}


def _last(day: dt.date, held: Callable[[dt.date], bool]) -> dt.date:
    """The last day, going back, of which it is true."""
    while not held(day):
        day -= dt.timedelta(1)
    return day


def _someone(day: dt.date) -> tuple[int, int]:
    """A person and the référent of one who has many."""
    followed = Assignment.objects.filter(pathway__in=Pathway.objects.open_on(day)).order_by("caseworker", "pk")
    pathway, caseworker = followed.values_list("pathway__participant", "caseworker")[0]
    return pathway, caseworker
