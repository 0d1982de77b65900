"""Who people are: sex, age, place, RSA, level, so that those accompanied, entered and positively gone add up."""

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course, Person
from jalon.demo.solver.shares import fill
from jalon.demo.solver.tables import Row, rows

ATTRIBUTES = ("sexe", "age", "lieu", "rsa", "niveau")
AGES = {"moins_26": (18, 25), "26_44": (26, 44), "45_plus": (45, 63)}
"""Whole ages, in 2017 as on the day of entry: a band is never left in between."""
ELSEWHERE = ("21390", "21171", "21278", "21540", "21485", "21481", "21223")
"""Communes of the métropole behind “other communes”."""
Values = dict[str, str]


def describe(random: Random, courses: Sequence[Course], newcomers: int) -> list[Person]:
    """Give each course its person, then make as many others, who never entered; all of them, in order."""
    counted = [course for course in courses if course.left]
    drawn: dict[int, Values] = {id(course): {} for course in courses}
    for attribute in ATTRIBUTES:
        _deal(random, attribute, counted, drawn)
    draw = _drawer(random)
    for course in courses:
        if not course.left:
            drawn[id(course)] = draw()
        course.person = _person(random, drawn[id(course)], course.entry)
    others = [_person(random, draw(), days.NEW_YEAR) for _ in range(newcomers)]
    people = [course.person for course in courses if course.person] + others
    _name(random, people)
    return people


def _deal(random: Random, attribute: str, courses: Sequence[Course], drawn: dict[int, Values]) -> None:
    """Deal the values of an attribute among six groups of courses: of the stock or not, by kind of exit."""
    groups: dict[tuple[bool, int], list[Course]] = {(stock, end): [] for stock in (True, False) for end in range(3)}
    for course in courses:
        groups[course.is_stock, 0 if course.is_positive else 1 if course.exit else 2].append(course)
    for group in groups.values():
        random.shuffle(group)
    declared = [row for row in rows("marginals/profiles.csv") if row["attribute"] == attribute]
    for row in declared:
        room = [[len(groups[stock, end]) for end in range(3)] for stock in (True, False)]
        for i, line in enumerate(_table(row, declared, room)):
            for end, number in enumerate(line):
                for _ in range(number):
                    drawn[id(groups[i == 0, end].pop())][attribute] = row["value"]


def _table(row: Row, declared: list[Row], room: list[list[int]]) -> list[list[int]]:
    """How many of a value in each group; the last value takes what is left."""
    if row is declared[-1]:
        return room
    everyone, entries, positive = (int(row[name]) for name in ("accompanied", "entries", "positive_exits"))
    others = int(row["other_exits"]) if row["other_exits"] else None
    return fill(room, [everyone - entries, entries], [positive, others, None])


def _drawer(random: Random) -> Callable[[], Values]:
    """Draws a person like those of the year's entries."""
    tables: dict[str, tuple[list[str], list[int]]] = {}
    for attribute in ATTRIBUTES:
        declared = [row for row in rows("marginals/profiles.csv") if row["attribute"] == attribute]
        tables[attribute] = ([row["value"] for row in declared], [int(row["entries"]) for row in declared])
    return lambda: {name: random.choices(*table)[0] for name, table in tables.items()}


def _person(random: Random, values: Values, entry: dt.date) -> Person:
    youngest, oldest = AGES[values["age"]]
    # In the band on the day of entry and until the last day of 2017.
    first = days.months_after(days.LAST_DAY, -12 * (oldest + 1)) + dt.timedelta(1)
    last = days.months_after(min(entry, days.NEW_YEAR), -12 * youngest)
    birth = first + dt.timedelta(random.randrange((last - first).days + 1))
    commune, district = values["lieu"].split("/")
    if commune == "autre":
        commune = random.choice(ELSEWHERE)
    return Person("", values["sexe"], values["niveau"], (commune, district), values["rsa"], birth)


def _name(random: Random, people: Sequence[Person]) -> None:
    """Plainly fictional names: a first name, then a bird, a tree, a stone or a star. No two people share both."""
    names: dict[str, list[str]] = {}
    for row in rows("names.csv"):
        names.setdefault(row["kind"], []).append(row["name"])
    couples = {sex: [(first, last) for first in names[sex] for last in names["nom"]] for sex in ("F", "H")}
    for free in couples.values():
        random.shuffle(free)
    for number, person in enumerate(people, 1):
        person.code = f"M-{number:04}"
        person.first_name, person.last_name = couples[person.sex].pop()
