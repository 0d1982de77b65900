"""What may follow absences, and when. Pure.

Source: domain notes §3: missed appointments lead to a call, a letter, a warning, the person's right of reply, word to
the RSA side, a decision. In French: docs/rules/absences.md.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jalon.pathways.enums import AbsenceStage

DAYS_TO_REPLY = 15
"""Days given to the person to explain, from a convocation or a warning. No published rule: our choice, said in
docs/rules/absences.md."""
WRITTEN = (AbsenceStage.CONVOCATION, AbsenceStage.WARNING)
"""Stages that are letters, and give time to reply."""


@dataclass(frozen=True, slots=True)
class Act:
    """A stage that took place."""

    stage: str
    date: dt.date
    reply_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """A stage that may come now. `proposed`: the one that the order calls for. `held`: why it may not yet."""

    stage: AbsenceStage
    proposed: bool = False
    held: str = ""


def under_way(acts: Sequence[Act]) -> list[Act]:
    """The acts since the last decision: a decision closes what came before it."""
    last = max((place for place, act in enumerate(acts) if act.stage == AbsenceStage.DECISION), default=-1)
    return list(acts[last + 1 :])


def following(acts: Sequence[Act], today: dt.date) -> list[Next]:
    """The stages offered on a day, in their order: each may be skipped but the warning and the reply before a decision.

    A reply may come at any time once something was written; a decision waits for the time to reply to be over, or for
    the reply itself.
    """
    held = under_way(acts)
    seen = {act.stage for act in held}
    offered = [AbsenceStage.CALL, AbsenceStage.CONVOCATION, AbsenceStage.WARNING]
    found = [Next(stage) for stage in offered if stage not in seen and not _passed(stage, seen)]
    if seen.intersection(WRITTEN) and AbsenceStage.REPLY not in seen:
        found.append(Next(AbsenceStage.REPLY))
    if AbsenceStage.WARNING in seen:
        found.append(Next(AbsenceStage.DECISION, held=_waits(held, today)))
    return _with_proposed(found, held, today)


def _passed(stage: AbsenceStage, seen: set[str]) -> bool:
    """A call is no longer offered once one has written; nor a convocation once one has warned."""
    later = {AbsenceStage.CALL: set(WRITTEN), AbsenceStage.CONVOCATION: {AbsenceStage.WARNING}}
    return bool(later.get(stage, set()) & seen)


def _waits(held: Sequence[Act], today: dt.date) -> str:
    """Why a decision has to wait; "" once the person replied, or had the time to."""
    warned = max((act for act in held if act.stage == AbsenceStage.WARNING), key=lambda act: act.date)
    replied = any(act.stage == AbsenceStage.REPLY and act.date >= warned.date for act in held)
    end = warned.reply_by or warned.date + dt.timedelta(DAYS_TO_REPLY)
    if replied or today > end:
        return ""
    return f"La personne peut répondre jusqu’au {end.day}/{end.month}/{end.year} : la décision vient après."


def _with_proposed(found: list[Next], held: Sequence[Act], today: dt.date) -> list[Next]:
    """The first that may come, a reply aside: it is the person's to give."""
    first = next((each for each in found if each.stage != AbsenceStage.REPLY and not each.held), None)
    if held and held[-1].stage == AbsenceStage.WARNING and first is None:
        return found
    return [Next(each.stage, each is first, each.held) for each in found]
