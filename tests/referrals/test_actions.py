"""A referral from the day it is written to what comes of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker, User
from jalon.agenda.actions import set_appointment
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.audit.models import Event
from jalon.organisations.models import Agent, Organisation
from jalon.people.actions import create_participant
from jalon.people.models import Participant
from jalon.protocols.models import NonEntryReason
from jalon.referrals import actions
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 12, 31)
SENT = dt.date(2017, 12, 4)
Move = Callable[[dt.date], dt.date]


@pytest.fixture
def ines() -> User:
    return User.objects.create_user("ines@example.org", last_name="Saule")


@pytest.fixture
def nadia() -> Caseworker:
    return Caseworker.objects.create(code="cormier", last_name="Cormier")


@pytest.fixture
def sent(ines: User) -> Referral:
    person = create_participant(by=ines, first_name="Lou", last_name="Pinson")
    return actions.write_referral(by=ines, participant=person, date=SENT, why=" cherche un emploi ")


def said(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(refused.value.messages)


def test_it_has_a_code_and_is_known_from_the_day_it_is_written(sent: Referral) -> None:
    sent.refresh_from_db()
    assert (sent.code, sent.why) == ("PR-2017-0001", "cherche un emploi")
    assert (sent.received_on, sent.recorded_on, sent.known_on) == (DAY, DAY, DAY)
    told = Event.objects.filter(file=sent.participant.code, target="referrals.referral").get()
    assert told.after is not None
    assert told.after["why"] != sent.why  # what is sensitive is masked


def test_it_is_not_of_tomorrow_nor_received_before_it_was_written_nor_of_another_agent(sent: Referral) -> None:
    ours, theirs = (Organisation.objects.create(code=code, name=code) for code in ("ft", "ml"))
    agent = Agent.objects.create(organisation=theirs, last_name="Noyer")
    for fault, field in (
        ({"date": dt.date(2018, 1, 1)}, "date"),
        ({"received_on": dt.date(2017, 12, 3)}, "received_on"),
        ({"referrer": ours, "agent": agent}, "agent"),
    ):
        with pytest.raises(ValidationError) as refused:
            actions.change_referral(by=None, referral=sent, **fault)
        assert list(refused.value.message_dict) == [field]
    changed = actions.change_referral(by=None, referral=sent, referrer=theirs, agent=agent, date=dt.date(2017, 11, 6))
    assert (changed.referrer, changed.date) == (theirs, dt.date(2017, 11, 6))


def test_it_is_erased_with_the_person_by_who_wrote_it_the_same_day(sent: Referral, ines: User, today: Move) -> None:
    with pytest.raises(ValidationError, match="ne s’annule plus"):
        actions.cancel_referral(by=None, referral=sent)
    today(dt.date(2018, 1, 1))
    with pytest.raises(ValidationError, match="le jour même"):
        actions.cancel_referral(by=ines, referral=sent)
    today(DAY)
    actions.cancel_referral(by=ines, referral=sent)
    assert not Participant.objects.exists()


def test_a_person_known_otherwise_stays(ines: User, sent: Referral) -> None:
    again = actions.write_referral(by=ines, participant=sent.participant, date=DAY)
    actions.cancel_referral(by=ines, referral=again)
    assert list(Referral.objects.all()) == [sent]
    actions.record_attempt(by=ines, referral=sent, date=DAY, means=Means.PHONE, reached=False)
    with pytest.raises(ValidationError, match="joindre"):
        actions.cancel_referral(by=ines, referral=sent)


def test_it_is_allotted_then_taken_back(sent: Referral, nadia: Caseworker) -> None:
    held = actions.allot(by=None, referral=sent, caseworker=nadia)
    assert (held.caseworker, held.allotted_on) == (nadia, DAY)
    before = Event.objects.count()
    actions.allot(by=None, referral=sent, caseworker=nadia)
    assert Event.objects.count() == before
    held = actions.allot(by=None, referral=sent, caseworker=None)
    assert (held.caseworker, held.allotted_on) == (None, None)


def test_attempts_are_of_the_past_and_undone_by_their_author(sent: Referral, ines: User) -> None:
    for day, words in ((dt.date(2018, 1, 1), "pas encore passé"), (dt.date(2017, 12, 3), "4 déc")):
        with pytest.raises(ValidationError) as refused:
            actions.record_attempt(by=ines, referral=sent, date=day, means=Means.SMS, reached=False)
        assert words in said(refused).replace("\u00a0", " ")
    kept = actions.record_attempt(by=ines, referral=sent, date=DAY, means=Means.VISIT, reached=True, words="revient")
    assert (kept.recorded_on, str(kept)) == (DAY, "visite à domicile, 31/12/2017")
    actions.undo_attempt(by=ines, attempt=kept)
    assert not Attempt.objects.exists()


def test_a_non_entry_gives_up_the_first_appointments_to_come_and_is_undone(
    sent: Referral, ines: User, nadia: Caseworker, today: Move
) -> None:
    expected: Any = {"by": ines, "participant": sent.participant, "caseworker": nadia, "minutes": 30}
    day = dt.date(2018, 1, 9)
    first = set_appointment(kind=AppointmentKind.FIRST, date=day, time=dt.time(10), **expected)
    other = set_appointment(kind=AppointmentKind.OTHER, date=day, time=dt.time(11), **expected)
    Referral.objects.update(recorded_on=SENT)
    reason = NonEntryReason.objects.get(pk="absent")
    with pytest.raises(ValidationError, match="prescription est du"):
        actions.decline(by=ines, referral=sent, reason=reason, on=dt.date(2017, 12, 3))
    held = actions.decline(by=ines, referral=sent, reason=reason, on=dt.date(2017, 12, 20))
    assert (held.declined_on, held.recorded_on) == (dt.date(2017, 12, 20), DAY)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.outcome, other.outcome) == (Outcome.EXCUSED, "")
    with pytest.raises(ValidationError, match="déjà abouti"):
        actions.allot(by=ines, referral=sent, caseworker=nadia)
    held = actions.reopen(by=ines, referral=sent)
    assert (held.declined_on, held.reason, held.recorded_on) == (None, None, SENT)


def test_an_identity_is_checked_on_a_day(sent: Referral) -> None:
    assert actions.check_identity(by=None, referral=sent).identity_checked_on == DAY
