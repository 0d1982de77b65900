"""The sums that a month is checked by, on a folder made by hand."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.indicators.window import Window
from jalon.reports.closing.reconciliation import Reconciliation, reconciliation
from jalon.reports.models import ClosedLetter
from tests.reports.closing.closed import BEFORE, END, Today, brought, closed

pytestmark = pytest.mark.django_db

FEBRUARY_LATE = BEFORE | {
    "participants": "code;nom\n" + "".join(f"P{n};Mésange\n" for n in range(1, 7)),
    "prescriptions": (
        "code;participant;organisme;date;issue;date_issue;motif;saisie_le\n"
        "O0;P1;FT;2016-12-20;entree;2017-02-01;;\n"
        "O2;P2;CDN;2017-01-05;entree;2017-02-10;;\n"
        "O3;P3;CD;2017-01-05;non_entree;2017-03-01;absent;\n"
        "O4;P4;CD;2016-11-05;non_entree;2017-03-01;absent;\n"
        "O5;P5;CD;2017-01-02;en_attente;;;\n"
        "O6;P6;CD;2017-03-20;en_attente;;;\n"
    ),
    "parcours": (
        "code;participant;prescription;referent;entree;saisie_le\n"
        "C0;P3;;R1;2016-05-01;\n"
        "C1;P1;O0;R1;2017-02-01;\n"
        "C2;P2;O2;R2;2017-02-10;2017-03-02\n"
        "C3;P3;;R1;2017-03-05;\n"
    ),
    "sorties": "parcours;date;motif;saisie_le\nC1;2017-03-20;emploi;\nC0;2017-01-31;sante;\n",
}


def told(found: Reconciliation) -> dict[str, tuple[list[int], int, int]]:
    return {each.title: ([term.value for term in each.terms], each.result.value, each.gap) for each in found.bridges}


@pytest.fixture
def march(today: Today, tmp_path: Path) -> Window:
    today(dt.date(2017, 4, 3))
    brought(tmp_path / "folder", FEBRUARY_LATE)
    return Window.parse("2017-03", END)


def test_every_sum_falls_right(march: Window) -> None:
    found = reconciliation(march)
    assert told(found) == {
        "File active": ([1, 3, -2], 2, 0),
        "Personnes accompagnées": ([1, 3, -1], 3, 0),
        "Prescriptions de l’année": ([1, 1, 2], 4, 0),
        "Entrées, par leur prescription": ([1, 1, 1], 3, 0),
        "Non-entrées, par leur prescription": ([1, 1], 2, 0),
    }
    assert found.right
    assert [(label, figure.value) for label, figure in found.waits] == [
        ("30 jours ou moins", 1),
        ("De 61 à 90 jours", 1),
    ]


def test_the_months_as_they_were_published_and_what_came_late(march: Window) -> None:
    entries, positive = reconciliation(march).months
    assert [(line.published.value, line.now.value, line.late) for line in entries.lines] == [
        (0, 0, 0),
        (1, 2, 1),
        (1, 1, 0),
    ]
    assert (entries.published, entries.late, entries.total.value) == (2, 1, 3)
    assert (positive.published, positive.late, positive.total.value) == (1, 0, 1)


def test_a_closed_month_says_what_it_published(march: Window) -> None:
    closing = closed()
    ClosedLetter.objects.get(closing=closing)
    line = reconciliation(march).months[0].lines[2]
    assert (line.closing, line.published.value) == (closing, 1)


def test_two_pathways_of_one_referral_are_a_gap_that_is_named(march: Window, tmp_path: Path) -> None:
    again = FEBRUARY_LATE["parcours"] + "C4;P1;O0;R1;2017-03-25;\n" + "C5;P2;O2;R1;2017-03-28;\n"
    left = FEBRUARY_LATE["sorties"] + "C2;2017-03-27;sante;\n"
    brought(tmp_path / "twice", FEBRUARY_LATE | {"parcours": again, "sorties": left})
    found = reconciliation(march)
    assert {bridge.title: bridge.gap for bridge in found.bridges if bridge.gap} == {"Entrées, par leur prescription": 1}
    assert not found.right


def test_queries(march: Window) -> None:
    with CaptureQueriesContext(connection) as asked:
        reconciliation(march)
    assert len(asked) <= 15
