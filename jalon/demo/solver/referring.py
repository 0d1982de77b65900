"""Referrals: where entries come from, those that led to nothing, those still waiting at the end of the year."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from jalon.demo.solver import days
from jalon.demo.solver.model import Course, Referral
from jalon.demo.solver.tables import by_month, rows

CATEGORIES = ("france_travail", "departement", "mission_locale", "operateur", "commune", "social")
OTHERS = "others"
USUAL_WAIT = 46
"""Mean days from referral to entry in 2016 (letter of January 2017)."""
SHORTEST_WAIT, LONGEST_WAIT = 6, 120
LEAST_BEFORE_NON_ENTRY = 9
DRAWS = 50


class NoRoom(Exception):
    """A month has no referral left."""


class Slots:
    """The referrals of 2017 still to be told, by month; those of 2016 are without number.

    The letters tell apart France Travail, the Département and the others together.
    """

    def __init__(self) -> None:
        table = rows("marginals/referrals.csv")
        self.left = {(i, name): int(row[name]) for i, row in enumerate(table, 1) for name in (*CATEGORIES[:2], OTHERS)}

    def room(self, month: int, category: str) -> int:
        """How many are left."""
        return self.left.get((month, _group(category)), 1_000)

    def take(self, month: int, category: str) -> None:
        """Use one; there must be room."""
        if month != days.BEFORE:
            self.left[month, _group(category)] -= 1

    def give_back(self, month: int, category: str) -> None:
        """Free one again."""
        if month != days.BEFORE:
            self.left[month, _group(category)] += 1


def _group(category: str) -> str:
    return category if category in CATEGORIES[:2] else OTHERS


def refer(random: Random, courses: Sequence[Course]) -> list[Referral]:
    """Give each course its referral; the referrals of those who did not enter."""
    slots = Slots()
    table = rows("marginals/entries_by_referrer.csv")
    for month, row in enumerate(table, 1):
        batch = [course for course in courses if course.entered and course.known == month]
        categories = [name for name in CATEGORIES for _ in range(int(row[name]))]
        _draw(random, slots, batch, int(row["preaffectation_days"]), categories)
    weights = [sum(int(row[name]) for row in table) for name in CATEGORIES]
    for course in courses:
        if not course.entered:
            day = days.pick(random, course.entry - dt.timedelta(USUAL_WAIT + 15), course.entry - dt.timedelta(20))
            _link(course, Referral(random.choices(CATEGORIES, weights)[0], day))
    return [*_non_entries(random, slots, weights), *_pending(random, slots, weights)]


def _link(course: Course, referral: Referral) -> None:
    referral.outcome, referral.outcome_date = "entree", course.entry
    course.referral = referral


def _draw(random: Random, slots: Slots, batch: Sequence[Course], mean: int, categories: list[str]) -> None:
    """Draw the referrals of a month's entries, again while they ask for more than a month has left."""
    before = dict(slots.left)
    for _ in range(DRAWS):
        try:
            return _share(random, slots, batch, _waits(random, batch, mean), list(categories))
        except NoRoom:
            slots.left = dict(before)
    raise NoRoom(f"the entries with {mean} days of wait find no referrals")


def _waits(random: Random, batch: Sequence[Course], mean: int) -> list[dt.date]:
    """Days of referral whose mean distance to the entry is exact over the entries of the month itself."""
    low = max(SHORTEST_WAIT, mean - 25)
    found = [
        days.pick(random, each.entry - dt.timedelta(min(LONGEST_WAIT, 2 * mean - low)), each.entry - dt.timedelta(low))
        for each in batch
    ]
    counted = [index for index, course in enumerate(batch) if not course.recorded]
    while wrong := sum((batch[i].entry - found[i]).days for i in counted) - mean * len(counted):
        index = random.choice(counted)
        step = min(abs(wrong), 3) * (1 if wrong > 0 else -1)
        moved = found[index] + dt.timedelta(random.choice((step, step // abs(step))))
        if days.is_working(moved) and SHORTEST_WAIT <= (batch[index].entry - moved).days <= LONGEST_WAIT:
            found[index] = moved
    return found


def _share(
    random: Random, slots: Slots, batch: Sequence[Course], dates: Sequence[dt.date], categories: list[str]
) -> None:
    """Give each entry of a month its referrer's category, where referrals of that category are left."""
    months = [days.month_of(date) for date in dates]
    given: dict[int, str] = {}
    # Those referred in 2016 take what the others leave.
    for index in sorted(range(len(batch)), key=lambda i: (months[i] == days.BEFORE, dates[i])):
        if not any(slots.room(months[index], name) for name in categories):
            _swap(slots, months, given, categories, index)
        open_ = [name for name in categories if slots.room(months[index], name)]
        given[index] = random.choice(open_)
        slots.take(months[index], given[index])
        categories.remove(given[index])
    for index, course in enumerate(batch):
        _link(course, Referral(given[index], dates[index]))


def _swap(slots: Slots, months: Sequence[int], given: dict[int, str], categories: list[str], index: int) -> None:
    """Take back a category that has room this month from an entry of another month, who gets one of those left."""
    for other, name in given.items():
        spare = next((each for each in categories if slots.room(months[other], each)), None)
        if spare and months[other] != months[index] and slots.room(months[index], name):
            slots.give_back(months[other], name)
            slots.take(months[other], spare)
            given[other] = spare
            categories.remove(spare)
            categories.append(name)
            return
    raise NoRoom(months[index])


def _non_entries(random: Random, slots: Slots, weights: list[int]) -> list[Referral]:
    """Those who did not enter, the oldest referrals first."""
    found = []
    for month in range(1, 13):
        for row in rows("marginals/non_entries.csv"):
            for _ in range(by_month(row)[month - 1]):
                day = days.pick(random, days.first(month), days.last(month))
                referral = _oldest(random, slots, day, weights)
                referral.outcome, referral.outcome_date, referral.reason = "non_entree", day, row["reason"]
                found.append(referral)
    return found


def _oldest(random: Random, slots: Slots, day: dt.date, weights: list[int]) -> Referral:
    """A referral left from the oldest month that still has some, or from 2016 early in the year."""
    latest = day - dt.timedelta(LEAST_BEFORE_NON_ENTRY)
    if day.month == 1 or (day.month == 2 and random.random() < 0.4):
        start = dt.date(2016, 11, 7)
        return Referral(random.choices(CATEGORIES, weights)[0], days.pick(random, start, dt.date(2016, 12, 22)))
    for month in range(1, latest.month + 1):
        names = {name: weight for name, weight in zip(CATEGORIES, weights, strict=True) if slots.room(month, name)}
        if names:
            category = random.choices(list(names), list(names.values()))[0]
            slots.take(month, category)
            return Referral(category, days.pick(random, days.first(month), min(latest, days.last(month))))
    raise NoRoom(latest)


def _pending(random: Random, slots: Slots, weights: list[int]) -> list[Referral]:
    """What is left waits."""
    others = CATEGORIES[2:]
    return [
        Referral(
            random.choices(others, weights[2:])[0] if group == OTHERS else group,
            days.pick(random, days.first(month), days.last(month)),
        )
        for (month, group), number in slots.left.items()
        for _ in range(number)
    ]
