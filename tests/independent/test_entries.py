"""Entries, referrals and non-entries of the witness, counted by hand from the contract."""

from tests.independent.hand import ask, enter, head, refer, shares, small_folder
from tests.independent.numbers import CATEGORIES

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
