"""The week of the example: each role opens on something to do, in believable numbers."""

import datetime as dt

import pytest

from jalon.accounts.models import Caseworker, User
from jalon.alerts.compose import alerts
from jalon.alerts.enums import AlertKind
from jalon.core.periods import Period
from jalon.pathways.models import CaseMeeting, EntryDraft, ExitProposal, NoteVersion, Pathway, Review
from jalon.referrals.models import Referral
from jalon.worktime.models import TimeSheet
from jalon.worktime.queries import days_of
from tests.conftest import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dijon")]
WEEK = Period(dt.date(2017, 12, 25), dt.date(2017, 12, 31))


def nadia() -> Caseworker:
    return User.objects.get(email="nadia.cormier@example.org").memberships.get().caseworker or pytest.fail(
        "no référent"
    )


def test_the_referent_has_twenty_to_fifty_people_to_settle_something_for_of_many_kinds() -> None:
    found = alerts(DAY, [nadia().pk])
    assert 20 <= len({alert.person.pk for alert in found}) <= 50
    kinds = {alert.kind for alert in found}
    assert len(kinds) >= 9
    assert {AlertKind.FILE_INCOMPLETE, AlertKind.SIGNATURE_MISSING, AlertKind.REVIEW_DUE} <= kinds


def test_one_day_of_the_week_lacks_fifty_minutes_and_one_has_an_overlap() -> None:
    (days,) = days_of([nadia().pk], WEEK).values()
    assert [(day.date.day, day.gap) for day in days if day.gap] == [(28, 50)]
    assert any(day.date.day == 27 and day.over >= 0 for day in days)


def test_the_team_has_something_to_decide() -> None:
    assert 3 <= ExitProposal.objects.filter(decided_on=None).count() <= 6
    assert 4 <= Referral.objects.pending().filter(caseworker=None).count() <= 15
    assert CaseMeeting.objects.filter(closed_at=None).exists()
    assert 3 <= EntryDraft.objects.count() <= 6


def test_the_superior_has_a_sheet_to_sign() -> None:
    sheet = TimeSheet.objects.get(caseworker=nadia())
    assert sheet.employee_signature
    assert sheet.superior_signature is None


def test_files_are_alive() -> None:
    opened = Pathway.objects.open_on(DAY).followed_by([nadia().pk], DAY)
    noted = NoteVersion.objects.filter(interview__pathway__in=opened.values("pk"))
    assert noted.count() > 100
    assert Review.objects.count() > 500
    assert not NoteVersion.objects.filter(text__contains="{").exists()
