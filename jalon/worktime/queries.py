"""The time of référents over some days, read in a constant number of queries whatever their number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from jalon.accounts.models import FtePeriod
from jalon.agenda.enums import GIVEN_UP, AppointmentKind, Outcome, TimeKind
from jalon.agenda.models import Appointment, Leave, TimeEntry
from jalon.core.periods import Period
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview
from jalon.programme.enums import Justification
from jalon.programme.models import OperationShare
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt
from jalon.worktime.enums import Source
from jalon.worktime.holidays import public_holiday
from jalon.worktime.models import Schedule
from jalon.worktime.rules import Absence, Contract, Day, Slice, Timetable, day_of
from jalon.worktime.shares import Share

Dated = tuple[int, Slice]
"""The key of a référent, and a piece of their time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a référent owes, and when they are away."""

    timetables: list[Timetable] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)


def days_of(caseworkers: Collection[int], period: Period) -> dict[int, list[Day]]:
    """Each day of a period for each of these référents (keys). Seven queries."""
    terms = _terms(caseworkers, period)
    pieces: dict[tuple[int, dt.date], list[Slice]] = defaultdict(list)
    for caseworker, piece in _slices(caseworkers, period):
        pieces[caseworker, piece.day].append(piece)
    return {
        caseworker: [_day(terms[caseworker], date, pieces[caseworker, date]) for date in _dates(period)]
        for caseworker in caseworkers
    }


def shares_of(caseworkers: Collection[int], period: Period) -> dict[int, list[Share]]:
    """The parts of their time given to operations, one day of the period at least. One query."""
    found: dict[int, list[Share]] = {caseworker: [] for caseworker in caseworkers}
    rows = _over(OperationShare.objects.filter(caseworker__in=caseworkers), period).select_related("operation")
    for row in rows:
        fixed = row.operation.justification == Justification.FIXED_SHARE
        share = Share(row.operation.code, row.share, row.start, row.end, fixed, row.mission_letter)
        found[row.caseworker_id].append(share)
    return found


def _dates(period: Period) -> list[dt.date]:
    return [period.start + dt.timedelta(n) for n in range((period.end - period.start).days + 1)]


def _day(terms: Terms, date: dt.date, slices: Iterable[Slice]) -> Day:
    return day_of(
        date,
        timetables=terms.timetables,
        contracts=terms.contracts,
        absences=terms.absences,
        holiday=public_holiday(date),
        slices=slices,
    )


def _over(rows: QuerySet[Any], period: Period) -> QuerySet[Any]:
    """Dated records that hold at least one day of the period."""
    return rows.filter(Q(end=None) | Q(end__gte=period.start), start__lte=period.end)


def _terms(caseworkers: Collection[int], period: Period) -> Mapping[int, Terms]:
    found = {caseworker: Terms() for caseworker in caseworkers}
    for schedule in _over(Schedule.objects.filter(caseworker__in=caseworkers), period):
        minutes = (schedule.monday, schedule.tuesday, schedule.wednesday, schedule.thursday, schedule.friday)
        found[schedule.caseworker_id].timetables.append(Timetable(schedule.start, schedule.end, minutes))
    for row in _over(FtePeriod.objects.filter(caseworker__in=caseworkers), period):
        found[row.caseworker_id].contracts.append(Contract(row.start, row.end, row.fte))
    for leave in Leave.objects.filter(caseworker__in=caseworkers, start__lte=period.end, end__gte=period.start):
        absence = Absence(leave.start, leave.end, leave.from_noon, leave.until_noon)
        found[leave.caseworker_id].absences.append(absence)
    return found


def _slices(caseworkers: Collection[int], period: Period) -> Iterator[Dated]:
    chosen = {"caseworker__in": caseworkers, "date__range": (period.start, period.end)}
    met = set()
    for caseworker, piece in _interviews(chosen):
        met.add((piece.day, piece.code))
        yield caseworker, piece
    yield from _attempts(chosen)
    yield from _entries(chosen)
    for caseworker, piece in _appointments(chosen):
        if (piece.day, piece.code) not in met:
            yield caseworker, piece


PERSON = ("first_name", "last_name", "code")
"""Of a participant, in this order."""


def _person(path: str) -> list[str]:
    return [f"{path}__{name}" for name in PERSON]


def _who(first_name: str, last_name: str, code: str) -> str:
    """As `Participant.__str__`."""
    return f"{first_name} {last_name}".strip() or code


def _interviews(chosen: Mapping[str, Any]) -> Iterator[Dated]:
    fields = ("pk", "caseworker", "date", "time", "minutes", "kind", "present")
    for row in Interview.objects.filter(**chosen).values_list(*fields, *_person("pathway__participant")):
        key, caseworker, day, time, minutes, kind, present, *person = row
        what = InterviewKind(kind).label if kind else "Contact"
        together = kind == InterviewKind.WORKSHOP
        told = {"who": _who(*person), "code": person[-1], "waiting": present is False, "together": together}
        yield caseworker, Slice(day, time, minutes, what, Source.INTERVIEW, key, **told)


def _attempts(chosen: Mapping[str, Any]) -> Iterator[Dated]:
    fields = ("pk", "caseworker", "date", "time", "minutes", "means")
    for row in Attempt.objects.filter(**chosen).values_list(*fields, *_person("referral__participant")):
        key, caseworker, day, time, minutes, means, *person = row
        what = f"Tentative, {Means(means).label}"
        yield caseworker, Slice(day, time, minutes, what, Source.ATTEMPT, key, who=_who(*person), code=person[-1])


def _entries(chosen: Mapping[str, Any]) -> Iterator[Dated]:
    fields = ("pk", "caseworker", "date", "time", "minutes", "kind", "words", "operation__code")
    for row in TimeEntry.objects.filter(**chosen).values_list(*fields):
        key, caseworker, day, time, minutes, kind, words, operation = row
        what = ", ".join(filter(None, [TimeKind(kind).label, words]))
        yield caseworker, Slice(day, time, minutes, what, Source.ENTRY, key, operation=operation or "")


def _appointments(chosen: Mapping[str, Any]) -> Iterator[Dated]:
    """Those that stand, and that no contact tells."""
    fields = ("pk", "caseworker", "date", "time", "minutes", "kind", "outcome")
    standing = Appointment.objects.filter(**chosen, interview=None).exclude(outcome__in=GIVEN_UP)
    for row in standing.values_list(*fields, *_person("participant")):
        key, caseworker, day, time, minutes, kind, outcome, *person = row
        told = {"who": _who(*person), "code": person[-1], "waiting": outcome == Outcome.MISSED}
        yield caseworker, Slice(day, time, minutes, AppointmentKind(kind).label, Source.APPOINTMENT, key, **told)
