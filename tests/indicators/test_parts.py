"""What must hold for a figure to be read with the one it is a part of."""

import pytest

from jalon.indicators.kinds import Count
from jalon.indicators.registry import INDICATORS

COUNTS = [each for each in INDICATORS.values() if isinstance(each, Count)]


@pytest.mark.parametrize("measure", [each for each in COUNTS if each.part_of], ids=lambda each: each.code)
def test_a_part_looks_at_its_whole_records_and_moment(measure: Count) -> None:
    assert (measure.subject, measure.moment) == (measure.whole.subject, measure.whole.moment)
    assert measure.whole.part_of is None, "conditions are those of one whole and one part"
    assert not measure.apart


@pytest.mark.parametrize("measure", [each for each in COUNTS if each.people_of], ids=lambda each: each.code)
def test_people_are_counted_on_other_records_of_the_same_moment(measure: Count) -> None:
    assert measure.people
    assert measure.read.moment == measure.moment
    assert measure.read.people_of is None
