"""The solver without a base: the same bytes each time, a valid folder, and a life that the rules would accept."""

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from jalon.demo.published import letters
from jalon.demo.published.cells import REPORT, exceptions, printed
from jalon.demo.published.verdicts import Verdict, compare, count
from jalon.demo.solver.days import is_working, months_after
from jalon.demo.solver.example import write_example
from jalon.demo.solver.model import POSITIVE
from jalon.demo.solver.tables import by_month, column, rows
from tests.conftest import DAY
from tests.independent.folder import Folder, Row
from tests.independent.letter import letter, read_period
from tests.independent.validity import faults

PARTNERS = {"referrals": 800, "entries": 670}
"""Expected of them in a year."""
ACTIONS = ("Start Again", "Action seniors - TALENT CAMPUS")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="session")
def steps(folder: Folder) -> dict[str, list[Row]]:
    """The steps of each pathway."""
    found = defaultdict(list)
    for row in folder["etapes"]:
        found[row["parcours"]].append(row)
    return found


@pytest.fixture(scope="session")
def exits(folder: Folder) -> dict[str, dt.date]:
    """The day of exit of each pathway that ended."""
    return {row["parcours"]: day(row["date"]) for row in folder["sorties"]}


def test_the_same_seed_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_example(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in written.iterdir()
    }
    assert len(list(written.iterdir())) == 11


def test_the_folder_is_valid(folder: Folder) -> None:
    assert faults(folder, DAY) == []


def test_an_independent_computation_finds_the_published_letters(folder: Folder) -> None:
    told = [each for each in printed() if each.document != REPORT]
    computed = {}
    for name in dict.fromkeys(each.document for each in told):
        period = read_period(name)
        found = letter(folder, name, period.last, DAY)
        if name == "2017-12":
            found["steps"] = letter(folder, "2017", period.last, DAY)["steps"]
        computed[name] = letters.cells(found, period.month, PARTNERS)
    known = {key: each for key, each in exceptions().items() if key[0] != REPORT}
    assert count(compare(told, computed, known)) == {
        Verdict.EQUAL: 998,
        Verdict.IMPOSSIBLE: 107,
        Verdict.DIFFERENT: 0,
    }


def test_flows_are_the_declared_ones(folder: Folder, exits: dict[str, dt.date]) -> None:
    entries = [day(row["entree"]) for row in folder["parcours"]]
    assert sum(entry.year == 2017 for entry in entries) == 494
    assert sum(left.year == 2017 for left in exits.values()) == 588
    open_on_new_year = [row for row in folder["parcours"] if row["entree"] < "2017"]
    assert sum(exits.get(row["code"], DAY) >= dt.date(2017, 1, 1) for row in open_on_new_year) == 797
    assert len({row["participant"] for row in folder["parcours"]}) == len(folder["parcours"])


def test_every_label_has_its_steps_of_the_month_and_of_the_year(folder: Folder, exits: dict[str, dt.date]) -> None:
    for row in rows("marginals/steps.csv"):
        spans = [each for each in folder["etapes"] if each["operation"] == row["label"] and not is_before_2017(each)]
        assert len(spans) == int(row["year"]), row["label"]
        months = [read_period(f"2017-{month:02}") for month in range(1, 13)]
        found = [sum(touches(each, exits, month.first, month.last) for each in spans) for month in months]
        assert found == by_month(row), row["label"]


def is_before_2017(step: Row) -> bool:
    return "" < step["fin"] < "2017"


def touches(step: Row, exits: dict[str, dt.date], first: dt.date, last: dt.date) -> bool:
    end = min(day(step["fin"] or "2018-12-31"), exits.get(step["parcours"], dt.date.max))
    return day(step["debut"]) <= last and end >= first


def test_most_exits_to_a_job_can_be_proved(
    folder: Folder, steps: dict[str, list[Row]], exits: dict[str, dt.date]
) -> None:
    proved = Counter(
        row["motif"] for row in folder["sorties"] if is_proved(row, steps[row["parcours"]], exits[row["parcours"]])
    )
    assert proved["emploi"] >= 190
    assert proved["emploi_aide"] >= 30
    assert proved["formation_qualifiante"] >= 52


