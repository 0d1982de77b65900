"""The example PLIE, told in its order: flows, steps, suspensions, people, team, referrals, contacts."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from jalon.demo.solver import days, writing
from jalon.demo.solver.dating import Offers, date_steps
from jalon.demo.solver.flows import courses as make_courses
from jalon.demo.solver.model import Course, Person, Referral
from jalon.demo.solver.pauses import REASONS, pause
from jalon.demo.solver.placing import Board
from jalon.demo.solver.profiles import describe
from jalon.demo.solver.proofs import prove
from jalon.demo.solver.referring import refer
from jalon.demo.solver.spans import all_spans
from jalon.demo.solver.suiting import suit, suit_outside
from jalon.demo.solver.tables import Row, rows
from jalon.demo.solver.team import NEAR, assign

SEED = 2017
MOVED = 0.12


def write_example(folder: Path, seed: int = SEED) -> None:
    """Write the example in a folder of the exchange format: always the same bytes for the same seed."""
    random = Random(seed)  # noqa: S311  (an example keeps no secret)
    courses = make_courses(random)
    _live(random, courses)
    outside = refer(random, courses)
    people = describe(random, courses, len(outside))
    newcomers = people[len(courses) :]
    suit(courses)
    suit_outside(newcomers, outside)
    changes = assign(random, courses)
    writer = Referrals(random, newcomers, courses, outside)
    by_code = {code: (caseworker, day) for code, caseworker, day in changes}
    writing.write(
        folder,
        {
            "participants": (writing.person_line(person, number) for number, person in enumerate(people, 1)),
            "situations": list(writer.situations()),
            "prescriptions": list(writer.lines()),
            "parcours": [writing.pathway_line(course, writer.codes[course.code]) for course in courses],
            "affectations": changes,
            "etapes": writing.step_lines(courses),
            "veilles": [(c.code, *span, random.choice(REASONS)) for c in courses for span in c.pauses],
            "entretiens": [line for c in courses for line in writing.contact_lines(random, c, by_code)],
            "sorties": writing.exit_lines(courses),
        },
    )


def _live(random: Random, courses: Sequence[Course]) -> None:
    """What happens on the way: steps, those that prove exits first, then suspensions; then their days."""
    spans = all_spans(random, courses)
    board = Board(courses)
    prove(random, board, courses, spans)
    board.place(random, spans)
    pause(random, courses)
    offers = Offers()
    for course in courses:
        date_steps(random, course, offers)


class Referrals:
    """The referrals in the order of their dates, with their people and their codes."""

    def __init__(
        self, random: Random, newcomers: Sequence[Person], courses: Sequence[Course], outside: Sequence[Referral]
    ) -> None:
        self.random = random
        entered = [(course.referral, course.person) for course in courses]
        told = [(referral, person) for referral, person in entered if referral and person]
        self.all = sorted([*told, *zip(outside, newcomers, strict=True)], key=lambda pair: (pair[0].date, pair[1].code))
        numbers = {id(referral): f"PR-{number:04}" for number, (referral, _) in enumerate(self.all, 1)}
        self.codes = {course.code: numbers[id(course.referral)] for course in courses}
        self.by_category = _referrers(rows("partners/organismes.csv"))

    def lines(self) -> Iterable[writing.Line]:
        """The lines of `prescriptions.csv`."""
        for number, (referral, person) in enumerate(self.all, 1):
            own = [code for code in self.by_category[referral.category] if NEAR.get(code) == person.place[0]]
            organisation = self.random.choice(own or self.by_category[referral.category])
            yield writing.referral_line(f"PR-{number:04}", person, organisation, referral)

    def situations(self) -> Iterable[writing.Line]:
        """What was known of each person on the day of the referral; some have moved since, within their district."""
        for referral, person in self.all:
            line = writing.situation_line(self.random, person, referral.date)
            yield line
            if referral.outcome_date and referral.outcome == "entree" and self.random.random() < MOVED:
                day = referral.outcome_date + timedelta(self.random.randint(60, 200))
                yield writing.moved(self.random, line, min(day, days.LAST_DAY))


def _referrers(organisations: list[Row]) -> dict[str, list[str]]:
    """The organisations that refer people, by category: the agencies where there are some."""
    parents = {row["parent"] for row in organisations}
    category = {row["code"]: row["categorie"] for row in organisations}
    found: dict[str, list[str]] = {}
    for row in organisations:
        if "prescripteur" in row["roles"] and row["code"] not in parents:
            found.setdefault(category[row["parent"] or row["code"]], []).append(row["code"])
    return found
