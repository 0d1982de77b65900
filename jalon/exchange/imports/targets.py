"""Where each row of the format goes: its model, its fields, how to find it again, whose file it belongs to."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jalon.exchange import format as f
from jalon.exchange import rows
from jalon.pathways.models import Assignment, Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral

Values = dict[str, Any]


class Keys:
    """Primary keys by file and code; grows as rows are added. "" has none."""

    def __init__(self, known: Mapping[str, Mapping[str, int]], courses: Mapping[str, str]) -> None:
        self.known = {name: dict(codes) for name, codes in known.items()}
        self.labels: dict[str, int] = {}
        self.courses = courses

    def __call__(self, name: str, code: str) -> int | None:
        return self.known[name][code] if code else None

    def of(self, name: str, code: str) -> int:
        """The primary key of a code that cannot be empty."""
        return self.known[name][code]

    def learn(self, name: str, code: str, pk: int) -> None:
        """Remember the key of an added row."""
        if name in self.known:
            self.known[name][code] = pk

    def participant_of(self, pathway: str) -> str:
        """The code of the participant of a pathway."""
        return self.courses[pathway]


@dataclass(frozen=True)
class Target:
    """How rows of one file are stored."""

    model: Any
    values: Callable[[Any, Keys], Values]
    where: Callable[[Any, Keys], Values]
    file: Callable[[Any, Keys], str]


def by_code(row: Any, keys: Keys) -> Values:
    """Rows that have a code are found by it."""
    return {"code": row.code}


def of_pathway(row: Any, keys: Keys) -> str:
    """The file of a row that belongs to a pathway."""
    return keys.participant_of(row.pathway)


def participant(row: rows.ParticipantRow, keys: Keys) -> Values:
    return row._asdict()


def situation(row: rows.SituationRow, keys: Keys) -> Values:
    outside = row.district == f.OUTSIDE_DISTRICTS
    values = row._asdict() | {
        "participant_id": keys(f.PARTICIPANTS, row.participant),
        "commune_id": row.commune or None,
        "district_id": None if outside else row.district or None,
        "outside_districts": outside,
        "level_id": row.level or None,
    }
    return {name: value for name, value in values.items() if name not in LINKS_OF_SITUATION}


LINKS_OF_SITUATION = {"participant", "commune", "district", "level"}


def referral(row: rows.ReferralRow, keys: Keys) -> Values:
    return {
        "code": row.code,
        "participant_id": keys(f.PARTICIPANTS, row.participant),
        "referrer_id": keys(f.ORGANISATIONS, row.referrer),
        "date": row.date,
        "entered_on": row.outcome_on if row.outcome == f.ENTERED else None,
        "declined_on": row.outcome_on if row.outcome == f.DECLINED else None,
        "reason_id": row.reason or None,
        "recorded_on": row.recorded_on,
    }


def pathway(row: rows.PathwayRow, keys: Keys) -> Values:
    return {
        "code": row.code,
        "participant_id": keys(f.PARTICIPANTS, row.participant),
        "referral_id": keys(f.REFERRALS, row.referral),
        "entry_date": row.entry,
        "recorded_on": row.recorded_on,
    }


def exit_values(row: rows.ExitRow | None) -> Values:
    """The three exit columns of a pathway."""
    return {
        "exit_date": row.date if row else None,
        "exit_reason_id": row.reason if row else None,
        "exit_recorded_on": row.recorded_on if row else None,
    }


def assignment(row: rows.AssignmentRow, keys: Keys) -> Values:
    return {
        "pathway_id": keys(f.PATHWAYS, row.pathway),
        "caseworker_id": keys(f.CASEWORKERS, row.caseworker),
        "start": row.start,
    }


def step(row: rows.StepRow, keys: Keys) -> Values:
    return {
        "code": row.code,
        "pathway_id": keys(f.PATHWAYS, row.pathway),
        "label_id": keys.labels[row.label],
        "classification": row.classification,
        "start": row.start,
        "end": row.end,
        "organisation_id": keys(f.ORGANISATIONS, row.organisation),
        "contract_id": row.contract or None,
        "weekly_hours": row.weekly_hours,
        "recorded_on": row.recorded_on,
    }


def suspension(row: rows.SuspensionRow, keys: Keys) -> Values:
    return {
        "pathway_id": keys(f.PATHWAYS, row.pathway),
        "start": row.start,
        "end": row.end,
        "reason": row.reason,
    }


def interview(row: rows.InterviewRow, pathway_pk: int, caseworkers: Mapping[str, int]) -> Interview:
    """A contact, ready to be inserted."""
    return Interview(
        pathway_id=pathway_pk,
        caseworker_id=caseworkers[row.caseworker] if row.caseworker else None,
        date=row.date,
        kind=row.kind,
        minutes=row.minutes,
        present=row.present,
        signed=row.signed,
    )


def at_start(row: Any, keys: Keys) -> Values:
    """Rows of a pathway that start on a day are found by both."""
    return {"pathway_id": keys(f.PATHWAYS, row.pathway), "start": row.start}


def at_date(row: rows.SituationRow, keys: Keys) -> Values:
    """A situation is found by its person and its day."""
    day: dt.date = row.date
    return {"participant_id": keys(f.PARTICIPANTS, row.participant), "date": day}


TARGETS: dict[str, Target] = {
    f.PARTICIPANTS: Target(Participant, participant, by_code, lambda row, keys: row.code),
    f.SITUATIONS: Target(Situation, situation, at_date, lambda row, keys: row.participant),
    f.REFERRALS: Target(Referral, referral, by_code, lambda row, keys: row.participant),
    f.PATHWAYS: Target(Pathway, pathway, by_code, lambda row, keys: row.participant),
    f.ASSIGNMENTS: Target(Assignment, assignment, at_start, of_pathway),
    f.STEPS: Target(Step, step, by_code, of_pathway),
    f.SUSPENSIONS: Target(Suspension, suspension, at_start, of_pathway),
}
