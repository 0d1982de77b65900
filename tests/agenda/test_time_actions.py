"""What référents write of their own time, and what the journal keeps of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import LeaveKind, TimeKind, Weekday
from jalon.agenda.models import Leave, Opening, TimeEntry
from jalon.agenda.time_actions import (
    add_leave,
    add_opening,
    add_time,
    change_time,
    end_opening,
    remove_leave,
    remove_time,
)
from jalon.audit.models import Event
from jalon.programme.models import Operation, OperationShare

MONDAY = dt.date(2017, 12, 11)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia() -> Caseworker:
    return Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")


def test_time_is_added_changed_and_taken_away(nadia: Caseworker) -> None:
    entry = add_time(by=None, caseworker=nadia, date=MONDAY, kind=TimeKind.TEAM, minutes=90, words="équipe")
    assert entry.recorded_on == dt.date(2017, 12, 31)
    assert change_time(by=None, entry=entry, minutes=60)
    assert not change_time(by=None, entry=entry, minutes=60)
    remove_time(by=None, entry=entry)
    assert not TimeEntry.objects.exists()
    assert [event.verb for event in Event.objects.order_by("id")] == ["created", "changed", "deleted"]


@pytest.mark.parametrize("minutes", [0, 1_441])
def test_a_time_lasts_a_minute_to_a_day(nadia: Caseworker, minutes: int) -> None:
    with pytest.raises(ValidationError, match="d’une minute à un jour"):
        add_time(by=None, caseworker=nadia, date=MONDAY, kind=TimeKind.TEAM, minutes=minutes)


def test_time_is_given_to_an_operation_that_has_a_share_of_the_day(nadia: Caseworker) -> None:
    operation = Operation.objects.create(code="ACC", name="Accompagnement", start=MONDAY)
    said: dict[str, Any] = {"by": None, "caseworker": nadia, "kind": TimeKind.TEAM, "minutes": 90}
    OperationShare.objects.create(operation=operation, caseworker=nadia, share=Decimal("0.5"), start=MONDAY, end=MONDAY)
    assert add_time(date=MONDAY, operation=operation, **said).operation == operation
    with pytest.raises(ValidationError) as refused:
        add_time(date=MONDAY + dt.timedelta(1), operation=operation, **said)
    assert "operation" in refused.value.message_dict


@pytest.mark.parametrize(
    ("days", "from_noon", "until_noon", "taken"),
    [
        ((0, 0), False, False, True),
        ((-3, 0), False, False, True),
        ((-3, -1), False, False, False),
        ((4, 6), False, False, True),
        ((4, 6), True, False, False),
        ((5, 6), False, False, False),
        ((-1, 9), False, False, True),
    ],
)
def test_two_leaves_share_no_half_day(
    nadia: Caseworker, days: tuple[int, int], from_noon: bool, until_noon: bool, taken: bool
) -> None:
    """The first one ends on Friday at noon."""
    said: dict[str, Any] = {"by": None, "caseworker": nadia, "kind": LeaveKind.PAID}
    first = add_leave(start=MONDAY, end=MONDAY + dt.timedelta(4), until_noon=True, **said)
    start, end = (MONDAY + dt.timedelta(n) for n in days)
    other = {**said, "start": start, "end": end, "from_noon": from_noon, "until_noon": until_noon}
    if taken:
        with pytest.raises(ValidationError, match="déjà notée"):
            add_leave(**other)
        remove_leave(by=None, leave=first)
    add_leave(**other)
    assert Leave.objects.count() == 1 + (not taken)


def test_leave_of_another_does_not_count_and_an_empty_one_is_refused(nadia: Caseworker) -> None:
    other = Caseworker.objects.create(code="charme")
    for caseworker in (nadia, other):
        add_leave(by=None, caseworker=caseworker, kind=LeaveKind.PAID, start=MONDAY, end=MONDAY)
    with pytest.raises(ValidationError, match="précède"):
        add_leave(by=None, caseworker=nadia, kind=LeaveKind.PAID, start=MONDAY, end=MONDAY - dt.timedelta(1))
    friday = MONDAY + dt.timedelta(4)
    with pytest.raises(ValidationError, match="aucune demi-journée"):
        add_leave(
            by=None, caseworker=nadia, kind=LeaveKind.PAID, start=friday, end=friday, from_noon=True, until_noon=True
        )


def opening(nadia: Caseworker, start: int, end: int, **said: Any) -> Opening:
    fields = {"weekday": Weekday.THURSDAY, "slot_minutes": 30, "valid_from": MONDAY, **said}
    return add_opening(by=None, caseworker=nadia, start=dt.time(start), end=dt.time(end), **fields)


def test_half_days_of_welcome_do_not_meet(nadia: Caseworker) -> None:
    first = opening(nadia, 9, 12)
    opening(nadia, 14, 17)
    opening(nadia, 9, 12, weekday=Weekday.FRIDAY)
    opening(nadia, 9, 12, valid_from=MONDAY - dt.timedelta(9), valid_to=MONDAY - dt.timedelta(1))
    with pytest.raises(ValidationError, match="déjà ouvert"):
        opening(nadia, 11, 13)
    end_opening(by=None, opening=first, on=MONDAY + dt.timedelta(6))
    opening(nadia, 11, 13, valid_from=MONDAY + dt.timedelta(7))


def test_a_slot_holds_in_its_half_day(nadia: Caseworker) -> None:
    with pytest.raises(ValidationError, match="ne tient pas"):
        opening(nadia, 9, 10, slot_minutes=90)


def test_a_half_day_that_would_not_begin_is_taken_away(nadia: Caseworker) -> None:
    end_opening(by=None, opening=opening(nadia, 9, 12), on=MONDAY - dt.timedelta(1))
    assert not Opening.objects.exists()
