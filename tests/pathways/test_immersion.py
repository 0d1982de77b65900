"""The limits of a PMSMP, on their last day and the next (Code du travail, D5135-3)."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.pathways.immersion import Agreement, Limit, breaches, days_left, most_days
from jalon.pathways.renewals import months_reached_on


def day(month: int, number: int, year: int = 2017) -> dt.date:
    return dt.date(year, month, number)


def agreed(start: dt.date, *ends: dt.date, goals: str = "", object: str = "decouvrir") -> Agreement:
    return Agreement(start, ends, object, goals or f"objectif du {start}")


def limits(agreement: Agreement, *others: Agreement) -> set[Limit]:
    return {breach.limit for breach in breaches(agreement, others)}


@pytest.mark.parametrize(
    ("agreement", "passed"),
    [
        (agreed(day(3, 1), day(3, 31)), set()),
        (agreed(day(3, 1), day(4, 1)), {Limit.MONTH}),
        (agreed(day(1, 31), day(2, 28)), set()),
        (agreed(day(1, 31), day(3, 1)), {Limit.MONTH}),
        # Renewed for a month more, sixty days at most: February is short, March and April are not.
        (agreed(day(2, 1), day(2, 28), day(3, 31)), set()),
        (agreed(day(3, 1), day(3, 31), day(4, 29)), set()),
        (agreed(day(3, 1), day(3, 31), day(4, 30)), {Limit.DAYS}),
        (agreed(day(2, 1), day(2, 14), day(3, 15)), {Limit.MONTH}),
        (agreed(day(2, 1), day(2, 7), day(2, 14), day(2, 21)), {Limit.RENEWAL}),
    ],
)
def test_an_agreement_alone(agreement: Agreement, passed: set[Limit]) -> None:
    assert limits(agreement) == passed


def test_sixty_days_in_twelve_months() -> None:
    first = agreed(day(1, 1), day(1, 31))
    assert limits(agreed(day(12, 3), day(12, 31)), first) == set()
    assert limits(agreed(day(12, 2), day(12, 31)), first) == {Limit.DAYS}
    # A year later to the day, the first has left the window day by day.
    assert limits(agreed(day(1, 1, 2018), day(1, 31, 2018)), first) == set()
    assert limits(agreed(day(12, 20), day(1, 19, 2018)), first) == set()


def test_two_agreements_in_twelve_months() -> None:
    others = [agreed(day(1, 2), day(1, 6)), agreed(day(5, 2), day(5, 5))]
    assert limits(agreed(day(1, 1, 2018), day(1, 5, 2018)), *others) == {Limit.AGREEMENTS}
    assert limits(agreed(day(1, 2, 2018), day(1, 5, 2018)), *others) == set()


def test_two_agreements_differ() -> None:
    other = agreed(day(1, 2), day(1, 6), goals="Tenir la caisse.")
    again = agreed(day(2, 1), day(2, 7), goals="tenir  la caisse")
    assert limits(again, other) == {Limit.SAME_GOALS}
    assert limits(agreed(day(2, 1), day(2, 7), goals="tenir la caisse", object="confirmer"), other) == set()
    assert limits(agreed(day(2, 1), day(2, 7), goals="gérer le stock"), other) == set()
    assert limits(agreed(day(1, 2, 2018), day(1, 7, 2018), goals="tenir la caisse"), other) == set()


def test_what_remains_is_told_and_each_limit_has_its_source() -> None:
    assert days_left(agreed(day(3, 1), day(3, 10)), [agreed(day(1, 1), day(1, 31))]) == 19
    told = str(breaches(agreed(day(3, 1), day(4, 5)), [])[0])
    assert "31 mars 2017" in told.replace("\u00a0", " ")
    assert "D5135-3" in told


spans = st.builds(
    lambda start, length: Agreement(start, (start + dt.timedelta(length),)),
    st.dates(day(1, 1), day(12, 31, 2018)),
    st.integers(0, 40),
)


@settings(max_examples=40)
@given(spans, st.lists(spans, max_size=4))
def test_the_days_are_those_of_the_fullest_window(agreement: Agreement, others: list[Agreement]) -> None:
    held = {
        each.start + dt.timedelta(number)
        for each in (agreement, *others)
        for number in range((each.end - each.start).days + 1)
    }
    firsts = [agreement.start + dt.timedelta(number) for number in range(-400, 60)]
    windows = [(first, months_reached_on(first, 12)) for first in firsts]
    touching = [(first, last) for first, last in windows if first <= agreement.end and last >= agreement.start]
    assert most_days(agreement, others) == max(len([d for d in held if a <= d <= b]) for a, b in touching)
