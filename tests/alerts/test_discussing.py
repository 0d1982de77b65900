"""Whom a monthly meeting speaks of, and why: a table."""

import datetime as dt

import pytest

from jalon.alerts.compose import Alert
from jalon.alerts.discussing import reasons
from jalon.alerts.enums import AlertKind, Ground
from jalon.alerts.reading import Person
from jalon.core.duties import Due
from jalon.core.periods import month

TODAY = dt.date(2017, 12, 29)
JANUARY = month(2018, 1)
AWA = Person(1, "M-0412", "Awa", "Mésange")
ENTRY = dt.date(2017, 6, 20)


def alert(kind: AlertKind, due_on: dt.date = TODAY, *, shown: bool = True) -> Alert:
    due = Due(kind.value, due_on, kind.label, due_on, "")
    return Alert(kind, due, AWA, "P-1", ENTRY, 1, shown=shown)


LATE = TODAY - dt.timedelta(1)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        ([alert(AlertKind.REVIEW_DUE, LATE)], []),
        ([alert(AlertKind.NO_STEP)], [Ground.NO_STEP]),
        ([alert(AlertKind.ABSENCES)], [Ground.DIFFICULTY]),
        ([alert(AlertKind.ABSENCES, shown=False)], []),
        ([alert(AlertKind.MAX_DURATION), alert(AlertKind.NO_STEP)], [Ground.DIFFICULTY, Ground.NO_STEP]),
        ([alert(kind, LATE) for kind in (AlertKind.REVIEW_DUE, AlertKind.NO_CALL)], []),
        (
            [alert(kind, LATE) for kind in (AlertKind.REVIEW_DUE, AlertKind.NO_CALL, AlertKind.PARTNER_POINT)],
            [Ground.DIFFICULTY],
        ),
        ([alert(kind) for kind in (AlertKind.REVIEW_DUE, AlertKind.NO_CALL, AlertKind.PARTNER_POINT)], []),
    ],
)
def test_the_grounds_of_a_person(found: list[Alert], expected: list[Ground]) -> None:
    assert [each.ground for each in reasons(found, ENTRY, JANUARY, TODAY)] == expected


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (dt.date(2017, 8, 1), "5 mois"),
        (dt.date(2017, 8, 31), "5 mois"),
        (dt.date(2017, 7, 31), None),
        (dt.date(2017, 9, 1), None),
        (dt.date(2015, 7, 15), "30 mois"),
        (dt.date(2015, 2, 15), None),
    ],
)
def test_a_pathway_that_reaches_a_mark_in_the_month_of_the_meeting(entry: dt.date, said: str | None) -> None:
    found = reasons([], entry, JANUARY, TODAY)
    assert [each.said.replace("\u00a0", " ") for each in found] == ([f"{said} de parcours"] if said else [])
