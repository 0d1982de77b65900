"""Obstacles rated: their ranking, the profile chosen and why, what changed between two ratings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.barriers import Rule, chosen, distance, ranked, trials

ORDER = ("mobilite", "logement", "sante", "francais", "projet")
LEVELS = st.integers(0, 3)
RATINGS = st.dictionaries(st.sampled_from(ORDER), LEVELS)
RULES = (
    Rule("Freins nombreux", "…", frozenset(), level=2, count=4),
    Rule("Social d’abord", "…", frozenset({"logement", "sante"}), level=3, count=1),
    Rule("Mobilité d’abord", "…", frozenset({"mobilite"}), level=2, count=1),
    Rule("Proche de l’emploi", "…", frozenset(), level=2, count=0),
)


@pytest.mark.parametrize(
    ("ratings", "name", "because"),
    [
        ({"mobilite": 2, "logement": 2, "sante": 2, "francais": 1}, "Mobilité d’abord", ("mobilite",)),
        (dict.fromkeys(ORDER[:4], 2), "Freins nombreux", ORDER[:4]),
        ({"mobilite": 3, "logement": 3}, "Social d’abord", ("logement",)),
        ({"mobilite": 1, "logement": 2}, "Proche de l’emploi", ("logement",)),
        ({"mobilite": 0}, "Proche de l’emploi", ()),
    ],
)
def test_the_first_profile_whose_rule_holds(ratings: dict[str, int], name: str, because: tuple[str, ...]) -> None:
    told = trials(ratings, RULES, ORDER)
    found = chosen(told)
    assert found is not None
    assert (found.rule.name, found.reached) == (name, because)
    assert [trial.holds for trial in told] == [False] * (len(told) - 1) + [True]


def test_nothing_rated_leads_to_no_profile_and_none_may_apply() -> None:
    assert chosen(trials({}, RULES, ORDER)) is None
    told = trials({"mobilite": 1}, RULES[:3], ORDER)
    assert len(told) == 3
    assert chosen(told) is None


def test_a_family_that_is_not_rated_is_no_zero() -> None:
    everything = Rule("Tout coté", "", frozenset(), level=0, count=3)
    assert not trials({"mobilite": 0, "sante": 3}, [everything], ORDER)[0].holds
    assert trials({"mobilite": 0, "sante": 3, "projet": 0}, [everything], ORDER)[0].holds


def test_the_heaviest_first_then_the_usual_order() -> None:
    assert ranked({"projet": 2, "mobilite": 1, "francais": 2}, ORDER) == [
        ("francais", 2),
        ("projet", 2),
        ("mobilite", 1),
    ]


def test_distance_between_two_ratings() -> None:
    found = distance(
        {"mobilite": 3, "logement": 1, "sante": 2, "francais": 2},
        {"mobilite": 1, "logement": 1, "sante": 3, "projet": 1},
        ORDER,
    )
    assert [(each.family, each.step) for each in found.changes] == [
        ("mobilite", -2),
        ("logement", 0),
        ("sante", 1),
        ("francais", None),
        ("projet", None),
    ]
    assert (found.before, found.after) == (6, 5)
    assert [[each.family for each in some] for some in (found.lighter, found.steady, found.heavier)] == [
        ["mobilite"],
        ["logement"],
        ["sante"],
    ]


@given(RATINGS)
def test_a_rating_against_itself_has_not_moved(ratings: dict[str, int]) -> None:
    found = distance(ratings, ratings, ORDER)
    assert found.before == found.after == sum(ratings.values())
    assert found.lighter == found.heavier == []
    assert len(found.steady) == len(ratings)


@given(RATINGS, RATINGS)
def test_there_and_back_is_the_opposite(first: dict[str, int], last: dict[str, int]) -> None:
    there, back = distance(first, last, ORDER), distance(last, first, ORDER)
    assert there.after - there.before == back.before - back.after
    assert [each.family for each in there.lighter] == [each.family for each in back.heavier]
    assert {each.family for each in there.changes} == first.keys() | last.keys()


@given(RATINGS, st.sampled_from(ORDER))
def test_a_heavier_obstacle_never_undoes_a_rule(ratings: dict[str, int], family: str) -> None:
    if family not in ratings:
        return
    heavier = {**ratings, family: 3}
    for rule in RULES:
        before, after = (trials(each, [rule], ORDER)[0] for each in (ratings, heavier))
        assert not before.holds or after.holds


@given(RATINGS)
def test_ranking_loses_no_one(ratings: dict[str, int]) -> None:
    told = ranked(ratings, ORDER)
    assert dict(told) == ratings
    assert [level for _, level in told] == sorted(ratings.values(), reverse=True)
