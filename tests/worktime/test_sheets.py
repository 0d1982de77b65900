"""The sheet of a month: what it says, when it may be drawn up, who signs, and that nothing changes it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.agenda.enums import LeaveKind, TimeKind
from jalon.agenda.models import Leave, TimeEntry
from jalon.audit.models import Event
from jalon.core import clock, periods
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import StoredFile
from jalon.documents.rules import fingerprint
from jalon.organisations.models import Organisation
from jalon.programme.models import Operation, OperationShare
from jalon.worktime.actions import draw_up, sign_sheet
from jalon.worktime.content import differences, text, totals
from jalon.worktime.models import TimeSheet
from jalon.worktime.sheets import awaited, content_now, latest_sheet, signed_month
from tests.web.examples import caseworker

NOVEMBER = dt.date(2017, 11, 1)
BEGINNING = dt.date(2016, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia() -> Caseworker:
    """A référent of the host, full time, whose November is full but for a day of leave."""
    found = caseworker("Nadia", "Cormier")
    host = Organisation.objects.create(code="porteur", name="Régie des Tilleuls")
    FtePeriod.objects.create(caseworker=found, host=host, fte=Decimal(1), start=BEGINNING)
    Leave.objects.create(caseworker=found, kind=LeaveKind.SICK, start=dt.date(2017, 11, 30), end=dt.date(2017, 11, 30))
    holidays = {dt.date(2017, 11, 1), dt.date(2017, 11, 30)}
    days = [NOVEMBER + dt.timedelta(n) for n in range(30)]
    TimeEntry.objects.bulk_create(
        TimeEntry(caseworker=found, date=day, minutes=420, kind=TimeKind.DESK, recorded_on=day)
        for day in days
        if day.weekday() < 5 and day not in holidays
    )
    return found


def operation(nadia: Caseworker, code: str, share: str, justification: str = "fiche_temps") -> Operation:
    found = Operation.objects.create(code=code, name=f"Opération {code}", start=BEGINNING, justification=justification)
    OperationShare.objects.create(operation=found, caseworker=nadia, share=Decimal(share), start=BEGINNING)
    return found


def image() -> StoredFile:
    return StoredFile.objects.create(
        name="s.png", media_type="image/png", size=1, sha256="e" * 64, added_at=clock.now()
    )


def signed(sheet: TimeSheet, capacity: Capacity) -> TimeSheet:
    by = User.objects.get()
    return sign_sheet(by=by, sheet=sheet, capacity=capacity, signer="Quelqu’un", method=Method.DRAWN, image=image())


def drawn_up(nadia: Caseworker, month: dt.date = NOVEMBER, *, reason: str = "", why: str = "") -> TimeSheet:
    return draw_up(by=User.objects.get(), caseworker=nadia, month=month, reason=reason, why=why)


def test_a_sheet_says_the_month_per_day_and_operation(nadia: Caseworker) -> None:
    operation(nadia, "ACC", "0.8")
    other = operation(nadia, "FORM", "0.2")
    TimeEntry.objects.filter(date=dt.date(2017, 11, 2)).update(operation=other)
    sheet = drawn_up(nadia)
    assert (sheet.version, sheet.month) == (1, NOVEMBER)
    assert totals(sheet.content) == {"ACC": 19 * 420, "FORM": 420}
    days = {day["date"]: day for day in sheet.content["days"]}
    assert days["2017-11-01"] == {"date": "2017-11-01", "owed": 0, "off": "Toussaint, jour férié", "minutes": {}}
    assert days["2017-11-30"]["off"] == "Absence"
    assert days["2017-11-02"]["minutes"] == {"FORM": 420}
    words = text(sheet.content, version=1, why="")
    assert sheet.sha256 == fingerprint(words)
    for told in (
        "Nadia Cormier",
        "Régie des Tilleuls, 1\u00a0ETP",
        "Opération ACC (ACC)",
        "80\u202f%",
        "Total du mois\u00a0: 140\u00a0h",
    ):
        assert told in words
    assert "malad" not in words.lower()


def test_a_month_under_way_is_not_drawn_up(nadia: Caseworker, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2017, 11, 29))
    with pytest.raises(ValidationError, match="n’est pas fini"):
        drawn_up(nadia)
    today(dt.date(2017, 11, 30))
    assert drawn_up(nadia), "the last day is one of leave: nothing more is owed"


def test_what_lacks_is_listed_and_asks_for_a_reason(nadia: Caseworker) -> None:
    TimeEntry.objects.filter(date=dt.date(2017, 11, 6)).update(minutes=370)
    with pytest.raises(ValidationError) as refused:
        drawn_up(nadia)
    assert "reason" in refused.value.message_dict
    sheet = drawn_up(nadia, reason="retard de train")
    assert sheet.content["doubts"] == ["6\u00a0novembre 2017, il manque 50\u00a0min"]
    assert "retard de train" in text(sheet.content, version=1, why="")


def test_no_sheet_where_mission_letters_justify_the_time(nadia: Caseworker) -> None:
    operation(nadia, "ANIM", "0.5", "part_fixe")
    with pytest.raises(ValidationError, match="Aucune fiche n’est demandée"):
        drawn_up(nadia)
    operation(nadia, "ACC", "0.5")
    assert totals(drawn_up(nadia).content) == {"ACC": 4200, "ANIM": 4200}


def test_a_correction_is_a_version_that_says_why_and_what_changed(nadia: Caseworker) -> None:
    first = drawn_up(nadia)
    with pytest.raises(ValidationError, match="Rien n’a changé"):
        drawn_up(nadia, why="pour voir")
    TimeEntry.objects.filter(date=dt.date(2017, 11, 6)).update(minutes=440)
    assert differences(first.content, content_now(nadia, NOVEMBER)) == [
        "6\u00a0novembre 2017, Hors opération\u00a0: 7\u00a0h devient 7\u00a0h\u00a020"
    ]
    with pytest.raises(ValidationError) as refused:
        drawn_up(nadia)
    assert "why" in refused.value.message_dict
    second = drawn_up(nadia, why="réunion plus longue")
    assert (second.version, latest_sheet(nadia.pk, NOVEMBER)) == (2, second)
    with pytest.raises(ValidationError, match="La version 2 remplace"):
        signed(first, Capacity.CASEWORKER)


def test_the_employee_signs_then_the_superior_each_once(nadia: Caseworker) -> None:
    sheet = drawn_up(nadia)
    with pytest.raises(ValidationError, match="signe d’abord"):
        signed(sheet, Capacity.SUPERIOR)
    assert not signed_month(nadia.pk, dt.date(2017, 11, 15))
    sheet = signed(sheet, Capacity.CASEWORKER)
    assert signed_month(nadia.pk, dt.date(2017, 11, 15))
    with pytest.raises(ValidationError, match="déjà signé"):
        signed(sheet, Capacity.CASEWORKER)
    sheet = signed(sheet, Capacity.SUPERIOR)
    assert awaited(sheet) is None
    assert sheet.employee_signature and sheet.employee_signature.sha256 == sheet.sha256
    assert Event.objects.filter(target="worktime.timesheet").count() == 3


@pytest.mark.parametrize("field", ["content", "sha256", "why", "version", "employee_signature"])
def test_the_database_refuses_to_change_a_sheet(nadia: Caseworker, field: str) -> None:
    sheet = signed(drawn_up(nadia), Capacity.CASEWORKER)
    value = {"content": {}, "version": 7, "employee_signature": None}.get(field, "autre")
    with pytest.raises(DatabaseError, match="ne se modifie"), transaction.atomic():
        TimeSheet.objects.filter(pk=sheet.pk).update(**{field: value})
    with pytest.raises(DatabaseError, match="ne se modifie"), transaction.atomic():
        sheet.delete()


def test_a_sheet_of_a_month_without_contract_owes_nothing(nadia: Caseworker) -> None:
    assert periods.month(2015, 3).end.day == 31
    said = content_now(nadia, dt.date(2015, 3, 1))
    assert (said["doubts"], said["employers"], len(said["days"])) == ([], [], 31)
