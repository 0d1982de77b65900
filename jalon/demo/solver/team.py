"""The référents: who accompanies whom, and the few changes of hands."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course
from jalon.demo.solver.tables import Row, rows

NEAR = {"QUETIGNY": "21515", "LONGVIC": "21355", "CHENOVE": "21166"}
"""The communes that lend a référent, who mostly accompanies their inhabitants."""
LIKELIER = 4.0
CHANGES = 0.04
HANDOVER = dt.date(2017, 9, 1)
"""Day when a référent works fewer hours: part of the file changes hands."""


def assign(random: Random, courses: Sequence[Course]) -> list[tuple[str, str, dt.date]]:
    """Give each course its référent; the later changes, as pathway, référent and first day."""
    team = [row for row in rows("partners/referents.csv") if row["debut"] < "2017"]
    for course in courses:
        course.caseworker = random.choices(team, [_weight(row, course) for row in team])[0]["code"]
    return [change for course in courses if (change := _change(random, course, team))]


def _weight(row: Row, course: Course) -> float:
    near = course.person is not None and NEAR.get(row["organisme"]) == course.person.place[0]
    return float(row["etp"]) * (LIKELIER if near else 1.0)


def _change(random: Random, course: Course, team: Sequence[Row]) -> tuple[str, str, dt.date] | None:
    leaver = next(row["code"] for row in team if row["fin"])
    handed = course.caseworker == leaver and random.random() < 0.4
    if not handed and random.random() >= CHANGES:
        return None
    day = HANDOVER if handed else days.pick(random, dt.date(2017, 2, 1), dt.date(2017, 12, 1))
    if day <= course.entry or (course.exit and day >= course.exit):
        return None
    others = [row["code"] for row in team if row["code"] not in (course.caseworker, leaver)]
    return course.code, random.choice(others), day
