"""The time a day owes, what was recorded of it, what is missing, what overlaps."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from jalon.worktime.enums import Half, Source
from jalon.worktime.holidays import public_holiday
from jalon.worktime.rules import (
    Absence,
    Contract,
    Slice,
    Timetable,
    balance,
    counted,
    day_of,
    due,
    free_hour,
    off,
    overlaps,
)

MONDAY = dt.date(2017, 12, 11)
YEAR = dt.date(2017, 1, 1), dt.date(2017, 12, 31)
FULL = Contract(*YEAR, Decimal(1))


def at(
    hour: str, minutes: int | None, source: Source = Source.ENTRY, *, waiting: bool = False, together: bool = False
) -> Slice:
    """A piece of Monday; "" for an unknown hour."""
    start = dt.time.fromisoformat(hour) if hour else None
    return Slice(MONDAY, start, minutes, "…", source, waiting=waiting, together=together)


@pytest.mark.parametrize(
    ("day", "timetables", "contracts", "minutes"),
    [
        (MONDAY, [], [FULL], 420),
        (MONDAY, [], [], 0),
        (MONDAY, [], [Contract(*YEAR, Decimal("0.8"))], 336),
        (MONDAY, [], [Contract(*YEAR, Decimal("0.33"))], 139),
        (MONDAY, [], [Contract(*YEAR, Decimal("0.5")), Contract(*YEAR, Decimal("0.3"))], 336),
        (MONDAY, [], [Contract(*YEAR, None)], None),
        (MONDAY, [], [FULL, Contract(*YEAR, None)], None),
        (dt.date(2018, 1, 1), [], [FULL], 0),
        (dt.date(2017, 12, 16), [], [FULL], 0),
        (MONDAY, [Timetable(*YEAR, (480, 480, 0, 480, 400))], [Contract(*YEAR, None)], 480),
        (dt.date(2017, 12, 13), [Timetable(*YEAR, (480, 480, 0, 480, 400))], [FULL], 0),
        (MONDAY, [Timetable(YEAR[0], None, (480,) * 5), Timetable(MONDAY, None, (300,) * 5)], [], 300),
    ],
)
def test_what_a_day_owes(
    day: dt.date, timetables: list[Timetable], contracts: list[Contract], minutes: int | None
) -> None:
    assert due(day, timetables, contracts) == minutes


@pytest.mark.parametrize(
    ("absence", "owed"),
    [
        (Absence(MONDAY, MONDAY), 0),
        (Absence(MONDAY, MONDAY, from_noon=True), 210),
        (Absence(MONDAY, MONDAY, until_noon=True), 210),
        (Absence(MONDAY - dt.timedelta(3), MONDAY, until_noon=True), 210),
        (Absence(MONDAY, MONDAY + dt.timedelta(3), until_noon=True), 0),
        (Absence(MONDAY - dt.timedelta(3), MONDAY + dt.timedelta(3), True, True), 0),
        (Absence(MONDAY - dt.timedelta(3), MONDAY - dt.timedelta(1)), 420),
        (Absence(MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(1)), 420),
    ],
)
def test_leave_takes_halves_of_days(absence: Absence, owed: int) -> None:
    assert day_of(MONDAY, contracts=[FULL], absences=[absence]).owed == owed


def test_two_half_days_from_two_leaves_make_a_day_and_the_same_one_twice_a_half() -> None:
    morning, afternoon = Absence(MONDAY, MONDAY, until_noon=True), Absence(MONDAY, MONDAY, from_noon=True)
    assert day_of(MONDAY, contracts=[FULL], absences=[morning, afternoon]).owed == 0
    assert day_of(MONDAY, contracts=[FULL], absences=[morning, morning]).owed == 210


def test_public_holidays_are_those_of_france(settings: Settings) -> None:
    assert public_holiday(dt.date(2017, 12, 25)) == "Noël"
    assert public_holiday(dt.date(2018, 1, 1)) == "Jour de l’an"
    assert public_holiday(dt.date(2017, 12, 26)) == ""
    assert public_holiday(MONDAY) == ""
    settings.PUBLIC_HOLIDAYS = "57"
    assert public_holiday(dt.date(2017, 12, 26))


def test_nothing_is_owed_on_a_public_holiday() -> None:
    christmas = day_of(dt.date(2017, 12, 25), contracts=[FULL], holiday="Noël")
    assert (christmas.due, christmas.owed, christmas.gap) == (420, 0, 0)


@pytest.mark.parametrize(
    ("slices", "minutes"),
    [
        ([at("10:00", 45), at("", 30)], [45, 30]),
        ([at("10:00", None)], [0]),
        ([at("10:00", 45, waiting=True)], [45]),
        ([at("10:00", 45, waiting=True), at("10:15", 60)], [15, 60]),
        ([at("10:00", 45, waiting=True), at("10:00", 10), at("10:05", 10)], [30, 10, 10]),
        ([at("10:00", 45, waiting=True), at("", 60)], [45, 60]),
        ([at("14:00", 120, together=True)] * 3, [120, 0, 0]),
        ([at("14:00", 120, together=True), at("16:00", 120, together=True)], [120, 120]),
        ([at("", 120, together=True)] * 2, [120, 120]),
    ],
)
def test_an_hour_is_not_counted_twice(slices: list[Slice], minutes: list[int]) -> None:
    assert counted(slices) == minutes


@pytest.mark.parametrize(
    ("one", "two", "meet"),
    [
        (at("10:00", 45), at("10:45", 30), False),
        (at("10:00", 46), at("10:45", 30), True),
        (at("10:00", 45), at("09:00", 61), True),
        (at("10:00", 45), at("10:10", 5), True),
        (at("10:00", 45), at("", 30), False),
        (at("10:00", None), at("10:00", 30), False),
        (at("10:00", 45, waiting=True), at("10:00", 45), False),
        (at("10:00", 45, together=True), at("10:00", 45, together=True), False),
        (at("10:00", 45, together=True), at("10:00", 30, together=True), True),
        (at("10:00", 45, together=True), at("10:00", 45), True),
    ],
)
def test_overlaps(one: Slice, two: Slice, meet: bool) -> None:
    assert bool(overlaps([one, two])) == bool(overlaps([two, one])) == meet


def test_a_day_says_what_it_lacks() -> None:
    day = day_of(MONDAY, contracts=[FULL], slices=[at("14:00", 200), at("09:00", 170)])
    assert (day.owed, day.recorded, day.gap, day.over) == (420, 370, 50, 0)
    assert [each.begin for each in day.done] == [540, 840]
    longer = day_of(MONDAY, contracts=[FULL], slices=[at("09:00", 300), at("14:00", 301)])
    assert (longer.gap, longer.over, longer.too_long) == (0, 181, True)


def test_what_is_planned_is_not_done() -> None:
    day = day_of(MONDAY, contracts=[FULL], slices=[at("10:00", 45, Source.APPOINTMENT)])
    assert (day.recorded, len(day.planned), len(day.done)) == (0, 1, 0)


def test_where_nobody_knows_what_is_due_nothing_lacks_nor_exceeds() -> None:
    day = day_of(MONDAY, contracts=[Contract(*YEAR, None)], slices=[at("09:00", 60)])
    assert (day.due, day.gap, day.over) == (None, 0, 0)


def test_work_on_leave_is_told() -> None:
    away = [Absence(MONDAY, MONDAY)]
    assert day_of(MONDAY, contracts=[FULL], absences=away, slices=[at("09:00", 60)]).worked_away
    assert not day_of(MONDAY, contracts=[FULL], absences=away).worked_away
    assert not day_of(MONDAY, slices=[at("09:00", 60)]).worked_away


def test_a_longer_day_makes_up_for_a_shorter_one_and_days_to_come_owe_nothing() -> None:
    days = [
        day_of(MONDAY + dt.timedelta(n), contracts=[FULL], slices=[Slice(MONDAY, None, m, "…", Source.ENTRY)])
        for n, m in enumerate((370, 450, 0))
    ]
    friday = MONDAY + dt.timedelta(4)
    assert balance(days[:1], before=friday).missing == 50
    assert balance(days[:2], before=friday).missing == 20
    assert balance(days, before=MONDAY + dt.timedelta(2)).missing == 20
    assert balance(days, before=friday).missing == 440
    assert balance(days, before=MONDAY).missing == 0


@pytest.mark.parametrize(
    ("slices", "minutes", "hour"),
    [
        ([], 50, "09:00"),
        ([at("09:00", 45)], 50, "09:45"),
        ([at("09:30", 45)], 50, "10:15"),
        ([at("09:30", 45)], 30, "09:00"),
        ([at("09:00", 200)], 50, "13:30"),
        ([at("08:00", 300)], 60, "13:30"),
        ([at("08:00", 300)], 400, None),
        ([at("09:00", 45), at("", 30)], 50, None),
    ],
)
def test_the_hour_proposed_for_a_gap(slices: list[Slice], minutes: int, hour: str | None) -> None:
    found = free_hour(day_of(MONDAY, contracts=[FULL], slices=slices), minutes)
    assert found == (dt.time.fromisoformat(hour) if hour else None)


pieces = st.lists(
    st.builds(
        Slice,
        st.just(MONDAY),
        st.none() | st.times(max_value=dt.time(20)).map(lambda time: time.replace(second=0, microsecond=0)),
        st.none() | st.integers(1, 239),
        st.just("…"),
        st.sampled_from(list(Source)),
        key=st.integers(1, 9),
        waiting=st.booleans(),
        together=st.booleans(),
    ),
    max_size=7,
)


@given(pieces)
def test_a_day_counts_at_most_what_was_said_and_its_order_does_not_matter(slices: list[Slice]) -> None:
    day, turned = (day_of(MONDAY, contracts=[FULL], slices=told) for told in (slices, slices[::-1]))
    assert day.recorded == turned.recorded <= sum(each.minutes or 0 for each in slices)
    assert min(counted(day.done), default=0) >= 0
    assert (day.gap == 0) or (day.over == 0)
    assert day.recorded - day.owed == day.over - day.gap


@given(pieces, st.integers(1, 400))
def test_a_gap_filled_where_it_is_proposed_fills_and_overlaps_with_nothing(slices: list[Slice], minutes: int) -> None:
    day = day_of(MONDAY, contracts=[FULL], slices=slices)
    hour = free_hour(day, minutes)
    if hour is not None:
        filled = day_of(MONDAY, contracts=[FULL], slices=[*slices, Slice(MONDAY, hour, minutes, "+", Source.ENTRY)])
        assert filled.recorded == day.recorded + minutes
        assert len(filled.overlaps) == len(day.overlaps)


@given(st.integers(0, 600), st.sets(st.sampled_from(list(Half))), st.booleans())
def test_what_is_off_is_part_of_what_is_due(minutes: int, halves: set[Half], holiday: bool) -> None:
    assert 0 <= off(minutes, halves, holiday=holiday) <= minutes
    assert off(minutes, list(Half), holiday=False) == minutes
