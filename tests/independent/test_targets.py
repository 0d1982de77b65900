"""Rounding and targets of the witness, counted by hand from the contract."""

from fractions import Fraction

import pytest

from tests.independent.hand import ask, enter, head, small_folder
from tests.independent.numbers import half_up, mean, percentage


def test_a_half_goes_up() -> None:
    assert [half_up(Fraction(n, 2)) for n in (0, 1, 2, 3, 5, -1, -3)] == [0, 1, 1, 2, 3, 0, -1]
    assert (percentage(1, 8), percentage(1, 3), percentage(2, 3), percentage(0, 5)) == (13, 33, 67, 0)
    assert (mean([10, 11]), mean([1, 1, 2]), mean([0])) == (11, 1, 0)


def test_zero_denominators_give_null() -> None:
    assert (percentage(0, 0), percentage(3, Fraction(0)), percentage(3, None), mean([])) == (None,) * 4


def test_targets_of_2017() -> None:
    letter = ask(small_folder("12.7"), "2017-01")
    targets = head(letter, "fte", "target_entries_annual", "active_file_target")
    assert targets == [12.7, 711, 889]  # 711.2, and 889 exactly
    assert letter["exits"]["target_positive_annual"] == 356  # half of 711 = 355.5
    assert letter["exits"]["target_positive_to_date"] == 30  # 356 / 12 = 29.67
    assert letter["referrals"]["partner_target_to_date"] == 67  # 800 / 12 = 66.67


@pytest.mark.parametrize(
    ("period", "partners", "positive"),
    [("2017-03", 200, 89), ("2017-11", 733, 326), ("2017", 800, 356)],
)
def test_targets_to_date_are_rounded_once(period: str, partners: int, positive: int) -> None:
    letter = ask(small_folder("12.7"), period)
    assert letter["referrals"]["partner_target_to_date"] == partners
    assert letter["exits"]["target_positive_to_date"] == positive


def test_the_target_to_date_is_not_rounded_before_the_percentage() -> None:
    folder = small_folder("1")
    enter(folder, "2017-01-10")
    enter(folder, "2017-01-11")
    # 2 ÷ (56 / 12) = 42.86 %; 2 ÷ 5 would give 40
    assert head(ask(folder, "2017-01"), "entries_cumulative", "target_pct_to_date") == [2, 43]


def test_percentages_of_the_active_file_are_of_the_rounded_target() -> None:
    folder = small_folder("0.02")  # 70 × 0.02 = 1.4 → 1
    enter(folder, "2017-01-10")
    assert head(ask(folder, "2017-01"), "active_file_target", "active_file_pct") == [1, 100]


def test_fte_is_that_of_the_last_day() -> None:
    folder = small_folder("1")
    for etp, start, end in (
        ("0.8", "2017-01-01", "2017-03-30"),
        ("0.5", "2017-01-01", "2017-03-31"),
        ("0.25", "2017-03-31", ""),
        ("0.1", "2017-04-01", ""),
    ):
        folder.add("referents", code=f"R{etp}", etp=etp, debut=start, fin=end)
    assert head(ask(folder, "2017-03"), "fte") == [1.75]


@pytest.mark.parametrize("period", ["2015-12", "2027-01", "2027"])
def test_no_protocol_no_target(period: str) -> None:
    letter = ask(small_folder(), period)
    keys = "target_entries_annual", "target_pct_to_date", "active_file_target", "active_file_pct"
    assert head(letter, *keys) == [None] * 4
    assert letter["exits"]["target_positive_annual"] is None
    assert letter["exits"]["target_positive_to_date"] is None
    assert letter["referrals"]["partner_target_to_date"] is None


@pytest.mark.parametrize("period", ["2016-01", "2020-12", "2021-01", "2026-12"])
def test_both_protocols_are_in_force_to_their_last_day(period: str) -> None:
    assert head(ask(small_folder(), period), "target_entries_annual", "active_file_target") == [56, 70]


def test_no_fte_no_percentage() -> None:
    folder = small_folder("0")
    enter(folder, "2017-01-10")
    keys = "target_entries_annual", "target_pct_to_date", "active_file_target", "active_file_pct"
    assert head(ask(folder, "2017-01"), *keys) == [0, None, 0, None]
