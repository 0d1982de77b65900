"""A figure said to be part of another is one, for every period and as-of day; the two may then be read together."""

import datetime as dt
from collections.abc import Callable

import pytest

from jalon.indicators.kinds import Count
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db

PARTS = [each for each in INDICATORS.values() if isinstance(each, Count) and each.part_of]
PERIODS = ("2016", "2016-12", "2017", "2017-01", "2017-06", "2017-11", "2018-02")


def test_a_part_holds_no_record_that_its_whole_lacks(today: Callable[[dt.date], dt.date]) -> None:
    day = today(dt.date(2018, 2, 28))
    held = 0
    with in_base(random_folder(4, 150, dt.date(2016, 1, 1), day)):
        for measure in PARTS:
            for period in PERIODS:
                for as_of in (None, Window.parse(period).end, dt.date(2017, 6, 15)):
                    window = Window.parse(period, as_of)
                    part = set(measure.rows(window).values_list("pk", flat=True))
                    assert part <= set(measure.whole.rows(window).values_list("pk", flat=True)), (measure.code, window)
                    held += len(part)
    assert held


@pytest.mark.parametrize("measure", PARTS, ids=lambda each: each.code)
def test_a_part_is_read_with_its_whole(measure: Count) -> None:
    assert (measure.subject, measure.moment) == (measure.whole.subject, measure.whole.moment)
    assert not measure.apart
