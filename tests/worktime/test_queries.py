"""The time of référents, read from the records; the number of queries does not follow theirs."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.agenda.enums import AppointmentKind, LeaveKind, Outcome, TimeKind
from jalon.agenda.models import Appointment, Leave, TimeEntry
from jalon.core.periods import Period
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview, Pathway
from jalon.people.models import Participant
from jalon.programme.models import Operation, OperationShare
from jalon.referrals.models import Attempt, Referral
from jalon.worktime.enums import Source
from jalon.worktime.models import Schedule
from jalon.worktime.queries import days_of, shares_of

MONDAY = dt.date(2017, 12, 11)
WEEK = Period(MONDAY, MONDAY + dt.timedelta(6))
BEGINNING = dt.date(2016, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia() -> Caseworker:
    """A référent at 80 %."""
    found = Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")
    FtePeriod.objects.create(caseworker=found, fte=Decimal("0.8"), start=BEGINNING)
    return found


@pytest.fixture
def awa() -> Pathway:
    person = Participant.objects.create(code="M-1", first_name="Awa", last_name="Mésange")
    return Pathway.objects.create(code="P-1", participant=person, entry_date=BEGINNING)


def fill(caseworker: Caseworker, pathway: Pathway) -> None:
    """A Monday with one record of each kind."""
    said = {"caseworker": caseworker, "date": MONDAY}
    appointment = {"participant": pathway.participant, "kind": AppointmentKind.FOLLOW_UP, "minutes": 30, **said}
    kept = Appointment.objects.create(
        time=dt.time(9), outcome=Outcome.KEPT, outcome_on=MONDAY, **{**appointment, "date": MONDAY}
    )
    meeting = {"kind": InterviewKind.MEETING, "minutes": 45, "time": dt.time(9), "appointment": kept}
    Interview.objects.create(pathway=pathway, present=True, **meeting, **said)
    Interview.objects.create(pathway=pathway, kind=InterviewKind.PHONE, minutes=20, present=False, **said)
    referral = Referral.objects.create(code=f"PR-{caseworker.pk}", participant=pathway.participant, date=MONDAY)
    Attempt.objects.create(referral=referral, means="visite", minutes=60, reached=False, recorded_on=MONDAY, **said)
    TimeEntry.objects.create(kind=TimeKind.TEAM, minutes=90, words="avec l’équipe", recorded_on=MONDAY, **said)
    tuesday = {**appointment, "date": MONDAY + dt.timedelta(1)}
    Appointment.objects.create(time=dt.time(14), **tuesday)
    Appointment.objects.create(time=dt.time(15), outcome=Outcome.EXCUSED, outcome_on=MONDAY, **tuesday)


def test_a_week_is_read_from_the_records(nadia: Caseworker, awa: Pathway) -> None:
    fill(nadia, awa)
    Leave.objects.create(
        caseworker=nadia, kind=LeaveKind.PAID, start=dt.date(2017, 12, 14), end=dt.date(2017, 12, 15), from_noon=True
    )
    monday, tuesday, *_, thursday, friday, saturday, _ = days_of([nadia.pk], WEEK)[nadia.pk]
    assert (monday.due, monday.recorded, monday.gap) == (336, 45 + 20 + 60 + 90, 121)
    assert [each.what for each in monday.done] == [
        "Entretien",
        "Téléphone",
        "Réunion d’équipe, avec l’équipe",
        "Tentative, visite à domicile",
    ]
    assert [each.waiting for each in monday.done] == [False, True, False, False]
    assert (monday.done[0].who, monday.done[0].code) == ("Awa Mésange", "M-1")
    assert not monday.planned
    assert [(each.begin, each.source) for each in tuesday.planned] == [(14 * 60, Source.APPOINTMENT)]
    assert [day.owed for day in (thursday, friday, saturday)] == [168, 0, 0]


def test_a_timetable_goes_before_the_share_of_full_time(nadia: Caseworker) -> None:
    Schedule.objects.create(caseworker=nadia, start=MONDAY, tuesday=450, wednesday=0)
    assert [day.owed for day in days_of([nadia.pk], WEEK)[nadia.pk]] == [420, 450, 0, 420, 420, 0, 0]


def test_a_month_of_many_costs_what_a_week_of_one_does(
    nadia: Caseworker, awa: Pathway, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(nadia, awa)
    with django_assert_num_queries(7):
        days_of([nadia.pk], WEEK)
    others = [nadia.pk]
    for number in range(3):
        other = Caseworker.objects.create(code=f"c{number}")
        others.append(other.pk)
    with django_assert_num_queries(7):
        found = days_of(others, Period(dt.date(2017, 12, 1), dt.date(2017, 12, 31)))
    assert [len(days) for days in found.values()] == [31] * 4
    assert found[others[1]][0].due == 0


def test_the_shares_of_a_period(nadia: Caseworker) -> None:
    operation = Operation.objects.create(code="ACC", name="Accompagnement", start=BEGINNING, justification="part_fixe")
    said = {"operation": operation, "caseworker": nadia}
    OperationShare.objects.create(share=Decimal("0.5"), start=BEGINNING, end=dt.date(2017, 12, 10), **said)
    OperationShare.objects.create(share=Decimal("0.8"), start=MONDAY, mission_letter="classeur 2", **said)
    found = shares_of([nadia.pk], WEEK)[nadia.pk]
    assert [(each.operation, each.share, each.fixed, each.letter) for each in found] == [
        ("ACC", Decimal("0.8"), True, "classeur 2")
    ]
