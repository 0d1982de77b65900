"""The witness itself, on tiny folders whose figures were counted by hand from the contract."""

from fractions import Fraction

import pytest

from tests.independent.hand import ask, enter, leave, refer, small_folder, step, suspend
from tests.independent.letter import Block
from tests.independent.numbers import CATEGORIES, GROUPS, half_up, mean, percentage


def head(block: Block, *keys: str) -> list[object]:
    return [block["headline"][key] for key in keys]


def shares(rows: list[Block], key: str) -> dict[str, tuple[int, int | None]]:
    """The rows that count something, by their code."""
    return {row[key]: (row["count"], row["pct"]) for row in rows if row["count"]}


# Rounding and targets


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


# Entries


def test_entries_of_the_month_and_to_date() -> None:
    folder = small_folder()
    for day in ("2016-12-31", "2017-01-01", "2017-02-28", "2017-03-01", "2017-03-31", "2017-04-01"):
        enter(folder, day)
    assert head(ask(folder, "2017-03"), "entries_month", "entries_cumulative") == [2, 4]


def test_late_entries() -> None:
    folder = small_folder()
    enter(folder, "2017-01-31", recorded="2017-03-01")  # late
    enter(folder, "2017-02-28", recorded="2017-03-31")  # late
    enter(folder, "2017-02-28", recorded="2017-04-01")  # in April
    enter(folder, "2017-02-28", recorded="2017-02-28")  # in time
    enter(folder, "2017-02-28")  # in time
    enter(folder, "2017-03-02", recorded="2017-03-20")  # of the month
    enter(folder, "2016-12-31", recorded="2017-03-05")  # last year's
    enter(folder, "2015-06-01", recorded="2017-03-05")  # last year's, and before
    enter(folder, "2016-12-31", recorded="2017-02-05")  # in February
    keys = "entries_month", "entries_late", "entries_late_last_year", "entries_cumulative"
    assert head(ask(folder, "2017-03"), *keys) == [1, 2, 2, 6]
    assert head(ask(folder, "2017-03", "2017-03-31"), *keys) == [1, 2, 2, 5]
    assert head(ask(folder, "2017-03", "2017-03-04"), *keys) == [0, 1, 0, 3]


def test_preaffectation_is_a_mean_of_days_rounded_half_up() -> None:
    folder = small_folder()
    enter(folder, "2017-03-20", date="2017-03-10")  # 10 days
    enter(folder, "2017-03-20", date="2017-03-09")  # 11 days
    enter(folder, "2017-03-20")  # unknown
    enter(folder, "2017-01-31", date="2016-12-31")  # 31 days
    enter(folder, "2016-12-31", date="2016-01-01")  # last year
    assert ask(folder, "2017-03")["preaffectation_days"] == {"month": 11, "year_to_date": 17}  # 10.5 and 17.33
    assert ask(folder, "2017-02")["preaffectation_days"] == {"month": None, "year_to_date": 31}


def test_categories_of_entries() -> None:
    folder = small_folder()
    enter(folder, "2017-02-01", date="2017-01-01", by="GUICHET")  # département, two agencies up
    enter(folder, "2017-02-01", date="2017-01-01", by="CD", saisie_le="2017-05-01")  # referral recorded later
    enter(folder, "2017-02-01", date="2017-01-01", by="SANS")  # no category
    enter(folder, "2017-02-01", date="2017-01-01")  # no referrer
    enter(folder, "2017-02-01")  # no referral
    enter(folder, "2016-12-31", date="2016-12-01", by="CD")  # last year
    rows = ask(folder, "2017-02", "2017-02-28")["entries_by_category"]
    assert [row["category"] for row in rows] == list(CATEGORIES)
    assert shares(rows, "category") == {"departement": (2, 40)}
    assert {row["pct"] for row in ask(folder, "2018-01")["entries_by_category"]} == {None}


def test_an_agency_keeps_its_own_category() -> None:
    folder = small_folder()
    folder["organismes"][0]["categorie"] = "social"
    enter(folder, "2017-02-01", date="2017-01-01", by="GUICHET")
    assert shares(ask(folder, "2017-02")["entries_by_category"], "category") == {"social": (1, 100)}


# Referrals and non-entries


