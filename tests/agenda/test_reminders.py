"""Reminders: when and by what; asked for once, carried by the worker's task, dropped when they serve no more."""

import datetime as dt
from collections.abc import Callable

import pytest
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from jalon.accounts.models import Caseworker, User
from jalon.agenda.actions import record_outcome, set_appointment
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.agenda.reminders.asking import remind_all, tell
from jalon.agenda.reminders.reaching import reference_of
from jalon.agenda.reminders.rules import BEFORE, EVE, Plan, Reachable, reminder, working_days_before
from jalon.agenda.reminders.tasks import send_notice
from jalon.core import clock
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.people.models import Participant, Unsubscription
from tests.messaging.conftest import the_server  # noqa: F401
from tests.messaging.mail_server import MailServer
from tests.messaging.sms_server import carrier_server

BOTH, MAIL, SMS, NONE = Reachable(True, True), Reachable(True, False), Reachable(False, True), Reachable(False, False)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (dt.date(2017, 12, day) for day in (11, 12, 13, 14, 15))
NEXT_MONDAY = dt.date(2017, 12, 18)


@pytest.mark.parametrize(
    ("date", "today", "reachable", "expected"),
    [
        (FRIDAY, TUESDAY, BOTH, None),
        (FRIDAY, WEDNESDAY, BOTH, Plan(BEFORE, Channel.EMAIL)),
        (FRIDAY, THURSDAY, BOTH, Plan(EVE, Channel.SMS)),
        (FRIDAY, FRIDAY, BOTH, None),
        (FRIDAY, NEXT_MONDAY, BOTH, None),
        (FRIDAY, WEDNESDAY, SMS, Plan(BEFORE, Channel.SMS)),
        (FRIDAY, THURSDAY, MAIL, Plan(EVE, Channel.EMAIL)),
        (FRIDAY, THURSDAY, NONE, None),
        (NEXT_MONDAY, THURSDAY, BOTH, Plan(BEFORE, Channel.EMAIL)),
        (NEXT_MONDAY, FRIDAY, BOTH, Plan(EVE, Channel.SMS)),
        (NEXT_MONDAY, dt.date(2017, 12, 16), BOTH, Plan(EVE, Channel.SMS)),
    ],
)
def test_when_and_by_what(date: dt.date, today: dt.date, reachable: Reachable, expected: Plan | None) -> None:
    assert reminder(date, today, reachable) == expected


def test_a_holiday_is_no_working_day() -> None:
    christmas = dt.date(2017, 12, 25)
    assert working_days_before(dt.date(2017, 12, 26), 1, {christmas}) == dt.date(2017, 12, 22)


@pytest.fixture
def appointment(db: None, today: Callable[[dt.date], dt.date]) -> Appointment:
    """On Friday 15 December at 10 h 30, set on the Monday; the person has an address and a mobile."""
    today(MONDAY)
    awa = Participant.objects.create(
        code="M-1", first_name="Awa", last_name="Mésange", email="awa@example.org", phone="06 12 34 56 78"
    )
    nadia = Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")
    return set_appointment(
        by=None,
        participant=awa,
        caseworker=nadia,
        kind=AppointmentKind.FIRST,
        date=FRIDAY,
        time=dt.time(10, 30),
        minutes=30,
        place="3 rue des Lilas",
    )


def work() -> int:
    """Do what waits in the queue, as the worker does; how many tasks."""
    found = list(DBTaskResult.objects.ready().order_by("enqueued_at"))
    for each in found:
        each.claim("test")
        each.task.call(*each.args_kwargs["args"], **each.args_kwargs["kwargs"])
        each.set_successful(None)
    return len(found)


def test_asked_for_once_whatever_the_number_of_mornings(
    appointment: Appointment, today: Callable[[dt.date], dt.date], settings: Settings
) -> None:
    settings.SMS_URL = ""
    assert remind_all() == 0
    today(WEDNESDAY)
    assert [remind_all(), remind_all()] == [1, 0]
    assert DBTaskResult.objects.count() == 1
    assert "Mésange" not in str(DBTaskResult.objects.values_list("args_kwargs").get())


