"""Finding people by what is typed."""

import datetime as dt

import pytest

from jalon.core.periods import Period, month, year
from jalon.people.models import Participant
from jalon.roster.actions import refresh_all
from jalon.roster.models import FileSummary
from jalon.roster.search import birth, found, near_words, suggested, understand

TODAY = dt.date(2017, 12, 31)
PEOPLE = [
    ("M-0412", "Mésange", "Awa", dt.date(1988, 12, 3)),
    ("M-0413", "Rouge-Gorge", "Zoé", dt.date(1990, 5, 1)),
    ("1988", "Li", "Anne-Lise", dt.date(1975, 1, 1)),
    ("R/7", "Bergeronnette", "Jean d’Orme", dt.date(1988, 1, 31)),
    ("T 9", "Œillet", "Łucja", None),
]


FOUND: list[tuple[list[str], set[str]]] = [
    # without accents or case, from the beginning of any name, in any order
    (["més", "MESANGE", "awa mésange", "mes aw", "m-0412", "M 0412", "m0412", "m"], {"M-0412"}),
    (["rouge", "gorge", "rouge gorge zoe", "Rouge-Gorge"], {"M-0413"}),
    (["oeillet", "lucja", "t9", "ŒILLET"], {"T 9"}),
    (["orme"], {"R/7"}),
    (["li"], {"1988"}),
    # one error in a word of four letters or more
    (["mesagne", "mesnge", "mesannge", "mezange", "mezan", "awa mezange"], {"M-0412"}),
    (["bergeronette", "bergeronnettte", "vergeronnette", "bregeronnette"], {"R/7"}),
    (["mezamge", "zwa", "awx", "awx mesange", "bregeronete", ""], set()),
    # birth dates, numbers
    (["3/12/1988", "03.12.88", "1988-12-03", "12/1988", "mésange 1988"], {"M-0412"}),
    (["3 décembre 1988", "3\u00a0déc. 1988", "mésange 03 DECEMBRE 1988"], {"M-0412"}),
    (["1er janvier 1975", "1 janv 1975"], {"1988"}),
    (["3 brumaire 1988", "31 février 1988"], set()),
    (["1988"], {"M-0412", "R/7", "1988"}),
    (["M-04"], {"M-0412", "M-0413"}),
    (["0413", "mésange 1990", "31/2/1988", "!!"], set()),
]


@pytest.fixture
def known(db: None) -> None:
    for code, last_name, first_name, born in PEOPLE:
        Participant.objects.create(code=code, last_name=last_name, first_name=first_name, birth_date=born)
    refresh_all()


def codes(text: str) -> set[str]:
    people = found(FileSummary.objects.all(), understand(text, TODAY)).people
    return set(people.values_list("participant__code", flat=True))


@pytest.mark.usefixtures("known")
def test_who_is_found() -> None:
    wrong = [(typed, codes(typed)) for texts, expected in FOUND for typed in texts if codes(typed) != expected]
    assert wrong == []


@pytest.mark.usefixtures("known")
def test_near_names_are_only_looked_for_when_nobody_is_called_so() -> None:
    everyone = FileSummary.objects.all()
    Participant.objects.create(code="N-1", last_name="Mésangé-Nord")
    Participant.objects.create(code="N-2", last_name="Masange")
    refresh_all()
    assert codes("mesange") == {"M-0412", "N-1"}
    assert near_words("mesange") == ["masange", "mesange"]
    assert not found(everyone, understand("mesange", TODAY)).near
    assert found(everyone, understand("mesagne", TODAY)).near
    assert codes("musange") == {"M-0412", "N-1", "N-2"}


@pytest.mark.usefixtures("known")
def test_a_filter_does_not_change_what_was_meant() -> None:
    others = FileSummary.objects.exclude(sort_name__startswith="mesange")
    Participant.objects.create(code="N-2", last_name="Masange")
    refresh_all()
    search = understand("mesange", TODAY)
    assert found(others, search).near
    assert not found(others, search, scope=FileSummary.objects.all()).people.exists()


@pytest.mark.usefixtures("known")
def test_suggestions_by_name_and_no_more_than_asked() -> None:
    rows = suggested(FileSummary.objects.all(), understand("1988", TODAY), 2)
    assert [row.participant.last_name for row in rows] == ["Bergeronnette", "Li"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3/12/1988", Period(dt.date(1988, 12, 3), dt.date(1988, 12, 3))),
        ("3-12-88", Period(dt.date(1988, 12, 3), dt.date(1988, 12, 3))),
        ("1/1/05", Period(dt.date(2005, 1, 1), dt.date(2005, 1, 1))),
        ("2/1988", month(1988, 2)),
        ("1988", year(1988)),
        ("2018", None),
        ("13/1988", None),
        ("30/2/1988", None),
        ("1-2", None),
        ("88", None),
    ],
)
def test_days_of_birth(typed: str, days: Period | None) -> None:
    assert birth(typed, TODAY) == days
