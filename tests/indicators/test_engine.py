"""How figures are asked of the database: few queries, whatever the number of rows."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate, table, with_needs
from jalon.indicators.kinds import Derived
from jalon.indicators.parameters import OF_PROTOCOL
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.protocols.models import Protocol
from jalon.reports.letter import letter
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db

QUERIES_OF_THE_LETTER = 18


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("people", [0, 30, 120])
def test_the_letter_takes_the_same_number_of_queries_whatever_its_size(
    people: int, today: Callable[[dt.date], dt.date]
) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(5, people, dt.date(2016, 1, 1), day)):
        assert queries(lambda: letter(Window.parse("2017-11", dt.date(2017, 12, 5)))) == QUERIES_OF_THE_LETTER


def test_a_table_is_one_query() -> None:
    assert queries(lambda: table(m.ENTRIES, Window.parse("2017-11"), by.COMMUNE)) == 1
    assert queries(lambda: table(m.STEPS, Window.parse("2017-11"), by.CLASSIFICATION, by.STEP_LABEL)) == 1


def test_targets_follow_the_protocol_and_are_absent_without_one() -> None:
    Protocol.objects.filter(code="2016-2020").update(entries_per_fte=60)
    derived = [
        each
        for each in INDICATORS.values()
        if any(isinstance(leaf, Derived) and set(leaf.needs) & set(OF_PROTOCOL) for leaf in with_needs([each]))
    ]

    under = evaluate(derived, Window.parse("2017-03"))
    before = evaluate(derived, Window.parse("2015-03"))

    assert under["partner_target_to_date"] == 200
    assert under["target_entries_annual"] == 0
    assert len(derived) > 10
    assert {before[each.code] for each in derived} == {None}


def test_every_indicator_says_what_it_is() -> None:
    for code, each in INDICATORS.items():
        assert code == each.code
        assert all((each.label, each.definition, each.formula, each.source)), code
        assert "docs/" not in each.source, code
        assert each.definition.endswith("."), code
    labels = [each.label for each in INDICATORS.values()]
    assert len(set(labels)) == len(labels)
