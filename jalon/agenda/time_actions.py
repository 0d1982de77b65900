"""What référents write of their own time: other work, leave, half-days of welcome; each act tells the journal."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import LeaveKind, TimeKind, Weekday
from jalon.agenda.models import Leave, Opening, TimeEntry
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.core.french import NO_BREAK, long_day, short_clock
from jalon.programme.models import Operation, OperationShare


def add_time(
    *,
    by: audit.Actor | None,
    caseworker: Caseworker,
    date: dt.date,
    kind: TimeKind,
    minutes: int,
    time: dt.time | None = None,
    operation: Operation | None = None,
    words: str = "",
) -> TimeEntry:
    """Write work that is not an act on a file. ValidationError when the operation has no share of that day."""
    entry = TimeEntry(caseworker=caseworker, recorded_on=clock.today())
    change_time(by=by, entry=entry, date=date, kind=kind, minutes=minutes, time=time, operation=operation, words=words)
    return entry


def change_time(*, by: audit.Actor | None, entry: TimeEntry, **said: Any) -> bool:
    """Write it otherwise (fields of `add_time`); False when nothing changes. ValidationError as `add_time`."""
    for name, value in said.items():
        setattr(entry, name, value)
    if entry.operation and not _has_share(entry.caseworker, entry.operation, entry.date):
        raise ValidationError({"operation": f"Aucune part de temps pour cette opération le {long_day(entry.date)}."})
    return audit.save(entry, by=by)


def remove_time(*, by: audit.Actor | None, entry: TimeEntry) -> None:
    """Take it away."""
    audit.delete(entry, by=by)


def add_leave(
    *,
    by: audit.Actor | None,
    caseworker: Caseworker,
    kind: LeaveKind,
    start: dt.date,
    end: dt.date,
    from_noon: bool = False,
    until_noon: bool = False,
) -> Leave:
    """Write that a référent is away. ValidationError when a leave already covers one of these half days."""
    leave = Leave(caseworker=caseworker, kind=kind, start=start, end=end, from_noon=from_noon, until_noon=until_noon)
    with transaction.atomic():
        _lock(caseworker)
        for other in Leave.objects.filter(caseworker=caseworker, start__lte=end, end__gte=start):
            if _meet(leave, other):
                told = f"Une absence est déjà notée du {long_day(other.start)} au {long_day(other.end)}."
                raise ValidationError({"start": told})
        audit.save(leave, by=by)
    return leave


def remove_leave(*, by: audit.Actor | None, leave: Leave) -> None:
    """Take it away: the days are owed again."""
    audit.delete(leave, by=by)


def add_opening(
    *,
    by: audit.Actor | None,
    caseworker: Caseworker,
    weekday: Weekday,
    start: dt.time,
    end: dt.time,
    slot_minutes: int,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    place: str = "",
) -> Opening:
    """Keep a half-day free each week for first appointments. ValidationError when another one meets it."""
    opening = Opening(
        caseworker=caseworker,
        weekday=weekday,
        start=start,
        end=end,
        slot_minutes=slot_minutes,
        valid_from=valid_from,
        valid_to=valid_to,
        place=place,
    )
    with transaction.atomic():
        _lock(caseworker)
        _check_alone(opening)
        if _minutes(start, end) < slot_minutes:
            raise ValidationError({"slot_minutes": "Un créneau ne tient pas entre ces deux heures."})
        audit.save(opening, by=by)
    return opening


def end_opening(*, by: audit.Actor | None, opening: Opening, on: dt.date) -> None:
    """`on` is its last day; one that would not begin is taken away. Appointments already set stay."""
    if on < opening.valid_from:
        audit.delete(opening, by=by)
        return
    opening.valid_to = on
    audit.save(opening, by=by)


def _check_alone(opening: Opening) -> None:
    same_day = Opening.objects.filter(caseworker=opening.caseworker, weekday=opening.weekday)
    meeting = same_day.filter(Q(valid_to=None) | Q(valid_to__gte=opening.valid_from)).filter(
        start__lt=opening.end, end__gt=opening.start
    )
    if opening.valid_to:
        meeting = meeting.filter(valid_from__lte=opening.valid_to)
    if other := meeting.first():
        hours = f"de {short_clock(other.start)} à {short_clock(other.end)}"
        raise ValidationError({"start": f"Un accueil est déjà ouvert ce jour-là{NO_BREAK}: {hours}."})


def _has_share(caseworker: Caseworker, operation: Operation, day: dt.date) -> bool:
    shares = OperationShare.objects.filter(caseworker=caseworker, operation=operation, start__lte=day)
    return shares.filter(Q(end=None) | Q(end__gte=day)).exists()


def _meet(one: Leave, two: Leave) -> bool:
    """Whether they share a half day."""
    return _first(one) <= _last(two) and _first(two) <= _last(one)


def _first(leave: Leave) -> tuple[dt.date, bool]:
    return leave.start, leave.from_noon


def _last(leave: Leave) -> tuple[dt.date, bool]:
    return leave.end, not leave.until_noon


def _minutes(start: dt.time, end: dt.time) -> int:
    return 60 * (end.hour - start.hour) + end.minute - start.minute


def _lock(caseworker: Caseworker) -> None:
    """Two pages at once wait for each other."""
    Caseworker.objects.select_for_update().get(pk=caseworker.pk)
