"""Whatever the numbers: each drafted comment is French, short, and every digit of it is a figure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jalon.core.folding import folded
from jalon.indicators.window import Window
from jalon.reports.comments.drafts import drafts, facts_of
from jalon.reports.comments.facts import Facts, title_of
from jalon.reports.comments.numbers import typed_numbers
from jalon.reports.comments.printing import plain, printed
from jalon.reports.comments.rules import LIMIT
from jalon.reports.comments.typography import lines
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from tests.reports.comments.letters import EXIT_REASONS, letter, source

NOUNS = "entrée|sortie|sortie positive|prescription|étape|jour|personne|attendue|non-entrée"
COUNTED = re.compile(rf"(?<!\d\u202f)\b(\d[\d\u202f]*)\u00a0({NOUNS})(s?)\b")
NEVER = ("  ", " ,", " .", "None", "–", "n.\u00a0c.", "{", "}", "|", " de le ", " à le ", "que en ", " de avril", "..")
ANY = given(st.integers(0, 10**9), st.integers(0, 12))
"""A seed of any numbers, and a month of 2017 (0: the year)."""
TITLES = [title_of(label) for label, _ in EXIT_REASONS.values()]


@settings(max_examples=300)
@ANY
def test_a_draft_is_french(seed: int, month: int) -> None:
    facts = letter(seed, month)
    for block, text in drafts(facts).items():
        said = plain(text, facts)
        assert [sign for sign in NEVER if sign in said] == [], said
        assert len(said) <= LIMIT
        if said:
            assert said[0].isupper() or said[0].isdigit() or said[0] == "«", said
            assert said.endswith("."), said
            assert lines(text) == [text], "already tidied"
        for number, noun, plural in COUNTED.findall(said):
            assert (int(number.replace("\u202f", "")) >= 2) is bool(plural), (block, noun, said)


@settings(max_examples=60)
@ANY
def test_every_number_is_a_figure(seed: int, month: int) -> None:
    facts = letter(seed, month)
    for text in drafts(facts).values():
        assert typed_numbers(text, facts.year, TITLES) == []
        for paragraph in printed(text, facts):
            words = "".join(each for each in paragraph.words if isinstance(each, str))
            for title in (*TITLES, "2016", "2017"):
                words = words.replace(title, "")
            assert not re.search(r"\d", words)
            assert all(
                each.value is not None and not each.masked for each in paragraph.words if isinstance(each, Figure)
            )


@settings(max_examples=40)
@ANY
@example(seed=3292, month=6)
@example(seed=343250, month=11)
def test_nothing_is_the_best_of_nothing(seed: int, month: int) -> None:
    facts = letter(seed, month)
    for text in drafts(facts).values():
        said = plain(text, facts)
        assert not said.startswith("0"), said
        if "meilleur mois" in said and not facts.window.is_year:
            values = [facts.value(key) or 0 for key in facts.ranks["entries"]]
            assert values[-1] == max(values) > sorted(values)[-2]


@settings(max_examples=30)
@ANY
def test_a_name_typed_means_one_field(seed: int, month: int) -> None:
    facts = letter(seed, month)
    names = [folded(field.name) for field in facts.fields.values()]
    assert len(set(names)) == len(names)
    assert not any(set("{}|") & set(field.name) for field in facts.fields.values())


MARCH: Mapping[str, int] = {
    "entries_month": 45,
    "entries_cumulative": 108,
    "target_entries_to_date": 178,
    "target_pct_to_date": 61,
    "active_file_real": 738,
    "active_file_target": 889,
    "active_file_pct": 83,
    "exits_cumulative": 167,
    "accompanied_to_date": 905,
    "entries_late": 1,
}


def march(said: Mapping[str, int | None] | None = None, month: str = "2017-03") -> Facts:
    """The letter of March, with other numbers at will; what is not said is unknown."""
    numbers: dict[str, int | Decimal | None] = {**MARCH, **(said or {})}

    def figure(code: str, **filters: Any) -> Figure:
        key = ".".join([code, *map(str, filters.values())])
        return Figure(numbers.get(key), code, filters)

    return facts_of(source(Window.parse(month), figure, compared=False))


def read(facts: Facts, block: BlockCode) -> str:
    return plain(drafts(facts)[block], facts).replace("\u202f", " ").replace("\xa0", " ")


def test_entries_against_their_target() -> None:
    said = read(march(), BlockCode.ESSENTIAL)
    assert said.startswith(
        "45 entrées en mars, 108 depuis janvier, pour 178 attendues : 61 % de l’objectif à date, 70 de moins."
    )
    assert (
        "738 parcours en file active, 83 % de l’objectif : 797 au début de l’année, plus 108 entrées, moins 167" in said
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"target_entries_to_date": None}, "45 entrées en mars, 108 depuis janvier."),
        ({"target_entries_to_date": 0, "target_pct_to_date": None}, "45 entrées en mars, 108 depuis janvier."),
        ({"target_entries_to_date": 108}, "pour 108 attendues : juste l’objectif à date."),
        ({"target_entries_to_date": 100}, "61 % de l’objectif à date, 8 de plus."),
        ({"entries_month": 0}, "Aucune entrée en mars, 108 depuis janvier"),
        ({"entries_month": 1}, "1 entrée en mars"),
        ({"entries_month": 0, "entries_cumulative": 0}, "Aucune entrée depuis janvier, pour 178 attendues"),
        ({"accompanied_to_date": 903}, "903 personnes ont été accompagnées depuis janvier ; 2 parcours sont ceux de"),
        ({"accompanied_to_date": 904}, "; 1 parcours est celui d’une personne déjà comptée."),
        ({"entries_late_last_year": 1}, "1 entrée de 2016 n’a été saisie qu’en mars : elle compte dans 2016."),
        ({"entries_late_last_year": 3}, "3 entrées de 2016 n’ont été saisies qu’en mars : elles comptent dans 2016."),
        ({"entries_late.2017-02": 1, "entries_late.2017-01": 0}, "Ce cumul compte 1 entrée de février"),
    ],
)
def test_what_is_said_of_the_entries(said: dict[str, int | None], expected: str) -> None:
    assert expected in read(march(said), BlockCode.ESSENTIAL)


def test_the_bridge_names_each_month() -> None:
    late: dict[str, int | None] = {
        f"entries_late.2017-{month:02}": number for month, number in ((10, 2), (9, 1), (8, 1))
    }
    said = read(march(late, "2017-11"), BlockCode.ESSENTIAL)
    assert "Ce cumul compte 2 entrées d’octobre, 1 de septembre et 1 d’août, saisies en novembre." in said


def test_one_late_entry_is_singular() -> None:
    said = read(march({"entries_late.2017-01": 1}, "2017-02"), BlockCode.ESSENTIAL)
    assert "Ce cumul compte 1 entrée de janvier, saisie en février." in said


def months_of(*numbers: int) -> dict[str, int | None]:
    return {f"entries_cumulative.2017-{place + 1:02}": number for place, number in enumerate(numbers)}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((32, 31, 45), "14 entrées de plus en mars qu’en février : c’est le meilleur mois depuis janvier."),
        ((45, 31, 45), "14 entrées de plus en mars qu’en février."),
        ((45, 31, 30), "1 entrée de moins en mars qu’en février : c’est le mois le plus faible depuis janvier."),
        ((45, 31, 31), "Autant d’entrées en mars qu’en février."),
        ((45, 31, 0), "31 entrées de moins en mars qu’en février."),
    ],
)
def test_a_month_among_the_others(numbers: tuple[int, ...], expected: str) -> None:
    assert read(march(months_of(*numbers)), BlockCode.TRENDS).startswith(expected)


def test_a_part_is_said_with_its_whole() -> None:
    facts = march({"steps": 510, "steps.1": 97, "steps.2": 200, "steps.3": 49})
    shares = facts.fields["lasting_share"], facts.fields["worksites_share"]
    assert [share.figure.code for share in shares] == ["share", "share"]
    assert "Les emplois durables font 19 % des étapes d’emploi (97 sur 510)." in read(facts, BlockCode.STEPS)


def test_what_is_not_told_is_not_said() -> None:
    facts = march({"active_file_real": None, "exits_cumulative": None})
    assert "file active" not in read(facts, BlockCode.ESSENTIAL)
    assert read(facts, BlockCode.NON_ENTRIES) == ""


def test_a_period_that_runs_is_not_compared() -> None:
    facts = march(months_of(32, 31, 45))
    running = Facts(facts.window, facts.fields, facts.ranks, running=True)
    assert drafts(running)[BlockCode.TRENDS] == ""
