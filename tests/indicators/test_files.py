"""Every figure opens onto its files: as many rows as it says, whole and cell by cell."""

import datetime as dt
from collections.abc import Callable

import pytest

from jalon.indicators import measures as m
from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import counts, evaluate, files, table
from jalon.indicators.kinds import Count, Mean
from jalon.indicators.registry import DIMENSIONS, INDICATORS
from jalon.indicators.window import Window
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db

COUNTS = [each for each in INDICATORS.values() if isinstance(each, Count)]
MEANS = [each for each in INDICATORS.values() if isinstance(each, Mean)]
WINDOWS = [
    Window.parse("2017-03"),
    Window.parse("2017-10", dt.date(2017, 10, 31)),
    Window.parse("2017", dt.date(2017, 12, 31)),
    Window.parse("2018-02"),
]


def test_every_figure_and_every_cell_has_its_files(today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    cells = 0
    with in_base(random_folder(7, 120, dt.date(2016, 1, 1), day)):
        for window in WINDOWS:
            values = counts(COUNTS, window)
            for measure in COUNTS:
                listed = list(files(measure, window).values_list("pk", flat=True))
                assert len(set(listed)) == len(listed) == values[measure.code], (measure.code, window)
                for dimension in (each for each in DIMENSIONS.values() if each.applies(measure)):
                    cells += check_cells(measure, window, dimension, set(listed))
    assert cells > 2_000


def check_cells(measure: Count, window: Window, dimension: Dimension, listed: set[int]) -> int:
    """The cells of a table share the files of the figure: none lost, none twice. The number of cells."""
    found = table(measure, window, dimension)
    seen: set[int] = set()
    for (key,), number in found.items():
        cell = set(files(measure, window, [(dimension, key)]).values_list("pk", flat=True))
        assert len(cell) == number, (measure.code, dimension.code, key, window)
        assert not cell & seen
        seen |= cell
    assert seen == listed, (measure.code, dimension.code, window)
    return len(found)


def test_figures_of_people_list_each_person_once(today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(8, 120, dt.date(2016, 1, 1), day)):
        window = Window.parse("2017")
        people = list(files(m.ACCOMPANIED, window).values_list("participant", flat=True))
        assert len(people) == len(set(people)) > 0
        assert m.ACCOMPANIED.rows(window).count() > len(people), "the folder should hold re-entries within the year"


def test_filtered_values_are_those_of_the_filtered_files(today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(9, 80, dt.date(2016, 1, 1), day)):
        window, women = Window.parse("2017"), [(DIMENSIONS["sex"], "F")]
        values = evaluate(INDICATORS.values(), window, women)
        for measure in COUNTS:
            assert values[measure.code] == files(measure, window, women).count()
        for mean in MEANS:
            days = [
                (pathway.entry_date - pathway.referral.date).days
                for pathway in files(mean.over, window, women).select_related("referral")
            ]
            exact = sum(days) / len(days)
            assert abs(values[mean.code] - exact) <= 0.5
