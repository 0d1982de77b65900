"""The random folders: valid, always the same, and as nasty as they claim to be."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.independent.folder import COLUMNS, COMPULSORY, Folder, Row, read_folder, write_folder
from tests.independent.folders import bench_folder, cases, folders, random_folder
from tests.independent.letter import letter
from tests.independent.strategies import TODAY, Question
from tests.independent.validity import faults

START, END = dt.date(2016, 10, 1), dt.date(2018, 3, 31)
YEAR_END = dt.date(2025, 12, 31)


def sample(seed: int = 3, people: int = 150) -> Folder:
    return random_folder(seed, people, START, END)


def test_the_same_seed_gives_the_same_folder() -> None:
    assert sample(seed=5) == sample(seed=5)
    assert sample(seed=5) != sample(seed=6)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_folder_written_is_read_back(tmp_path: Path, newline: str, encoding: str) -> None:
    folder = sample()
    assert read_folder(write_folder(folder, tmp_path, newline=newline, encoding=encoding)) == folder


def test_only_the_compulsory_files_are_written_empty(tmp_path: Path) -> None:
    write_folder(Folder(), tmp_path)
    assert {file.stem for file in tmp_path.iterdir()} == set(COMPULSORY)


def test_an_unknown_column_cannot_be_written() -> None:
    with pytest.raises(KeyError):
        Folder().add("sorties", jour="2017-01-01")


@pytest.mark.parametrize("seed", range(12))
def test_random_folders_are_valid(seed: int) -> None:
    today = END if seed % 2 else dt.date(2017, 8, 31)
    folder = random_folder(seed, 60, START, END, today=today)
    assert faults(folder, today) == []


@given(folder=folders())
@settings(max_examples=50, deadline=None)
def test_drawn_folders_are_valid(folder: Folder) -> None:
    assert faults(folder, TODAY) == []


@given(case=cases())
@settings(max_examples=30, deadline=None)
def test_every_letter_of_a_drawn_folder_adds_up(case: tuple[Folder, list[Question]]) -> None:
    folder, questions = case
    for period, as_of in questions:
        block = letter(folder, period, as_of, TODAY)
        head, exits, steps = block["headline"], block["exits"], block["steps"]
        assert head["active_file_real"] <= head["accompanied_to_date"] <= len(folder["participants"])
        assert (
            head["people_on_a_step"]
            <= head["steps_open"]
            <= steps["total"]
            == sum(group["count"] for group in steps["groups"])
        )
        assert sum(row["count"] for row in exits["reasons"]) == exits["positive_cumulative"] + exits["other_cumulative"]
        assert sum(row["total"] for row in block["non_entry_reasons"]) == head["non_entries_cumulative"]


# Nasty cases


def by_code(folder: Folder, name: str, column: str = "code") -> dict[str, Row]:
    return {row[column]: row for row in folder[name]}


def pathways_of_step(folder: Folder) -> list[tuple[Row, Row, Row | None]]:
    """Each step with its pathway and its exit."""
    pathways, exits = by_code(folder, "parcours"), by_code(folder, "sorties", "parcours")
    return [(row, pathways[row["parcours"]], exits.get(row["parcours"])) for row in folder["etapes"]]


def next_day(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(1)).isoformat()


def has_reentry_the_day_after(folder: Folder) -> bool:
    exits = by_code(folder, "sorties", "parcours")
    entries = {(row["participant"], row["entree"]) for row in folder["parcours"]}
    left = [(row["participant"], exits[row["code"]]["date"]) for row in folder["parcours"] if row["code"] in exits]
    return any((person, next_day(day)) in entries for person, day in left)


def has_two_entries_in_a_year(folder: Folder) -> bool:
    years = [(row["participant"], row["entree"][:4]) for row in folder["parcours"]]
    return len(years) > len(set(years))


def has_label_in_two_groups(folder: Folder) -> bool:
    pairs = {(row["operation"], row["classification"]) for row in folder["etapes"]}
    return len(pairs) > len({label for label, _ in pairs})


def has_consecutive_suspensions(folder: Folder) -> bool:
    starts = {(row["parcours"], row["debut"]) for row in folder["veilles"]}
    return any((row["parcours"], next_day(row["fin"])) in starts for row in folder["veilles"] if row["fin"])


def has_equal_interviews(folder: Folder) -> bool:
    lines = [tuple(row.values()) for row in folder["entretiens"]]
    return len(lines) > len(set(lines))


NASTY: dict[str, Callable[[Folder], bool]] = {
    "re-entry the day after": has_reentry_the_day_after,
    "two entries in a year": has_two_entries_in_a_year,
    "exit on a month's last day": lambda f: any(next_day(row["date"])[8:] == "01" for row in f["sorties"]),
    "entry and exit on the same day": lambda f: any(
        row["entree"] == exit_["date"]
        for row in f["parcours"]
        if (exit_ := by_code(f, "sorties", "parcours").get(row["code"]))
    ),
    "entry recorded the year after": lambda f: any(row["saisie_le"][:4] > row["entree"][:4] for row in f["parcours"]),
    "exit recorded the year after": lambda f: any(row["saisie_le"][:4] > row["date"][:4] for row in f["sorties"]),
    "step recorded before its pathway": lambda f: any(
        (step["saisie_le"] or step["debut"]) < pathway["saisie_le"] for step, pathway, _ in pathways_of_step(f)
    ),
    "step that outlives its pathway": lambda f: any(
        exit_ and step["fin"] > exit_["date"] for step, _, exit_ in pathways_of_step(f)
    ),
    "endless step of a pathway that ended": lambda f: any(
        exit_ and not step["fin"] for step, _, exit_ in pathways_of_step(f)
    ),
    "step that starts on the exit day": lambda f: any(
        exit_ and step["debut"] == exit_["date"] for step, _, exit_ in pathways_of_step(f)
    ),
    "label in two groups": has_label_in_two_groups,
    "consecutive suspensions": has_consecutive_suspensions,
    "suspension without end": lambda f: any(not row["fin"] for row in f["veilles"]),
    "pathway without a referral": lambda f: any(not row["prescription"] for row in f["parcours"]),
    "pathway without a référent": lambda f: any(not row["referent"] for row in f["parcours"]),
    "referral without a referrer": lambda f: any(not row["organisme"] for row in f["prescriptions"]),
    "référent who leaves": lambda f: any(row["fin"] for row in f["referents"]),
    "FTE that changes": lambda f: len(by_code(f, "referents")) < len(f["referents"]),
    "agency before its parent": lambda f: any(
        row["parent"] == after["code"] for row, after in pairwise(f["organismes"])
    ),
    "equal interviews": has_equal_interviews,
    "international phone": lambda f: any(row["telephone"].startswith("+33") for row in f["participants"]),
    "several situations": lambda f: len({row["participant"] for row in f["situations"]}) < len(f["situations"]),
    "every outcome": lambda f: {row["issue"] for row in f["prescriptions"]} == {"entree", "non_entree", "en_attente"},
    "quote, semicolon, line end": lambda f: (
        any(";" in row["operation"] and '"' in row["operation"] for row in f["etapes"])
        and any("\n" in row["adresse"] for row in f["situations"])
    ),
}


@pytest.mark.parametrize("case", NASTY)
def test_a_random_folder_is_nasty(case: str) -> None:
    assert NASTY[case](sample())
    assert not NASTY[case](Folder())


# What the refusals catch: a valid folder, one fault at a time


def add(folder: Folder, name: str, **cells: str) -> None:
    folder[name].append({**folder[name][0], **cells})


FAULTS: dict[str, Callable[[Folder], object]] = {
    "duplicate key": lambda f: f["participants"].append(f["participants"][0]),
    "empty key": lambda f: add(f, "participants", code=""),
    "dangling key": lambda f: add(f, "prescriptions", code="X", organisme="X"),
    "end before start": lambda f: add(f, "referents", code="X", debut="2017-02-02", fin="2017-02-01"),
    "exit before entry": lambda f: f["sorties"][0].update(date="2016-01-01", saisie_le=""),
    "step before its pathway": lambda f: f["etapes"][0].update(debut="2016-01-01", saisie_le=""),
    "suspension after its pathway": lambda f: add(
        f, "veilles", parcours=f["sorties"][0]["parcours"], debut="2019-01-01"
    ),
    "recorded before": lambda f: f["parcours"][0].update(saisie_le="2016-01-01"),
    "recorded after today": lambda f: f["sorties"][0].update(saisie_le=next_day(END.isoformat())),
    "non-entry without a reason": lambda f: next(r for r in f["prescriptions"] if r["motif"]).update(motif=""),
    "overlap": lambda f: add(f, "parcours", code="X", prescription=""),
    "outcome on another day": lambda f: next(r for r in f["prescriptions"] if r["issue"] == "entree").update(
        date_issue="2019-01-01"
    ),
    "formula": lambda f: f["etapes"][0].update(operation="=1+1"),
    "dash": lambda f: f["veilles"][0].update(motif="-cong\u00e9"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_seen(case: str) -> None:
    folder = sample()
    FAULTS[case](folder)
    assert faults(folder, END)


def test_a_fault_is_not_seen_where_there_is_none() -> None:
    folder = sample()
    folder["participants"][0]["telephone"] = "+33 (0)3.80-00"
    assert faults(folder, END) == []


# The large folder, made small


def test_the_large_folder_is_valid(tmp_path: Path) -> None:
    bench_folder(tmp_path, people=400, years=3, contacts=20)
    folder = read_folder(tmp_path)
    assert faults(folder, YEAR_END) == []
    assert len(folder["participants"]) == 400
    assert len(folder["entretiens"]) == 400 * 20
    assert 1.3 < len(folder["etapes"]) / 400 < 1.9
    assert {row["participant"] for row in folder["situations"]} == set(by_code(folder, "participants"))
    assert {tuple(row) for rows in folder.files.values() for row in rows} == set(COLUMNS.values())
    assert letter(folder, "2025-03", None, YEAR_END)["headline"]["entries_cumulative"] > 10


def test_in_the_large_folder_people_are_followed_by_who_is_in_post(tmp_path: Path) -> None:
    bench_folder(tmp_path, people=1300, years=5, contacts=0)
    folder = read_folder(tmp_path)
    posts = [row for row in folder["referents"] if row["debut"] <= "2025-12-31" <= (row["fin"] or "9999")]
    assert len(posts) == 3 < len(by_code(folder, "referents"))
    exits = by_code(folder, "sorties", "parcours")
    last = {row["code"]: row["referent"] for row in folder["parcours"]}
    for row in sorted(folder["affectations"], key=lambda row: row["debut"]):
        last[row["parcours"]] = row["referent"]
    assert {who for code, who in last.items() if code not in exits} == {row["code"] for row in posts}


def test_the_names_of_the_large_folder_are_many_and_some_are_common(tmp_path: Path) -> None:
    bench_folder(tmp_path, people=1300, years=1, contacts=0)
    borne = Counter(row["nom"] for row in read_folder(tmp_path)["participants"])
    assert len(borne) > 600
    assert 10 < borne["Mésange"] < 40
