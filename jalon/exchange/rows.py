"""One row of each file of the exchange format, its fields in the order of the columns."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple


class OrganisationRow(NamedTuple):
    code: str
    name: str
    roles: tuple[str, ...]
    parent: str
    category: str


class CaseworkerRow(NamedTuple):
    code: str
    last_name: str
    first_name: str
    email: str
    host: str
    fte: Decimal | None
    start: dt.date
    end: dt.date | None


class ParticipantRow(NamedTuple):
    code: str
    sex: str
    last_name: str
    first_name: str
    birth_date: dt.date | None
    phone: str
    email: str
    france_travail_id: str


class SituationRow(NamedTuple):
    participant: str
    date: dt.date
    address: str
    postcode: str
    commune: str
    district: str
    level: str
    rsa: bool | None
    job_seeker: bool | None
    months_without_work: int | None
    disability: bool | None
    single_parent: bool | None
    court_order: bool | None
    homeless: bool | None
    outside_eu: bool | None


class ReferralRow(NamedTuple):
    code: str
    participant: str
    referrer: str
    date: dt.date
    outcome: str
    outcome_on: dt.date | None
    reason: str
    recorded_on: dt.date | None


class PathwayRow(NamedTuple):
    code: str
    participant: str
    referral: str
    caseworker: str
    entry: dt.date
    recorded_on: dt.date | None


class AssignmentRow(NamedTuple):
    pathway: str
    caseworker: str
    start: dt.date


class StepRow(NamedTuple):
    code: str
    pathway: str
    label: str
    classification: str
    start: dt.date
    end: dt.date | None
    organisation: str
    contract: str
    weekly_hours: Decimal | None
    recorded_on: dt.date | None


class SuspensionRow(NamedTuple):
    pathway: str
    start: dt.date
    end: dt.date | None
    reason: str


class InterviewRow(NamedTuple):
    pathway: str
    caseworker: str
    date: dt.date
    kind: str
    minutes: int | None
    present: bool | None
    signed: bool | None


class ExitRow(NamedTuple):
    pathway: str
    date: dt.date
    reason: str
    recorded_on: dt.date | None
