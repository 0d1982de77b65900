"""The appointments of the example: what the facts imply, and no hour given twice."""

import datetime as dt
from itertools import pairwise
from random import Random

import pytest

from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.demo.actions import load_example
from jalon.demo.appointments import JUST_SENT
from jalon.demo.solver.days import LAST_DAY, is_working
from jalon.demo.solver.meetings import NEXT_MONTH, Followed, Meeting, Sent, meetings
from jalon.demo.week.waiting import CAME, RECEIVED
from jalon.pathways.models import Interview, Pathway
from jalon.referrals.models import Referral

DAY = dt.date(2017, 3, 6)
LATER = dt.date(2017, 4, 10)


def drawn(sent: list[Sent], *followed: Followed, seed: int = 1) -> list[Meeting]:
    return meetings(Random(seed), sent, followed)  # noqa: S311  (an example keeps no secret)


def test_a_first_appointment_is_kept_between_the_referral_and_the_entry() -> None:
    for seed in range(60):
        *before, kept = drawn([Sent(1, 2, DAY, entered=LATER)], seed=seed)
        assert (kept.outcome, kept.kind) == (Outcome.KEPT, AppointmentKind.FIRST)
        assert DAY <= kept.date < LATER
        assert kept.replaces in (None, *before)
        assert all(DAY < each.date < kept.date and each.outcome_on < each.date for each in before if each.outcome_on)


def test_some_are_moved_and_some_excused() -> None:
    found = drawn([Sent(number, number, DAY, entered=LATER) for number in range(200)])
    outcomes = [each.outcome for each in found]
    assert outcomes.count(Outcome.KEPT) == 200
    assert outcomes.count(Outcome.MOVED) > outcomes.count(Outcome.EXCUSED) > 0
    assert sum(each.replaces is not None for each in found) == outcomes.count(Outcome.MOVED)


def test_who_never_came_missed_two() -> None:
    found = drawn([Sent(1, 2, DAY, declined=LATER, absent=True)])
    assert [each.outcome for each in found] == [Outcome.MISSED, Outcome.MISSED]
    assert DAY <= found[0].date < found[1].date < LATER


def test_a_referral_that_ends_on_its_own_day_has_its_appointment_that_day() -> None:
    (only,) = drawn([Sent(1, 2, DAY, entered=DAY)])
    assert only.date == DAY


def test_no_hour_is_given_twice_and_noon_is_free() -> None:
    sent = [Sent(number, number % 3, DAY, declined=DAY) for number in range(24)]
    found = drawn([*sent, Sent(1, 5, DAY, declined=DAY)])
    for key in ("caseworker", "person"):
        for value in {getattr(each, key) for each in found}:
            hours = sorted((minute(each.time), each.minutes) for each in found if getattr(each, key) == value)
            assert all(start + length <= following for (start, length), (following, _) in pairwise(hours))
    assert not [each.time for each in found if 12 * 60 - each.minutes < minute(each.time) < 13 * 60 + 30]


def minute(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute


def test_the_next_one_is_in_january_a_review_every_five_months_none_when_suspended() -> None:
    interviews = [(dt.date(2017, 12, 12), 45, True, 2)]
    for seed in range(40):
        *_, following = drawn([], Followed(1, 2, dt.date(2017, 11, 2), False, interviews), seed=seed)
        assert NEXT_MONTH[0] <= following.date <= NEXT_MONTH[1]
        assert is_working(following.date)
        assert following.kind == AppointmentKind.FOLLOW_UP
        assert following.outcome is None
    *_, review = drawn([], Followed(1, 2, dt.date(2017, 8, 9), False, interviews))
    assert review.kind == AppointmentKind.REVIEW
    assert len(drawn([], Followed(1, 2, dt.date(2017, 8, 9), True, interviews))) == 1


@pytest.mark.django_db
def test_the_example_has_appointments_that_its_facts_imply() -> None:
    load_example(small=True)
    first = Appointment.objects.filter(kind=AppointmentKind.FIRST)
    for referral in Referral.objects.filter(reason="absent"):
        end = referral.declined_on or LAST_DAY
        days = first.filter(participant=referral.participant, date__range=(referral.date, end))
        assert [each.outcome for each in days] == [Outcome.MISSED, Outcome.MISSED]
    for referral in Referral.objects.filter(entered_on__isnull=False):
        days = first.filter(participant=referral.participant, date__range=(referral.date, referral.entered_on))
        assert days.filter(outcome=Outcome.KEPT).count() == 1
    for referral in Referral.objects.pending():
        to_come = Appointment.objects.to_come(LAST_DAY).filter(participant=referral.participant)
        came = first.filter(participant=referral.participant, date__in=RECEIVED, outcome__in=CAME).exists()
        assert to_come.count() == (referral.date <= JUST_SENT and not came)
    for pathway in Pathway.objects.open_on(LAST_DAY):
        met = (
            Interview.objects.filter(pathway=pathway, kind="entretien").values_list("date", "present").order_by("date")
        )
        held = Appointment.objects.filter(participant=pathway.participant, kind=AppointmentKind.FOLLOW_UP)
        told = held.exclude(outcome="").values_list("date", "outcome").order_by("date")
        assert [(day, outcome == Outcome.KEPT) for day, outcome in told] == list(met)
        to_come = Appointment.objects.to_come(LAST_DAY).filter(participant=pathway.participant)
        assert to_come.count() == 1 - pathway.suspensions.filter(end=None).count()