def test_referrals_are_those_of_the_year_to_date() -> None:
    folder = small_folder()
    refer(folder, "2016-12-31", by="CD")
    refer(folder, "2017-01-01", by="CD")
    refer(folder, "2017-02-28", by="AGENCE", issue="non_entree", date_issue="2017-02-28", motif="fle")
    refer(folder, "2017-02-28", by="SANS")
    refer(folder, "2017-03-01", by="CD")
    referrals = ask(folder, "2017-02")["referrals"]
    assert referrals["total"] == 3
    assert shares(referrals["by_category"], "category") == {"departement": (2, 67)}
    assert len(referrals["by_category"]) == len(CATEGORIES)


def test_when_a_referral_is_known() -> None:
    folder = small_folder()
    refer(folder, "2017-01-10", saisie_le="2017-02-10")  # pending: known when recorded
    refer(folder, "2017-01-10", issue="non_entree", date_issue="2017-01-20", motif="fle", saisie_le="2017-02-10")
    enter(folder, "2017-01-20", date="2017-01-10", saisie_le="2017-02-10")
    letter = ask(folder, "2017-01", "2017-01-31")
    assert letter["referrals"]["total"] == 1  # the non-entry's: its own day
    assert letter["headline"]["non_entries_cumulative"] == 0
    later = ask(folder, "2017-01", "2017-02-10")
    assert (later["referrals"]["total"], later["headline"]["non_entries_cumulative"]) == (3, 1)
    assert ask(folder, "2017-01", "2017-01-09")["referrals"]["total"] == 0


def test_non_entries_by_month() -> None:
    folder = small_folder()
    refused = {"issue": "non_entree", "motif": "refus"}
    refer(folder, "2016-11-01", **refused, date_issue="2017-01-31")
    refer(folder, "2016-11-01", **refused, date_issue="2016-12-31")  # last year
    refer(folder, "2017-03-01", **refused, date_issue="2017-03-31")
    refer(folder, "2017-03-01", **refused, date_issue="2017-04-01")  # next month
    refer(folder, "2017-01-01", issue="non_entree", motif="absent", date_issue="2017-01-01")
    refer(folder, "2017-01-01")  # pending
    letter = ask(folder, "2017-03")
    assert letter["headline"]["non_entries_cumulative"] == 3
    assert letter["non_entry_reasons"] == [
        {"reason": "refus", "by_month": {"2017-01": 1, "2017-02": 0, "2017-03": 1}, "total": 2, "pct": 67},
        {"reason": "absent", "by_month": {"2017-01": 1, "2017-02": 0, "2017-03": 0}, "total": 1, "pct": 33},
    ]


def test_equal_non_entry_reasons_go_by_code() -> None:
    folder = small_folder()
    for reason in ("sante", "absent", "fle"):
        refer(folder, "2017-01-01", issue="non_entree", date_issue="2017-01-02", motif=reason)
    assert [row["reason"] for row in ask(folder, "2017-01")["non_entry_reasons"]] == ["absent", "fle", "sante"]


# People accompanied, file active


def test_accompanied_counts_the_exit_day_and_each_person_once() -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2016-05-01"), "2016-12-31")  # left before the year
    leave(folder, enter(folder, "2016-05-01"), "2017-01-01")  # one day in the year
    enter(folder, "2017-03-31")  # last day
    enter(folder, "2017-04-01")  # too late
    leave(folder, enter(folder, "2017-01-05", person="Awa Mésange"), "2017-02-01")
    enter(folder, "2017-02-02", person="Awa Mésange")  # again, the day after
    keys = "accompanied_to_date", "entries_cumulative", "active_file_real"
    assert head(ask(folder, "2017-03"), *keys) == [3, 3, 2]


def test_an_exit_on_the_last_day_has_left_the_active_file() -> None:
    folder = small_folder()
    leave(folder, enter(folder, "2017-01-01"), "2017-03-31")
    leave(folder, enter(folder, "2017-01-01"), "2017-04-01")
    leave(folder, enter(folder, "2017-03-31"), "2017-03-31")
    assert head(ask(folder, "2017-03"), "active_file_real", "accompanied_to_date") == [1, 3]


