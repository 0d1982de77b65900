"""Who comes to a first appointment, by invitation and agency; at which attempt people are reached."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.core.periods import month, year
from jalon.indicators import dimensions as by
from jalon.indicators.engine import evaluate, files, table
from jalon.indicators.reception import ATTEMPT_RANK, FIRST_DUE, FIRST_KEPT, FIRST_KEPT_PCT, INVITATION, JOINED
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.people.models import Participant
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral

YEAR = Window(year(2017))
pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    """Of 2017, from 0."""
    return dt.date(2017, 1, 1) + dt.timedelta(number)


def sent(code: str, on: dt.date, referrer: Organisation | None = None, person: Participant | None = None) -> Referral:
    person = person or Participant.objects.create(code=f"M-{code}")
    return Referral.objects.create(code=f"P-{code}", participant=person, date=on, referrer=referrer)


def expected(referral: Referral, on: dt.date, outcome: str, invitation: str = "", said: dt.date | None = None) -> None:
    nadia, _ = Caseworker.objects.get_or_create(code="cormier")
    Appointment.objects.create(
        participant=referral.participant,
        caseworker=nadia,
        kind=AppointmentKind.FIRST,
        date=on,
        # One person an hour: each has a minute of its own.
        time=dt.time(*divmod(Appointment.objects.count() % 1_440, 60)),
        minutes=30,
        outcome=outcome,
        outcome_on=(said or on) if outcome else None,
        invitation=invitation,
    )


def tried(referral: Referral, on: dt.date, *, reached: bool) -> None:
    Attempt.objects.create(referral=referral, date=on, means=Means.PHONE, reached=reached, recorded_on=on)


def test_the_share_kept_by_invitation_and_by_agency() -> None:
    east, west = (Organisation.objects.create(code=code, name=code) for code in ("est", "ouest"))
    for number, (agency, invitation, outcome) in enumerate(
        [
            (east, Invitation.SMS, Outcome.KEPT),
            (east, Invitation.SMS, Outcome.KEPT),
            (east, Invitation.LETTER, Outcome.MISSED),
            (west, Invitation.LETTER, Outcome.KEPT),
            (west, "", Outcome.MISSED),
        ]
    ):
        expected(sent(str(number), day(number), agency), day(number + 10), outcome, invitation)
    values = evaluate([FIRST_KEPT_PCT], YEAR)
    assert (values["first_appointments_due"], values["first_appointments_kept"]) == (5, 3)
    assert values["first_appointments_kept_pct"] == 60
    assert table(FIRST_DUE, YEAR, INVITATION) == {("sms",): 2, ("courrier",): 2, (None,): 1}
    assert table(FIRST_KEPT, YEAR, INVITATION) == {("sms",): 2, ("courrier",): 1}
    assert table(FIRST_KEPT, YEAR, by.REFERRER) == {(east.pk,): 2, (west.pk,): 1}
    assert files(FIRST_KEPT, YEAR, [(INVITATION, "sms")]).count() == 2


def test_one_first_appointment_a_referral_the_earliest_that_was_kept_or_missed() -> None:
    one = sent("1", day(0))
    expected(one, day(5), Outcome.EXCUSED)
    expected(one, day(10), Outcome.MISSED, Invitation.LETTER)
    expected(one, day(20), Outcome.KEPT, Invitation.SMS)
    expected(one, day(30), "")
    assert table(FIRST_DUE, YEAR, INVITATION) == {("courrier",): 1}
    assert evaluate([FIRST_KEPT], YEAR)["first_appointments_kept"] == 0


def test_another_referral_of_the_person_has_its_own() -> None:
    one = sent("1", day(0))
    expected(one, day(10), Outcome.MISSED)
    two = sent("2", day(100), person=one.participant)
    expected(two, day(110), Outcome.KEPT)
    values = evaluate([FIRST_KEPT_PCT], YEAR)
    assert (values["first_appointments_due"], values["first_appointments_kept"]) == (2, 1)


def test_it_counts_in_the_year_of_its_day_once_it_is_said() -> None:
    expected(sent("1", dt.date(2016, 12, 20)), dt.date(2016, 12, 30), Outcome.KEPT)
    expected(sent("2", dt.date(2016, 12, 20)), dt.date(2017, 1, 3), Outcome.KEPT, said=dt.date(2017, 2, 2))
    assert evaluate([FIRST_DUE], YEAR)["first_appointments_due"] == 1
    january = Window(month(2017, 1), as_of=dt.date(2017, 2, 1))
    assert evaluate([FIRST_DUE], january)["first_appointments_due"] == 0
    assert evaluate([FIRST_DUE], Window(month(2017, 1)))["first_appointments_due"] == 1


def test_at_which_attempt_people_are_reached() -> None:
    first, third, never = (sent(str(number), day(0)) for number in range(3))
    tried(first, day(1), reached=True)
    tried(first, day(9), reached=True)
    for number in (2, 3):
        tried(third, day(number), reached=False)
    tried(third, day(3), reached=True)
    tried(never, day(4), reached=False)
    assert table(JOINED, YEAR, ATTEMPT_RANK) == {(1,): 1, (3,): 1}
    assert dict(ATTEMPT_RANK.labels([1, 3, 6]))[3] == "À la 3e tentative"


DRAWN = st.lists(
    st.tuples(
        st.integers(-40, 300),
        st.lists(
            st.tuples(st.integers(0, 60), st.sampled_from([*Outcome.values, ""]), st.sampled_from(["", "sms"])),
            max_size=4,
        ),
        st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=4),
    ),
    max_size=8,
)


@given(DRAWN)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_drawn_receptions_against_a_plain_count(
    drawn: list[tuple[int, list[tuple[int, str, str]], list[tuple[int, bool]]]],
) -> None:
    for model in (Attempt, Appointment, Referral, Participant):
        model.objects.all().delete()
    kept = due = joined = 0
    ranks: dict[int, int] = {}
    for number, (start, meetings, tries) in enumerate(drawn):
        referral = sent(str(number), day(start))
        for after, outcome, invitation in meetings:
            expected(referral, day(start + after), outcome, invitation)
        for after, reached in tries:
            tried(referral, day(start + after), reached=reached)
        told = sorted(
            Appointment.objects.filter(participant=referral.participant, outcome__in=["tenu", "manque"]),
            key=lambda one: (one.date, one.time, one.pk),
        )
        if told and told[0].date.year == 2017:
            due += 1
            kept += told[0].outcome == Outcome.KEPT
        made = sorted(Attempt.objects.filter(referral=referral), key=lambda one: (one.date, one.pk))
        place = next((place for place, one in enumerate(made, 1) if one.reached), None)
        if place and made[place - 1].date.year == 2017:
            joined += 1
            ranks[place] = ranks.get(place, 0) + 1
    values = evaluate([FIRST_DUE, FIRST_KEPT, JOINED], YEAR)
    assert values == {"first_appointments_due": due, "first_appointments_kept": kept, "people_joined": joined}
    assert table(JOINED, YEAR, ATTEMPT_RANK) == {(rank,): found for rank, found in ranks.items()}
