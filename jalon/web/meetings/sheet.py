"""The sheet of a meeting: a line a person, why they are on it, what was decided last time, what is decided now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from jalon.accounts.models import Membership, User
from jalon.alerts.discussing import Reason, to_discuss
from jalon.alerts.enums import Ground
from jalon.core.folding import folded
from jalon.core.french import day as written
from jalon.pathways.models import CaseDecision, CaseMeeting, Pathway
from jalon.pathways.rules import month_number
from jalon.people.models import Participant

ORDER = list(Ground)


@dataclass(frozen=True, slots=True)
class Line:
    """A person of the sheet. `before`: the last decision of an earlier meeting; `decision`: that of this one."""

    pathway: Pathway
    reasons: list[Reason]
    before: CaseDecision | None
    decision: CaseDecision | None
    month: int
    form: Any = None

    @property
    def person(self) -> Participant:
        """Whom it is about."""
        return self.pathway.participant

    @property
    def settled(self) -> bool:
        """Whether something was decided at this meeting."""
        return bool(self.decision and self.decision.words)


def lines_of(meeting: CaseMeeting, today: dt.date) -> list[Line]:
    """Who is on the sheet, the most pressing first; once it is closed, those for whom something was decided.

    A constant number of queries.
    """
    decided = {each.pathway_id: each for each in _decisions(Q(meeting=meeting))}
    earlier = _before(meeting)
    if meeting.closed_at:
        grounds = {key: _kept(each) for key, each in decided.items()}
    else:
        grounds = to_discuss(meeting.caseworker_id, meeting.date, today)
        for key, each in earlier.items():
            if each.done_on is None and each.words:
                grounds[key] = [_recalled(each), *grounds.get(key, [])]
        for key in decided:
            grounds.setdefault(key, [Reason(Ground.ADDED, Ground.ADDED.label)])
    pathways = Pathway.objects.filter(pk__in=grounds).select_related("participant")
    told = [
        Line(each, grounds[each.pk], earlier.get(each.pk), decided.get(each.pk), month_number(each.entry_date, today))
        for each in pathways
    ]
    return sorted(told, key=_rank)


def _decisions(asked: Q) -> Iterable[CaseDecision]:
    return CaseDecision.objects.filter(asked).select_related("owner", "meeting", "pathway__participant")


def _before(meeting: CaseMeeting) -> dict[int, CaseDecision]:
    """The last decision of earlier meetings of the référent, by pathway still open."""
    asked = Q(meeting__caseworker=meeting.caseworker_id, meeting__date__lt=meeting.date, pathway__exit_date=None)
    return {each.pathway_id: each for each in sorted(_decisions(asked), key=lambda each: (each.meeting.date, each.pk))}


def _recalled(decision: CaseDecision) -> Reason:
    when = f", pour le {written(decision.due_on)}" if decision.due_on else ""
    return Reason(Ground.RECALLED, f"Décision du {written(decision.meeting.date)}{when}")


def _kept(decision: CaseDecision) -> list[Reason]:
    codes = [code for code in decision.grounds.split() if code in Ground.values]
    return [Reason(Ground(code), Ground(code).label) for code in codes]


def _rank(line: Line) -> tuple[int, str, str]:
    first = min((ORDER.index(each.ground) for each in line.reasons), default=len(ORDER))
    return first, folded(line.person.last_name), folded(line.person.first_name)


def grounds_of(line_reasons: list[Reason]) -> str:
    """The codes that a decision keeps."""
    return " ".join(each.ground.value for each in line_reasons)


def owners(meeting: CaseMeeting, today: dt.date) -> list[User]:
    """Who may be charged with a decision: the référent, whoever plans the meeting, the team."""
    held = Membership.objects.in_force_on(today).filter(
        Q(caseworker=meeting.caseworker_id) | Q(role__in=("coordinator", "project_officer", "assistant"))
    )
    keys = {*held.values_list("user", flat=True), meeting.officer_id}
    return list(User.objects.filter(pk__in=[key for key in keys if key]).order_by("last_name", "first_name"))
