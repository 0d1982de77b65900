"""Free hours of the half-days of welcome: a table, and what is always true of them."""

import datetime as dt
import itertools
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from jalon.agenda.slots import Span, away_spans, free_slots, in_minutes

THURSDAY = dt.date(2017, 12, 14)


@dataclass
class HalfDay:
    weekday: int = 3
    start: dt.time = dt.time(9)
    end: dt.time = dt.time(12)
    slot_minutes: int = 30
    place: str = "Maison des Lilas"
    valid_from: dt.date = dt.date(2017, 1, 1)
    valid_to: dt.date | None = None


def hours(busy: list[Span], half_day: HalfDay | None = None, day: dt.date = THURSDAY) -> list[str]:
    return [f"{slot.time:%H:%M}" for slot in free_slots([half_day or HalfDay()], busy, [day])]


def test_a_half_day_of_three_hours_holds_six() -> None:
    assert hours([]) == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]


def test_what_touches_a_slot_takes_it_and_what_ends_as_it_begins_does_not() -> None:
    assert hours([(THURSDAY, 540, 570), (THURSDAY, 615, 616)]) == ["09:30", "10:30", "11:00", "11:30"]


def test_what_remains_at_the_end_is_no_slot() -> None:
    assert hours([], HalfDay(end=dt.time(10, 15))) == ["09:00", "09:30"]


def test_none_before_its_first_day_nor_after_its_last_nor_another_weekday_nor_on_a_holiday() -> None:
    half_day = HalfDay(valid_from=THURSDAY, valid_to=THURSDAY)
    week = dt.timedelta(7)
    assert hours([], half_day)
    assert hours([], half_day, THURSDAY - week) == hours([], half_day, THURSDAY + week) == []
    assert hours([], half_day, THURSDAY + dt.timedelta(1)) == []
    assert list(free_slots([half_day], [], [THURSDAY], holidays={THURSDAY})) == []


def test_a_leave_takes_its_half_days() -> None:
    until_noon = list(away_spans(THURSDAY, THURSDAY, from_noon=False, until_noon=True))
    from_noon = list(away_spans(THURSDAY, THURSDAY, from_noon=True, until_noon=False))
    assert hours(until_noon) == []
    assert len(hours(from_noon)) == 6


SPANS = st.tuples(st.just(THURSDAY), st.integers(0, 1_400), st.integers(1, 240)).map(
    lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2])
)


@given(st.lists(SPANS, max_size=6), st.integers(5, 90))
def test_free_slots_touch_nothing_nor_one_another_and_stay_inside(busy: list[Span], length: int) -> None:
    half_day = HalfDay(slot_minutes=length)
    found = list(free_slots([half_day], busy, [THURSDAY]))
    starts = [in_minutes(slot.time) for slot in found]
    assert all(begin >= 540 and begin + length <= 720 for begin in starts)
    assert all(later - earlier >= length for earlier, later in itertools.pairwise(starts))
    assert all(begin >= finish or begin + length <= start for begin in starts for _, start, finish in busy)


@given(st.lists(SPANS, max_size=6), SPANS)
def test_more_to_do_never_frees_an_hour(busy: list[Span], more: Span) -> None:
    fewer = set(free_slots([HalfDay()], [*busy, more], [THURSDAY]))
    assert fewer <= set(free_slots([HalfDay()], busy, [THURSDAY]))
