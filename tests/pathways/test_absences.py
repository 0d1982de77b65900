"""What may follow absences, and when: tables, and what is always true."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.absences import DAYS_TO_REPLY, Act, following, under_way
from jalon.pathways.enums import AbsenceStage as Stage

DAY = dt.date(2017, 11, 6)
TODAY = dt.date(2017, 12, 31)


def acts(*stages: Stage, reply_by: dt.date | None = None) -> list[Act]:
    return [Act(stage, DAY + dt.timedelta(rank), reply_by) for rank, stage in enumerate(stages)]


@pytest.mark.parametrize(
    ("done", "offered", "proposed"),
    [
        ([], [Stage.CALL, Stage.CONVOCATION, Stage.WARNING], Stage.CALL),
        ([Stage.CALL], [Stage.CONVOCATION, Stage.WARNING], Stage.CONVOCATION),
        ([Stage.CONVOCATION], [Stage.WARNING, Stage.REPLY], Stage.WARNING),
        ([Stage.CALL, Stage.WARNING], [Stage.REPLY, Stage.DECISION], Stage.DECISION),
        ([Stage.WARNING, Stage.REPLY], [Stage.DECISION], Stage.DECISION),
        ([Stage.WARNING, Stage.DECISION], [Stage.CALL, Stage.CONVOCATION, Stage.WARNING], Stage.CALL),
    ],
)
def test_the_order_of_stages(done: list[Stage], offered: list[Stage], proposed: Stage) -> None:
    found = following(acts(*done), TODAY)
    assert [each.stage for each in found] == offered
    assert next(each.stage for each in found if each.proposed) == proposed


@pytest.mark.parametrize(("after", "waits"), [(DAYS_TO_REPLY, True), (DAYS_TO_REPLY + 1, False)])
def test_a_decision_waits_for_the_last_day_of_the_time_to_reply(after: int, waits: bool) -> None:
    end = DAY + dt.timedelta(DAYS_TO_REPLY)
    (decision,) = (
        each
        for each in following([Act(Stage.WARNING, DAY, end)], DAY + dt.timedelta(after))
        if each.stage == Stage.DECISION
    )
    assert bool(decision.held) == waits
    assert not (decision.held and decision.proposed)


def test_a_reply_ends_the_wait() -> None:
    told = [Act(Stage.WARNING, DAY, DAY + dt.timedelta(15)), Act(Stage.REPLY, DAY + dt.timedelta(2))]
    (decision,) = following(told, DAY + dt.timedelta(3))
    assert not decision.held


@given(st.lists(st.sampled_from(list(Stage)), max_size=8))
def test_at_most_one_is_proposed_and_none_comes_twice_before_a_decision(stages: list[Stage]) -> None:
    told = acts(*stages)
    found = following(told, TODAY)
    assert sum(each.proposed for each in found) <= 1
    assert {each.stage for each in found}.isdisjoint({act.stage for act in under_way(told)})
