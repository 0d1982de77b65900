"""Who may enter: the two rule sets as `migrate` leaves them, and what holds of any."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.eligibility import RULES, Criterion, Group, Known, State, Verdict, verdict
from jalon.pathways.entry_facts import rule_set
from jalon.protocols.models import EligibilityCriterion, Protocol

ALWAYS = {"droit_travail": True, "difficultes_sociales": True, "difficultes_pro": True, "volonte": True}
FIRST = Known(in_perimeter=True, low_level=True, months_without_work=13, single_parent=True)
"""Unqualified, without work for more than a year, alone with children."""
SECOND = Known(in_perimeter=True, job_seeker=True, woman=True, age=40)


@pytest.fixture
def sets(db: None) -> dict[str, tuple[Group, ...]]:
    """The rule set of each protocol."""
    return {protocol.code: rule_set(protocol) for protocol in Protocol.objects.all()}


def judged(groups: tuple[Group, ...], known: Known, other_ground: str = "", **answers: bool) -> Verdict:
    """With what holds for everyone, unless an answer says otherwise."""
    return verdict(groups, known, {**ALWAYS, **answers}, other_ground)


def test_an_unqualified_person_unemployed_for_three_months_with_no_minima_is_refused(sets: Any) -> None:
    known = replace(FIRST, months_without_work=3, rsa=False)
    found = judged(sets["2016-2020"], known, minima=False)
    assert found.state == State.NOT_MET
    assert [refused.group.code for refused in found.refusals] == ["emploi"]
    whys = [each.why.replace("\u00a0", " ") for each in found.refusals[0].findings]
    assert whys == ["3 mois sans emploi, il en faut plus de 12", "non, selon le référent"]
    # Nobody said a word of minima: it cannot be told, and what is missing is named.
    silent = judged(sets["2016-2020"], known)
    assert silent.state == State.UNKNOWN
    assert [each.criterion.code for each in silent.missing] == ["minima"]


@pytest.mark.parametrize(
    ("known", "answers", "state"),
    [
        ({}, {}, State.MET),
        ({"months_without_work": 12}, {"minima": False}, State.NOT_MET),
        ({"months_without_work": 13}, {"minima": False}, State.MET),
        ({"months_without_work": 3, "rsa": True}, {}, State.UNKNOWN),  # the RSA alone: which orientation?
        ({"months_without_work": 3, "rsa": True}, {"minima": True}, State.MET),
        ({"in_perimeter": False}, {}, State.NOT_MET),
        ({"in_perimeter": None}, {}, State.UNKNOWN),
        ({}, {"droit_travail": False}, State.NOT_MET),
        ({}, {"difficultes_sociales": False}, State.NOT_MET),  # social and professional: both
        ({}, {"difficultes_pro": False}, State.NOT_MET),
        ({}, {"volonte": False}, State.NOT_MET),
        ({"low_level": False}, {"qualification_inadaptee": False, "savoirs_de_base": False}, State.NOT_MET),
        ({"low_level": False}, {"qualification_inadaptee": True}, State.MET),
        ({"low_level": False}, {"savoirs_de_base": True}, State.MET),
        ({"single_parent": False}, {"famille": True}, State.MET),
        ({"single_parent": None}, {"mobilite_logement": True}, State.MET),
        ({"single_parent": None, "homeless": True}, {}, State.MET),
        ({"single_parent": None, "disability": True}, {}, State.UNKNOWN),  # Cap emploi may follow them
        ({"single_parent": None, "disability": True}, {"sante": True}, State.MET),
        ({"single_parent": None, "court_order": True}, {}, State.MET),
        (
            {"single_parent": None, "court_order": False},
            {"famille": False, "mobilite_logement": False, "sante": False},
            State.NOT_MET,
        ),
    ],
)
def test_the_rule_set_of_2014_2020(known: Any, answers: Any, state: State, sets: Any) -> None:
    assert judged(sets["2016-2020"], replace(FIRST, **known), **answers).state == state


NO_GROUND = {
    **dict.fromkeys(("sante", "invisible", "inactive", "minima", "hors_ue", "justice", "iae"), False),
}
NONE_OF_THEM = replace(SECOND, woman=False, months_without_work=3, priority_district=False)


@pytest.mark.parametrize(
    ("known", "answers", "state"),
    [
        ({}, {}, State.NOT_MET),
        ({"woman": True}, {}, State.MET),
        ({"age": 29}, {}, State.MET),
        ({"age": 30}, {}, State.NOT_MET),
        ({"age": 54}, {}, State.NOT_MET),
        ({"age": 55}, {}, State.MET),
        ({"months_without_work": 13}, {}, State.MET),
        ({"rsa": True}, {}, State.MET),
        ({"priority_district": True}, {}, State.MET),
        ({"disability": True}, {}, State.MET),
        ({"homeless": True}, {}, State.MET),
        ({"outside_eu": True}, {}, State.MET),
        ({"court_order": True}, {}, State.MET),
        ({}, {"sante": True}, State.MET),
        ({}, {"inactive": True}, State.MET),
        ({"job_seeker": False}, {"demandeur": False, "temps_subi": False, "iae": True}, State.MET),
        ({"woman": True, "job_seeker": False}, {"demandeur": True}, State.MET),  # registered or not
        ({"woman": True, "job_seeker": False}, {"demandeur": False, "temps_subi": True}, State.MET),
        ({"woman": True, "job_seeker": False}, {"demandeur": False, "temps_subi": False}, State.NOT_MET),
        ({"woman": True, "in_perimeter": False}, {}, State.NOT_MET),
    ],
)
def test_the_rule_set_of_2021_2027(known: Any, answers: Any, state: State, sets: Any) -> None:
    assert judged(sets["2021-2026"], replace(NONE_OF_THEM, **known), **{**NO_GROUND, **answers}).state == state


def test_another_ground_is_decided_in_an_open_list_alone(sets: Any) -> None:
    words = "Sort d’un long séjour à l’étranger, aucun réseau."
    opened = judged(sets["2021-2026"], NONE_OF_THEM, words, **NO_GROUND)
    assert opened.state == State.MET
    assert opened.groups[2].met == 1
    assert judged(sets["2021-2026"], NONE_OF_THEM, "  ", **NO_GROUND).state == State.NOT_MET
    refused = replace(FIRST, months_without_work=3)
    assert judged(sets["2016-2020"], refused, words, minima=False).state == State.NOT_MET


def test_the_same_person_is_refused_by_one_protocol_and_taken_by_the_next(sets: Any) -> None:
    known = replace(FIRST, months_without_work=3, rsa=False, woman=True, job_seeker=True, age=40)
    states = [judged(sets[code], known, minima=False).state for code in ("2016-2020", "2021-2026")]
    assert states == [State.NOT_MET, State.MET]


def test_the_facts_are_heard_before_the_answers(sets: Any) -> None:
    found = judged(sets["2016-2020"], replace(FIRST, in_perimeter=False), perimetre=True)
    assert found.state == State.NOT_MET


def test_every_criterion_is_answered_by_a_rule_that_exists_and_has_a_proof(sets: Any) -> None:
    criteria = [criterion for groups in sets.values() for group in groups for criterion in group.criteria]
    assert len(criteria) == EligibilityCriterion.objects.count() > 30
    assert {criterion.rule for criterion in criteria} == set(RULES)
    assert all(criterion.proof for criterion in criteria)
    sensitive = {criterion.code for criterion in criteria if criterion.sensitive}
    assert sensitive == {"sante", "justice", "invisible", "hors_ue"}


def test_a_rule_set_asks_the_database_twice(sets: Any, django_assert_num_queries: Any) -> None:
    protocol = Protocol.objects.get(pk="2021-2026")
    with django_assert_num_queries(2):
        rule_set(protocol)


# What holds of any rule set

FACTS = [field.name for field in fields(Known)]
criteria = st.builds(
    Criterion,
    code=st.sampled_from("abcdef"),
    label=st.just("…"),
    rule=st.sampled_from([*RULES, "inconnue"]),
    value=st.integers(0, 60),
)
groups = st.lists(
    st.builds(
        Group,
        code=st.just("g"),
        label=st.just("…"),
        needed=st.integers(0, 3),
        criteria=st.lists(criteria, max_size=4).map(tuple),
        open_list=st.booleans(),
    ),
    min_size=1,
    max_size=3,
)
booleans = st.none() | st.booleans()
people = st.builds(
    Known,
    **{name: st.none() | st.integers(0, 90) for name in ("age", "months_without_work")},
    **{name: booleans for name in FACTS if name not in ("age", "months_without_work")},
)
answered = st.dictionaries(st.sampled_from("abcdef"), st.booleans())


@given(groups, people, answered, st.sampled_from("abcdef"))
def test_a_yes_never_harms(rules: list[Group], known: Known, answers: dict[str, bool], code: str) -> None:
    before, after = verdict(rules, known, answers), verdict(rules, known, {**answers, code: True})
    assert after.state >= verdict(rules, known, {**answers, code: False}).state
    assert before.state != State.MET or after.state == State.MET


@given(groups, people, answered, st.sampled_from("abcdef"), st.booleans())
def test_an_answer_never_changes_what_was_decided(
    rules: list[Group], known: Known, answers: dict[str, bool], code: str, answer: bool
) -> None:
    answers.pop(code, None)
    before = verdict(rules, known, answers)
    if before.state != State.UNKNOWN:
        assert verdict(rules, known, {**answers, code: answer}).state == before.state


@given(groups, people, answered)
def test_what_is_missing_is_said_exactly_while_it_cannot_be_told(
    rules: list[Group], known: Known, answers: dict[str, bool]
) -> None:
    found = verdict(rules, known, answers)
    assert bool(found.missing) is (found.state == State.UNKNOWN)
    assert bool(found.refusals) is (found.state == State.NOT_MET)


@given(groups, people, answered, st.text(min_size=1))
def test_needing_more_never_helps_and_a_ground_never_harms(
    rules: list[Group], known: Known, answers: dict[str, bool], ground: str
) -> None:
    found = verdict(rules, known, answers).state
    assert verdict([replace(group, needed=group.needed + 1) for group in rules], known, answers).state <= found
    assert verdict(rules, known, answers, ground).state >= found
