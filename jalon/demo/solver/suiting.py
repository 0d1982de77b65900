"""Who suits what happens to them: a maternity, an action for women, for seniors, a French course.

People change places within a group that the figures count together, so that no total moves.
"""

from collections.abc import Callable, Sequence

from jalon.demo.solver.model import Course, Person, Referral

Wish = Callable[[Person], bool]
SENIOR_BORN_BEFORE = MOTHER_BORN_AFTER = 1973
"""Seniors are 45 and over, as in the report; the others may be mothers."""
MATERNITY = "maternite"


def _woman(person: Person) -> bool:
    return person.sex == "F"


def _mother(person: Person) -> bool:
    return person.sex == "F" and person.birth.year >= MOTHER_BORN_AFTER


def _senior(person: Person) -> bool:
    return person.birth.year < SENIOR_BORN_BEFORE


def _schooled_abroad(person: Person) -> bool:
    return person.level == "etranger"


WISHES: dict[str, Wish] = {
    "Start Again": _woman,
    "Action seniors - TALENT CAMPUS": _senior,
    "FLE Cesam / Formation Linguistique / Ateliers Ling": _schooled_abroad,
    MATERNITY: _mother,
}
"""What a step's label or an exit's reason asks of the person."""


def suit(courses: Sequence[Course]) -> None:
    """Exchange the people of courses that do not suit them."""
    held = [course for course in courses if course.left]
    groups: dict[tuple[bool, bool, bool], list[Course]] = {}
    for course in held:
        groups.setdefault(_group(course), []).append(course)
    for course in held:
        if not _suits(course.person, course):
            _exchange(course, groups[_group(course)])


def _group(course: Course) -> tuple[bool, bool, bool]:
    """Those among whom every marginal counts alike."""
    return course.is_stock, course.is_positive, course.exit is not None


def _suits(person: Person | None, course: Course) -> bool:
    names = [course.reason, *(span.label for span in course.spans)]
    return person is None or all(WISHES[name](person) for name in names if name in WISHES)


def _exchange(course: Course, others: Sequence[Course]) -> None:
    """With the first who suits this course, and whom this one's person replaces as well; none: they stay."""
    for other in others:
        if _suits(other.person, course) and (_suits(course.person, other) or not _suits(other.person, other)):
            course.person, other.person = other.person, course.person
            return


def suit_outside(people: list[Person], referrals: Sequence[Referral]) -> None:
    """The same for those who did not enter, in place."""
    free = [index for index, referral in enumerate(referrals) if referral.reason != MATERNITY]
    for index, referral in enumerate(referrals):
        if referral.reason == MATERNITY and not _mother(people[index]):
            other = next(each for each in free if _mother(people[each]))
            people[index], people[other] = people[other], people[index]
            free.remove(other)
