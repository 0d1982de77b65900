"""Appointments: the hours the database refuses, what became of them, and what the journal keeps."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jalon.accounts.models import Caseworker
from jalon.agenda.actions import record_outcome, set_appointment, write_appointments
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.people.models import Participant
from tests.conftest import DAY

pytestmark = pytest.mark.django_db
NINTH, TEN = dt.date(2018, 1, 9), dt.time(10)
Made = Callable[..., Appointment]


@pytest.fixture
def awa() -> Participant:
    return Participant.objects.create(code="M-1", first_name="Awa", last_name="Mésange")


@pytest.fixture
def made(awa: Participant) -> Made:
    """An appointment of Awa with Nadia, on 9 January at ten, or another."""
    nadia = Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")

    def make(day: int = 9, **fields: Any) -> Appointment:
        said = {"participant": awa, "caseworker": nadia, "kind": AppointmentKind.FOLLOW_UP, "minutes": 45}
        return set_appointment(by=None, date=NINTH.replace(day=day), time=TEN, **{**said, **fields})

    return make


def test_one_expected_is_to_come_until_its_day_is_over(made: Made) -> None:
    tomorrow, morning = made(), made(2)
    assert list(Appointment.objects.to_come(dt.date(2018, 1, 2))) == [morning, tomorrow]
    assert list(Appointment.objects.past(dt.date(2018, 1, 2))) == []
    assert list(Appointment.objects.past(dt.date(2018, 1, 10))) == [tomorrow, morning]
    assert str(morning) == "Awa Mésange, 02/01/2018 10:00"


def test_an_hour_is_given_once_to_a_person_and_by_a_caseworker(made: Made) -> None:
    made()
    gaston = Participant.objects.create(code="M-2")
    denis = Caseworker.objects.create(code="charme")
    with pytest.raises(ValidationError, match="Ce référent a déjà un rendez-vous"):
        made(participant=gaston)
    with pytest.raises(ValidationError, match="Cette personne a déjà un rendez-vous"):
        made(caseworker=denis)
    made(participant=gaston, caseworker=denis)


def test_an_hour_given_up_is_free_again(made: Made) -> None:
    first = made()
    assert record_outcome(by=None, appointment=first, outcome=Outcome.EXCUSED, on=DAY)
    assert not record_outcome(by=None, appointment=first, outcome=Outcome.EXCUSED, on=DAY)
    made()
    with pytest.raises(ValidationError, match="déjà un rendez-vous"):
        record_outcome(by=None, appointment=first, outcome=Outcome.KEPT, on=NINTH)


def test_nothing_is_kept_nor_missed_before_its_day(made: Made) -> None:
    appointment = made()
    for outcome in (Outcome.KEPT, Outcome.MISSED):
        with pytest.raises(ValidationError, match="avant son jour"):
            record_outcome(by=None, appointment=appointment, outcome=outcome, on=NINTH.replace(day=8))
    appointment.refresh_from_db()
    assert appointment.outcome == ""
    assert record_outcome(by=None, appointment=appointment, outcome=Outcome.KEPT, on=NINTH)


def test_an_outcome_has_its_day_and_a_length_is_not_nil(made: Made) -> None:
    with pytest.raises(ValidationError, match="au moins une minute"):
        made(minutes=0)
    made()
    for fields in ({"outcome": Outcome.KEPT}, {"outcome_on": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.update(**fields)


def test_a_moved_appointment_leads_to_the_one_that_replaces_it(made: Made, awa: Participant) -> None:
    first = made()
    second = made(11, replaces=first)
    first.refresh_from_db()
    assert (first.outcome, first.outcome_on) == (Outcome.MOVED, DAY)
    assert second.replaces == first
    with pytest.raises(ValidationError, match="ne peut pas être déplacé"):
        made(12, replaces=first)
    gaston = Participant.objects.create(code="M-2")
    with pytest.raises(ValidationError, match="ne peut pas être déplacé"):
        made(12, replaces=second, participant=gaston)


def test_a_refused_move_leaves_the_first_standing(made: Made) -> None:
    first, taken = made(), made(10)
    with pytest.raises(ValidationError, match="déjà un rendez-vous"):
        made(taken.date.day, replaces=first)
    first.refresh_from_db()
    assert first.outcome == ""


def test_each_act_is_in_the_journal_of_the_file(made: Made) -> None:
    record_outcome(by=None, appointment=made(place="Mairie"), outcome=Outcome.EXCUSED, on=DAY)
    created, changed = Event.objects.order_by("pk")
    assert (created.verb, created.target, created.file) == (Verb.CREATED, "agenda.appointment", "M-1")
    assert created.after is not None
    assert (created.after["date"], created.after["time"], created.after["place"]) == (
        "2018-01-09",
        "10:00:00",
        "Mairie",
    )
    assert changed.after == {"outcome": "excuse", "outcome_on": DAY.isoformat()}


def test_many_are_written_at_once_with_an_event_a_file(made: Made, awa: Participant) -> None:
    model = made()
    gaston = Participant.objects.create(code="M-2")
    before = Event.objects.count()
    said = {"caseworker": model.caseworker, "kind": AppointmentKind.FIRST, "minutes": 30}
    first = Appointment(
        participant=gaston, date=DAY, time=dt.time(9), outcome=Outcome.MOVED, outcome_on=DAY, place="Mairie", **said
    )
    second = Appointment(participant=gaston, date=DAY, time=dt.time(11), replaces=first, **said)
    other = Appointment(participant=awa, date=DAY, time=dt.time(14), **said)
    assert write_appointments(by=None, appointments=[second, first, other]) == 3
    assert Appointment.objects.get(time=dt.time(11)).replaces == first
    events = list(Event.objects.order_by("pk")[before:])
    assert [(each.file, each.after) for each in events] == [
        ("M-1", {"rendez-vous": "+1"}),
        ("M-2", {"rendez-vous": "+2"}),
    ]


def test_many_are_written_whole_or_not_at_all(made: Made, awa: Participant) -> None:
    model = made()
    before = Event.objects.count()
    taken = Appointment(participant=awa, caseworker=model.caseworker, date=model.date, time=model.time, minutes=30)
    free = Appointment(participant=awa, caseworker=model.caseworker, date=model.date, time=dt.time(8), minutes=30)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_appointments(by=None, appointments=[free, taken])
    assert (Appointment.objects.count(), Event.objects.count()) == (1, before)


def test_the_appointments_of_an_erased_file_go_with_it(made: Made, awa: Participant) -> None:
    made(11, replaces=made())
    awa.delete()
    assert not Appointment.objects.exists()