def test_suspensions_are_inclusive_and_stop_with_their_pathway() -> None:
    folder = small_folder()
    for start, end in (
        ("2017-03-01", "2017-03-31"),  # last day
        ("2017-03-31", "2017-04-30"),  # first day
        ("2017-01-15", ""),  # no end
        ("2017-03-01", "2017-03-30"),  # over
        ("2017-04-01", ""),  # to come
    ):
        suspend(folder, enter(folder, "2017-01-10"), start, end)
    twice = enter(folder, "2017-01-10")
    suspend(folder, twice, "2017-02-01", "2017-04-01")
    suspend(folder, twice, "2017-03-01")
    gone = enter(folder, "2017-01-10")
    suspend(folder, gone, "2017-02-01")
    leave(folder, gone, "2017-03-31")
    assert head(ask(folder, "2017-03"), "in_veille", "active_file_real") == [4, 6]


# Steps


def test_steps_open_on_the_last_day() -> None:
    folder = small_folder()
    two = enter(folder, "2017-01-10")
    step(folder, two, "2017-03-31", "2017-03-31")
    step(folder, two, "2017-01-10")
    step(folder, enter(folder, "2017-01-10"), "2017-01-10", "2017-03-30")  # over
    step(folder, enter(folder, "2017-01-10"), "2017-04-01")  # to come
    gone = enter(folder, "2017-01-10")
    step(folder, gone, "2017-02-01", "2017-05-01")
    leave(folder, gone, "2017-03-31")  # not in the file active
    assert head(ask(folder, "2017-03"), "people_on_a_step", "steps_open", "active_file_real") == [1, 2, 3]


def test_steps_of_the_month_have_a_day_in_it() -> None:
    folder = small_folder()
    pathway = enter(folder, "2016-01-10")
    step(folder, pathway, "2017-01-01", "2017-02-28")  # before
    step(folder, pathway, "2017-01-01", "2017-03-01")  # first day
    step(folder, pathway, "2017-03-31", "2017-06-01")  # last day
    step(folder, pathway, "2017-04-01")  # after
    step(folder, pathway, "2016-02-01")  # all the time
    assert ask(folder, "2017-03")["steps"]["total"] == 3
    assert ask(folder, "2017")["steps"]["total"] == 5
    assert ask(folder, "2016")["steps"]["total"] == 1


def test_a_step_is_cut_at_its_pathways_exit() -> None:
    folder = small_folder()
    left_in_february, left_on_the_first = enter(folder, "2017-01-10"), enter(folder, "2017-01-10")
    for pathway in (left_in_february, left_on_the_first):
        step(folder, pathway, "2017-02-01", "2017-12-31")
        step(folder, pathway, "2017-02-01")
    leave(folder, left_in_february, "2017-02-28", recorded="2017-04-02")
    leave(folder, left_on_the_first, "2017-03-01")
    assert ask(folder, "2017-03")["steps"]["total"] == 2
    assert ask(folder, "2017-04")["steps"]["total"] == 0
    # before the exit of February was recorded, its pathway was open and its steps went on
    assert ask(folder, "2017-03", "2017-04-01")["steps"]["total"] == 4
    assert head(ask(folder, "2017-03", "2017-04-01"), "steps_open", "active_file_real") == [2, 1]


def test_groups_and_labels_of_steps() -> None:
    folder = small_folder()
    pathway = enter(folder, "2017-01-10")
    for label, group in (
        ("Start Again", "mobilisation"),
        ("Start Again", "formation_non_qualifiante"),
        ("Zoo", "mobilisation"),
        ("Zoo", "mobilisation"),
        ("PMSMP", "mobilisation"),
        ("Pmsmp", "mobilisation"),
        ("CDI", "emploi"),
    ):
        step(folder, pathway, "2017-02-01", label=label, group=group)
    steps = ask(folder, "2017-02")["steps"]
    assert [(row["group"], row["count"], row["pct"]) for row in steps["groups"]] == [
        ("emploi", 1, 14),
        ("formation_non_qualifiante", 1, 14),
        ("formation_qualifiante", 0, 0),
        ("mobilisation", 5, 71),
    ]
    assert [(row["label"], row["count"]) for row in steps["groups"][3]["rows"]] == [
        ("Zoo", 2),
        ("PMSMP", 1),
        ("Pmsmp", 1),
        ("Start Again", 1),
    ]
    assert steps["groups"][2]["rows"] == []


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
        ("2017-02-03", "non_respect"),
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
