"""The witness itself, counted by hand from the contract: exits, what was known, the year, nothing at all."""

import pytest

from tests.independent.hand import ask, enter, head, leave, refer, small_folder, step, suspend
from tests.independent.numbers import GROUPS

# Exits


def test_exits_of_the_year_to_date() -> None:
    folder = small_folder()
    for day, reason in (
        ("2016-12-31", "emploi"),  # last year
        ("2017-01-01", "emploi"),
        ("2017-03-01", "formation_qualifiante"),
        ("2017-03-31", "formation_qualifiante"),
        ("2017-04-01", "emploi_aide"),  # next month
        ("2017-02-01", "sante"),  # neutral
        ("2017-02-02", "non_respect"),
        ("2017-03-03", "non_respect"),
    ):
        leave(folder, enter(folder, "2016-06-01"), day, reason)
    exits = ask(folder, "2017-03")["exits"]
    assert (exits["positive_month"], exits["positive_cumulative"], exits["other_cumulative"]) == (2, 3, 3)
    assert (exits["positive_pct"], exits["positive_pct_excluding_neutral"]) == (50, 60)
    assert exits["reasons"] == [
        {"reason": "formation_qualifiante", "positive": True, "count": 2},
        {"reason": "emploi", "positive": True, "count": 1},
        {"reason": "non_respect", "positive": False, "count": 2},
        {"reason": "sante", "positive": False, "count": 1},
    ]


@pytest.mark.parametrize("reason", ["demenagement", "deces", "retraite", "maternite", "sante"])
def test_neutral_exits_leave_the_second_rate(reason: str) -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2017-01-01"), "2017-01-31", reason)
    exits = ask(folder, "2017-01")["exits"]
    assert (exits["positive_pct"], exits["positive_pct_excluding_neutral"]) == (0, None)


@pytest.mark.parametrize("reason", ["non_respect", "plus_30_mois", "administratif", "indisponible", "autre", "demande"])
def test_other_exits_stay_in_it(reason: str) -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2017-01-01"), "2017-01-31", reason)
    assert ask(folder, "2017-01")["exits"]["positive_pct_excluding_neutral"] == 0


def test_late_exits() -> None:
    folder = small_folder()
    for day, recorded in (
        ("2017-01-31", "2017-03-01"),  # late
        ("2017-02-28", "2017-03-31"),  # late
        ("2017-02-28", "2017-04-01"),  # in April
        ("2017-02-28", ""),  # in time
        ("2016-12-31", "2017-03-01"),  # last year's
        ("2017-03-01", "2017-03-20"),  # of the month
    ):
        leave(folder, enter(folder, "2016-06-01"), day, recorded=recorded)
    assert ask(folder, "2017-03")["exits"]["exits_late"] == 2
    assert ask(folder, "2017-03", "2017-03-30")["exits"]["exits_late"] == 1
    assert ask(folder, "2017-04")["exits"]["exits_late"] == 1


# What was known


def test_nothing_of_a_pathway_is_known_before_it_is() -> None:
    folder = small_folder()
    pathway = enter(folder, "2017-01-10", recorded="2017-03-10")
    step(folder, pathway, "2017-01-15", recorded="2017-01-20")
    suspend(folder, pathway, "2017-01-20")
    leave(folder, pathway, "2017-02-10", recorded="2017-02-10")
    before, after = ask(folder, "2017-02", "2017-03-09"), ask(folder, "2017-02", "2017-03-10")
    keys = "entries_cumulative", "accompanied_to_date", "steps_open"
    assert (head(before, *keys), before["steps"]["total"]) == ([0, 0, 0], 0)
    assert (before["exits"]["positive_cumulative"], before["exits"]["reasons"]) == (0, [])
    assert (head(after, *keys), after["steps"]["total"]) == ([1, 1, 0], 1)
    assert after["exits"]["positive_cumulative"] == 1
    assert head(ask(folder, "2017-01", "2017-03-10"), "steps_open", "in_veille", "active_file_real") == [1, 1, 1]


def test_a_step_is_known_from_its_recording() -> None:
    folder = small_folder()
    pathway = enter(folder, "2017-01-10")
    step(folder, pathway, "2017-01-15", "2017-01-16", recorded="2017-02-20")
    step(folder, pathway, "2017-01-15", "2017-01-16")
    assert ask(folder, "2017-01", "2017-02-19")["steps"]["total"] == 1
    assert ask(folder, "2017-01", "2017-02-20")["steps"]["total"] == 2
    assert ask(folder, "2017-01", "2017-01-14")["steps"]["total"] == 0


def test_as_of_is_today_by_default_and_then_everything_counts() -> None:
    folder = small_folder()
    enter(folder, "2017-01-10", recorded="2018-06-01")
    letter = ask(folder, "2017-01")
    assert (letter["period"], letter["as_of"], letter["headline"]["entries_month"]) == ("2017-01", "2018-06-30", 1)
    assert ask(folder, "2017-01", "2017-01-31")["as_of"] == "2017-01-31"


# The year, and nothing at all


def test_the_yearly_letter() -> None:
    folder = small_folder("1.25")
    leave(folder, enter(folder, "2017-01-10", recorded="2017-12-31", date="2016-12-31"), "2017-12-31", "emploi")
    enter(folder, "2017-12-31")
    enter(folder, "2018-01-01")
    refer(folder, "2017-05-01", issue="non_entree", date_issue="2017-12-31", motif="fle")
    letter = ask(folder, "2017")
    assert letter["period"] == "2017"
    assert head(letter, "entries_month", "entries_late", "entries_late_last_year") == [None] * 3
    assert letter["preaffectation_days"] == {"month": None, "year_to_date": 10}
    assert (letter["exits"]["positive_month"], letter["exits"]["exits_late"]) == (None, None)
    # 70 entries a year, 2 of them made: 2.86 %
    keys = "target_entries_annual", "entries_cumulative", "target_pct_to_date", "active_file_real"
    assert head(letter, *keys) == [70, 2, 3, 1]
    assert (letter["exits"]["target_positive_to_date"], letter["exits"]["positive_cumulative"]) == (35, 1)
    months = letter["non_entry_reasons"][0]["by_month"]
    assert list(months) == [f"2017-{month:02}" for month in range(1, 13)]
    assert (sum(months.values()), months["2017-12"]) == (1, 1)


def test_an_empty_folder() -> None:
    letter = ask(small_folder(), "2017-02")
    zeros = "entries_month", "entries_late", "entries_late_last_year", "entries_cumulative", "non_entries_cumulative"
    assert head(letter, *zeros, "target_pct_to_date") == [0] * 6
    stocks = "accompanied_to_date", "active_file_real", "active_file_pct", "people_on_a_step", "steps_open", "in_veille"
    assert head(letter, *stocks) == [0] * 6
    assert letter["preaffectation_days"] == {"month": None, "year_to_date": None}
    assert (letter["non_entry_reasons"], letter["exits"]["reasons"]) == ([], [])
    assert (letter["exits"]["positive_pct"], letter["exits"]["positive_pct_excluding_neutral"]) == (None, None)
    assert [(row["group"], row["count"], row["pct"], row["rows"]) for row in letter["steps"]["groups"]] == [
        (group, 0, None, []) for group in GROUPS
    ]
