"""What the letters of 2017 had wrong, and no letter of the example may have (docs/rules/lettre.md)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

import pytest

from jalon.core import periods
from jalon.core.rounding import percent
from jalon.pathways.models import Pathway
from jalon.reports.enums import BlockCode
from jalon.reports.figures import CLOSED, SHARE
from jalon.reports.sheet.parts import Sheet
from tests.demo.whole.places import Found, capital, every_figure, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dijon")]
YEAR = "2017"
SINCE = "Depuis janvier"


@pytest.fixture(scope="module")
def months(sheets: Mapping[str, Sheet]) -> dict[str, Found]:
    """The numbers of each month."""
    return {name: numbers(sheet) for name, sheet in sheets.items() if name != YEAR}


def essential(found: Found, month: str, row: str, column: str = "") -> Decimal:
    """A number of the first table; of the month without a column."""
    return found["essentiel", row, column or capital(month)]


def gone_late(name: str) -> int:
    """The exits of the years before that were recorded in a month."""
    month = periods.parse(name)
    recorded = {"exit_recorded_on__gte": month.start, "exit_recorded_on__lte": month.end}
    return Pathway.objects.filter(exit_date__lt=dt.date(2017, 1, 1), **recorded).count()


def test_a1_a19_a20_flows_and_stocks_close(months: Mapping[str, Found]) -> None:
    stocks = []
    for name, found in months.items():
        stock, entries = found["essentiel", "commentaire", "stock_january"], essential(found, name, "Entrées", SINCE)
        assert essential(found, name, "File active") == stock + entries - found["sorties", "titre", ""]
        assert essential(found, name, "Personnes accompagnées", SINCE) == stock + entries
        stocks.append((stock, essential(found, name, "de l’année passée, en retard") - gone_late(name)))
    for (before, _), (after, late) in pairwise(stocks):  # it moves by what is recorded of the year before alone
        assert after == before + late


def test_a2_people_on_a_step_are_people(months: Mapping[str, Found]) -> None:
    for name, found in months.items():
        people, steps = essential(found, name, "personnes en étape"), essential(found, name, "étapes ouvertes")
        assert people <= steps <= found["etapes", "titre", ""]
        assert people < essential(found, name, "File active")


def test_a3_no_month_has_more_steps_of_a_label_than_the_year(sheets: Mapping[str, Sheet]) -> None:
    year = numbers(sheets[YEAR])
    steps = [key for name in sheets for key in numbers(sheets[name]) if key[0] == "etapes" and key[2] == "Étapes"]
    assert len(set(steps)) > 30
    for sheet in sheets.values():
        found = numbers(sheet)
        assert [key for key in steps if found.get(key, 0) > year[key]] == []


def test_a4_every_line_is_in_its_sum(sheets: Mapping[str, Sheet]) -> None:
    for sheet in sheets.values():
        steps = next(block for block in sheet.blocks if block.code == BlockCode.STEPS)
        groups = [[row.cells[0].value or 0 for row in table.rows if row.cells[0]] for table in steps.tables]
        assert all(total == sum(rows) for total, *rows in groups)
        assert steps.count is not None
        assert steps.count.value == sum(total for total, *_ in groups)


def test_a5_a6_a_cumulative_grows_by_the_month_and_by_what_was_late(months: Mapping[str, Found]) -> None:
    late = Decimal(0)
    for (before, earlier), (name, found) in pairwise(months.items()):
        grown = essential(found, name, "Entrées", SINCE) - essential(earlier, before, "Entrées", SINCE)
        assert grown == essential(found, name, "Entrées") + essential(found, name, "saisies en retard")
        left = found["sorties", "Ensemble", "Total"] - earlier["sorties", "Ensemble", "Total"]
        assert left == found["sorties", "Ensemble", capital(name)] + essential(found, name, "Sorties saisies en retard")
        late += essential(found, name, "saisies en retard") + essential(found, name, "Sorties saisies en retard")
    assert late > 0


def test_a7_a8_a9_a17_a_number_said_twice_is_the_same(sheets: Mapping[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        said = defaultdict(set)
        for each in every_figure(sheet):  # those of sentences too
            if each.code not in CLOSED:
                said[each.code, each.period or name, *sorted(each.filters.items())].add(each.value)
        assert len(said) > 100
        assert {key: values for key, values in said.items() if len(values) > 1} == {}, name


def test_a13_a17_b_a_share_is_that_of_its_count_and_of_the_printed_total(sheets: Mapping[str, Sheet]) -> None:
    shares = 0
    for sheet in sheets.values():
        for block in sheet.blocks:
            totals = {
                foot.code: foot.value for table in block.tables for row in table.foot for foot in row.cells if foot
            }
            totals |= {block.count.code: block.count.value} if block.count else {}
            for row in (row for table in block.tables for row in table.rows):
                for part, share in pairwise(row.cells):
                    if part and share and share.code == SHARE:
                        whole = totals.get(part.code) or totals["exits_cumulative"]
                        assert share.value == percent(part.value or 0, whole or 0), (block.code, row)
                        shares += 1
    assert shares > 400