def test_the_eve_an_sms_says_who_when_where_and_how_to_say_no(
    appointment: Appointment, today: Callable[[dt.date], dt.date], settings: Settings
) -> None:
    with carrier_server() as carrier:
        settings.SMS_URL = carrier.url
        today(THURSDAY)
        remind_all()
        assert work() == 1
    ((_, sent),) = carrier.taken
    notice = Notice.objects.get()
    assert sent["content"] == (
        "Rendez-vous avec Nadia Cormier vendredi 15 déc. à 10 h 30, 3 rue des Lilas."
        f" Ne plus recevoir : http://127.0.0.1:8000/rappels/{notice.token}/"
    )
    assert not sent["unicodeEnabled"]
    assert notice.sent_at


def test_what_was_moved_meanwhile_is_not_recalled(
    appointment: Appointment, today: Callable[[dt.date], dt.date], settings: Settings
) -> None:
    today(THURSDAY)
    remind_all()
    record_outcome(by=None, appointment=appointment, outcome=Outcome.EXCUSED, on=THURSDAY)
    work()
    notice = Notice.objects.get()
    assert notice.dropped_at
    assert notice.claimed_at is None


def test_who_said_no_is_left_alone(appointment: Appointment, today: Callable[[dt.date], dt.date]) -> None:
    for channel in Channel:
        Unsubscription.objects.create(participant=appointment.participant, channel=channel, since=MONDAY)
    today(THURSDAY)
    assert remind_all() == 0


def test_who_says_no_after_it_was_asked_for_receives_nothing(
    appointment: Appointment, today: Callable[[dt.date], dt.date]
) -> None:
    today(THURSDAY)
    remind_all()
    Unsubscription.objects.create(participant=appointment.participant, channel=Channel.SMS, since=THURSDAY)
    work()
    assert Notice.objects.get().dropped_at


def test_a_task_lost_with_its_worker_is_made_up_for_the_next_morning(
    appointment: Appointment, today: Callable[[dt.date], dt.date], settings: Settings
) -> None:
    today(WEDNESDAY)
    remind_all()
    DBTaskResult.objects.all().delete()
    today(THURSDAY)
    # The e-mail of the day before is still of use, and the SMS of the eve leaves as well.
    assert remind_all() == 2


def test_a_confirmation_on_the_spot_goes_by_a_real_mail_server(
    appointment: Appointment,
    the_server: MailServer,  # noqa: F811
    settings: Settings,
) -> None:
    the_server.taken.clear()
    settings.EMAIL_BACKEND = "jalon.messaging.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", the_server.port, 5
    assert tell(appointment, Channel.EMAIL, NoticePurpose.CONFIRMATION)
    assert not tell(appointment, Channel.EMAIL, NoticePurpose.CONFIRMATION)
    work()
    (message,) = the_server.messages
    assert message["Subject"] == "Votre rendez-vous du vendredi 15 décembre 2017".replace(" déc", "\u00a0déc")
    text = message.get_content()
    assert "Nadia Cormier vous recevra vendredi 15" in text
    assert "3 rue des Lilas" in text
    assert "PLIE" not in text


def test_a_carrier_that_asks_to_come_back_later_is_asked_again_later(
    appointment: Appointment, today: Callable[[dt.date], dt.date], settings: Settings
) -> None:
    with carrier_server() as carrier:
        settings.SMS_URL = carrier.url
        carrier.status = 503
        today(THURSDAY)
        remind_all()
        work()
        carrier.status = 201
        waiting = DBTaskResult.objects.exclude(pk__in=DBTaskResult.objects.finished()).get()
        assert waiting.run_after - clock.now() < dt.timedelta(minutes=16)
        waiting.task.call(*waiting.args_kwargs["args"])
    notice = Notice.objects.get()
    assert (notice.tries, bool(notice.sent_at)) == (1, True)


def test_the_queue_is_in_the_database() -> None:
    assert type(task_backends["default"]).__name__ == "DatabaseBackend"
    assert send_notice.module_path == "jalon.agenda.reminders.tasks.send_notice"


def test_notices_of_others_are_not_taken_for_ours(appointment: Appointment, django_user_model: type[User]) -> None:
    Notice.objects.create(
        reference="autre:1",
        channel=Channel.EMAIL,
        purpose=NoticePurpose.REMINDER,
        moment=EVE,
        address="a•••@example.org",
        asked_at=clock.now(),
    )
    send_notice.call(Notice.objects.get().pk)
    assert Notice.objects.get().dropped_at
    assert reference_of(3) == "rendez-vous:3"
