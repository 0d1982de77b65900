"""What matters most today: pure. The rule is written for its readers in docs/rules/alertes.md; a test holds them equal.

The points of an alert: what its kind weighs, one for two days late (fifteen at most), one less a day to come (thirty
at most), fifteen when the person is expected today and the act is done face to face. A person’s line is worth its
first alert, and two a further reason (six at most).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from jalon.alerts.compose import Alert
from jalon.alerts.enums import AlertKind, Family, family_of
from jalon.alerts.reading import Person
from jalon.core.folding import folded

K = AlertKind
WEIGHTS: Mapping[AlertKind, int] = {
    **dict.fromkeys([K.APPOINTMENT_TO_CONFIRM, K.CONTRACT_ENDING, K.MAX_DURATION, K.SUSPENSION_TOO_LONG], 60),
    **dict.fromkeys([K.ABSENCES, K.FIRST_MISSED, K.EXTENSION_ENDING, K.EXIT_TO_VALIDATE, K.CHARTER_MISSING], 50),
    **dict.fromkeys([K.NO_CONTACT, K.SIGNATURE_MISSING, K.FIRST_APPOINTMENT, K.SIX_MONTHS, K.MEETING_DECISION], 45),
    **dict.fromkeys([K.NO_INTERVIEW, K.REVIEW_DUE, K.FILE_INCOMPLETE], 35),
    **dict.fromkeys([K.NO_STEP, K.RSA_CONTRACT, K.HIRE_FOLLOW_UP, K.SUSPENSION_ENDING], 25),
    **dict.fromkeys([K.PARTNER_POINT, K.DOCUMENT_MISSING], 15),
    K.NO_CALL: 10,
}
MOST_LATE = 15
"""Points: one for two days late."""
MOST_COMING = 30
"""Points less: one a day to come."""
EXPECTED_TODAY = 15
FURTHER, MOST_FURTHER = 2, 6
FACE_TO_FACE = (
    *(K.NO_CONTACT, K.NO_INTERVIEW, K.SIGNATURE_MISSING, K.CHARTER_MISSING, K.REVIEW_DUE, K.RSA_CONTRACT),
    *(K.DOCUMENT_MISSING, K.NO_STEP, K.APPOINTMENT_TO_CONFIRM, K.ABSENCES),
)
"""What may be settled with the person there."""
FIRST = 5
"""Lines that open the page."""


class Urgency(Enum):
    """When it was, or is, to be settled."""

    LATE = "En retard"
    THIS_WEEK = "Cette semaine"
    COMING = "À venir"


@dataclass(frozen=True, slots=True)
class Line:
    """A person with all there is to settle for them, what matters most first."""

    alerts: tuple[Alert, ...]
    points: int
    urgency: Urgency

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.first.person

    @property
    def first(self) -> Alert:
        """What matters most."""
        return self.alerts[0]

    @property
    def others(self) -> tuple[Alert, ...]:
        """The further reasons."""
        return self.alerts[1:]


def points(alert: Alert, day: dt.date, expected: Collection[int] = ()) -> int:
    """What an alert is worth on the day; `expected`: keys of the people who come that day."""
    late = (day - alert.due.due_on).days
    time = min(late // 2, MOST_LATE) if late > 0 else max(late, -MOST_COMING)
    there = EXPECTED_TODAY if alert.person.pk in expected and alert.kind in FACE_TO_FACE else 0
    return WEIGHTS[alert.kind] + time + there


def urgency(alert: Alert, day: dt.date, week_end: dt.date) -> Urgency:
    """Late once its last day on time is over; of the week until the last day of the week."""
    if alert.due.due_on < day:
        return Urgency.LATE
    return Urgency.THIS_WEEK if alert.due.due_on <= week_end else Urgency.COMING


def lines(found: Iterable[Alert], day: dt.date, week_end: dt.date, expected: Collection[int] = ()) -> list[Line]:
    """One line a person, what matters most today first."""
    people: dict[int, list[Alert]] = defaultdict(list)
    for alert in found:
        people[alert.person.pk].append(alert)
    made = [_line(each, day, week_end, expected) for each in people.values()]
    return sorted(
        made, key=lambda line: (-line.points, line.first.due.due_on, folded(str(line.person)), line.person.pk)
    )


def _line(found: list[Alert], day: dt.date, week_end: dt.date, expected: Collection[int]) -> Line:
    ranked = sorted(found, key=lambda each: (-points(each, day, expected), each.due.due_on, each.kind))
    worth = points(ranked[0], day, expected) + min(FURTHER * (len(ranked) - 1), MOST_FURTHER)
    return Line(tuple(ranked), worth, urgency(ranked[0], day, week_end))


def families(found: Iterable[Alert]) -> dict[Family, int]:
    """How many people have something to settle, by family, in the order of pages; none is left out."""
    people: dict[Family, set[int]] = {family: set() for family in Family}
    for alert in found:
        people[family_of(alert.kind)].add(alert.person.pk)
    return {family: len(keys) for family, keys in people.items()}