def is_proved(row: Row, steps: list[Row], left: dt.date) -> bool:
    """The rules of the 2016-2020 protocol, in their plainest reading."""
    if row["motif"] == "formation_qualifiante":
        return any(step["classification"] == "formation_qualifiante" for step in steps)
    if row["motif"] == "emploi_aide":
        subsidised = [step for step in steps if step["contrat"] in ("cui_cae", "cui_cie", "emploi_avenir")]
        return any(months_after(day(step["debut"]), 6) < end_of(step, left) for step in subsidised)
    lasting = [step for step in steps if step["contrat"] in ("cdi", "creation") and not is_under_half_time(step)]
    if any(months_after(day(step["debut"]), 6) <= end_of(step, left) + dt.timedelta(1) for step in lasting):
        return row["motif"] in POSITIVE
    others = [
        step for step in steps if step["contrat"] in ("cdd", "interim", "ctti", "professionnalisation", "apprentissage")
    ]
    worked = {each for step in others for each in days_of(step, left)}
    return row["motif"] == "emploi" and len(worked) >= 181


def is_under_half_time(step: Row) -> bool:
    return bool(step["heures_hebdo"]) and float(step["heures_hebdo"]) < 17.5


def end_of(step: Row, left: dt.date) -> dt.date:
    return min(day(step["fin"]), left) if step["fin"] else left


def days_of(step: Row, left: dt.date) -> list[dt.date]:
    """The days worked within the twelve months before the exit."""
    start = max(day(step["debut"]), months_after(left, -12))
    return [start + dt.timedelta(number) for number in range((end_of(step, left) - start).days + 1)]


def test_suspensions_last_two_months_at_most_but_for_three_alerts(folder: Folder) -> None:
    lasting = [row for row in folder["veilles"] if day(row["fin"]) > months_after(day(row["debut"]), 2)]
    assert len(lasting) == 3
    assert all(row["fin"] > "2017-12-31" for row in lasting)


def test_people_are_met_about_twice_a_month_on_working_days(folder: Folder, exits: dict[str, dt.date]) -> None:
    days = 0
    for row in folder["parcours"]:
        start, end = max(day(row["entree"]), dt.date(2016, 12, 1)), min(exits.get(row["code"], DAY), DAY)
        days += max(0, (end - start).days)
    assert 18 <= len(folder["entretiens"]) / (days / 365.25) <= 26
    off = [row for row in folder["entretiens"] if not is_working(day(row["date"]))]
    assert len(off) < 0.02 * len(folder["entretiens"])


def test_names_are_plainly_fictional_and_nobody_shares_one(folder: Folder) -> None:
    names = set(column("names.csv", "name"))
    people = [(row["prenom"], row["nom"]) for row in folder["participants"]]
    assert len(set(people)) == len(people) > 1_600
    assert {name for person in people for name in person} <= names
    assert all(row["email"].endswith("@example.org") for row in folder["participants"])


def test_what_happens_to_people_suits_them(folder: Folder, steps: dict[str, list[Row]]) -> None:
    people = {row["code"]: row for row in folder["participants"]}
    person = {row["code"]: people[row["participant"]] for row in folder["parcours"]}
    mothers = [person[row["parcours"]] for row in folder["sorties"] if row["motif"] == "maternite"]
    mothers += [people[row["participant"]] for row in folder["prescriptions"] if row["motif"] == "maternite"]
    assert len(mothers) == 11 + 3
    assert all(each["sexe"] == "F" and each["naissance"] > "1973" for each in mothers)
    labels = {
        name: [person[row["parcours"]] for row in folder["etapes"] if row["operation"] == name] for name in ACTIONS
    }
    assert all(each["sexe"] == "F" for each in labels["Start Again"])
    assert all(each["naissance"] < "1973" for each in labels["Action seniors - TALENT CAMPUS"])


def test_fourteen_caseworkers_of_nine_hosts(folder: Folder) -> None:
    assert len({row["code"] for row in folder["referents"]}) == 14
    assert len({row["organisme"] for row in folder["referents"]}) == 9
    assert {row["referent"] for row in folder["parcours"]} == {row["code"] for row in folder["referents"]}
