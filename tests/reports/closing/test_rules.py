"""When a period may be closed, and what two lists differ by: no database."""

import datetime as dt

import pytest

from jalon.core import periods
from jalon.reports.closing.differences import Nature, differences, effect_on, number_in
from jalon.reports.closing.lists import Record
from jalon.reports.closing.rules import LONGEST_WHY, why_not_closed

MARCH = periods.month(2017, 3)
END = dt.date(2017, 3, 31)


@pytest.mark.parametrize(
    ("as_of", "today", "number", "why", "refused"),
    [
        (END, END, 1, "", set()),
        (END, dt.date(2017, 4, 10), 1, "", set()),
        (dt.date(2017, 4, 5), dt.date(2017, 4, 5), 1, "", set()),
        (END, dt.date(2017, 3, 30), 1, "", {"period"}),
        (dt.date(2017, 3, 30), END, 1, "", {"as_of"}),
        (dt.date(2017, 4, 6), dt.date(2017, 4, 5), 1, "", {"as_of"}),
        (END, END, 2, "  ", {"why"}),
        (END, END, 2, "une sortie oubliée", set()),
        (END, END, 1, "x" * (LONGEST_WHY + 1), {"why"}),
        (dt.date(2017, 4, 6), dt.date(2017, 4, 5), 2, "", {"as_of", "why"}),
    ],
)
def test_when_it_may_be_closed(as_of: dt.date, today: dt.date, number: int, why: str, refused: set[str]) -> None:
    assert set(why_not_closed(MARCH, as_of, today=today, number=number, why=why)) == refused


def record(pk: int, reason: str = "", file: str = "") -> Record:
    return {"pk": pk, "file": file or f"P{pk}", "cells": {"exit_reason": reason}}


def test_each_difference_has_its_reason() -> None:
    frozen = [record(1, "emploi"), record(2, "emploi"), record(3, "sante")]
    known = [record(1, "emploi"), record(2, "sante"), record(4, "emploi")]
    now = [record(2, "sante"), record(4, "emploi"), record(5, "emploi")]

    found = list(differences("exits", frozen, known, now, people=False))

    assert [(each.record["pk"], each.nature, each.delta) for each in found] == [
        (2, Nature.CORRECTION, 0),
        (3, Nature.CORRECTION, -1),
        (4, Nature.CORRECTION, 1),
        (1, Nature.LATE, -1),
        (5, Nature.LATE, 1),
    ]
    for cell in ({}, {"exit_reason": "emploi"}, {"exit_reason": "sante"}):
        assert number_in(frozen, cell) + effect_on(cell, found) == number_in(now, cell)


def test_a_person_counted_through_another_record_is_no_difference() -> None:
    one, other = [record(1, file="P")], [record(2, file="P")]
    assert list(differences("accompanied", one, other, other, people=True)) == []
    assert len(list(differences("accompanied", one, other, other, people=False))) == 2


def test_days_of_a_mean_count() -> None:
    before, after = [{"pk": 1, "file": "P", "days": 3}], [{"pk": 1, "file": "P", "days": 4}]
    (found,) = differences("referred_entries", before, after, after, people=False)
    assert (found.nature, found.delta) == (Nature.CORRECTION, 0)
