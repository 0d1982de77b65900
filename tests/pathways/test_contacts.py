"""Contacts: what an interview writes, what it settles, its note and its versions, and how it is undone."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jalon.accounts.models import User
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.models import Event
from jalon.pathways.actions.contacts import (
    Following,
    Held,
    change_contact,
    record_absence,
    record_contact,
    record_interview,
    record_missed,
    reopen_appointment,
    withdraw_contact,
)
from jalon.pathways.actions.notes import NoteChanged, last_note, write_note
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.models import Interview, NoteVersion
from jalon.pathways.rules import nearest_hour
from jalon.people.models import Participant
from tests.web.examples import CODE, example

DAY = dt.date(2017, 12, 31)
BEFORE = dt.date(2017, 12, 28)
TEN = dt.time(10)
NEXT = Following(dt.date(2018, 1, 29), TEN, 45, "Régie des Tilleuls")


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """The example's accounts."""
    return example()


@pytest.fixture
def nadia(people: dict[str, User]) -> User:
    """Awa's référent."""
    return people["nadia"]


@pytest.fixture
def awa(people: dict[str, User]) -> Participant:
    """Followed by Nadia since 1 June 2017."""
    return Participant.objects.get(code=CODE)


def expected(person: Participant, time: dt.time = TEN, date: dt.date = DAY, **said: Any) -> Appointment:
    """An appointment with Awa's référent."""
    caseworker = person.appointments.get(date=dt.date(2018, 1, 9)).caseworker
    said = {"kind": AppointmentKind.FOLLOW_UP, "minutes": 45, **said}
    return Appointment.objects.create(participant=person, caseworker=caseworker, date=date, time=time, **said)


def interview(by: User | None, person: Participant, **said: Any) -> Held:
    """One of today's, with a note."""
    return record_interview(
        by=by, participant=person, **{"date": DAY, "time": TEN, "minutes": 45, "note": "Vu le CV.", **said}
    )


def test_an_interview_settles_the_appointment_and_gives_the_next_one(nadia: User, awa: Participant) -> None:
    appointment, before = expected(awa), max(Event.objects.values_list("pk", flat=True), default=0)
    held = interview(nadia, awa, following=NEXT, place=Place.OFFICE)
    appointment.refresh_from_db()
    assert (held.kept, appointment.outcome, appointment.outcome_on) == (appointment, Outcome.KEPT, DAY)
    contact = Interview.objects.get(pk=held.contact.pk)
    assert (contact.pathway.code, contact.caseworker and contact.caseworker.code) == ("P-0901", "cormier")
    assert (contact.present, contact.signed, contact.minutes, contact.place) == (True, False, 45, "bureau")
    assert (contact.recorded_on, contact.appointment, contact.time) == (DAY, appointment, TEN)
    note = last_note(contact)
    assert note
    assert (note.text, note.number, note.written_by) == ("Vu le CV.", 1, nadia)
    assert held.following
    assert (held.following.date, held.following.time, held.following.outcome) == (NEXT.date, TEN, "")
    told = Event.objects.filter(file=CODE, actor_id=nadia.pk, pk__gt=before)
    assert set(told.values_list("target", flat=True)) == {
        "pathways.interview",
        "pathways.noteversion",
        "agenda.appointment",
    }


def test_the_journal_does_not_hold_the_note(nadia: User, awa: Participant) -> None:
    interview(nadia, awa, note="Genou opéré.")
    assert "Genou" not in str(list(Event.objects.values_list("before", "after")))


def test_only_the_nearest_of_two_appointments_is_kept(nadia: User, awa: Participant) -> None:
    early, late = expected(awa, dt.time(9)), expected(awa, dt.time(15))
    assert interview(nadia, awa, time=dt.time(14, 40)).kept == late
    early.refresh_from_db()
    assert early.outcome == ""


@pytest.mark.parametrize("outcome", [Outcome.MISSED, Outcome.EXCUSED, Outcome.MOVED])
def test_an_appointment_that_did_not_stand_is_left(nadia: User, awa: Participant, outcome: Outcome) -> None:
    expected(awa, outcome=outcome, outcome_on=DAY)
    assert interview(nadia, awa).kept is None


@pytest.mark.parametrize("kind", [InterviewKind.PHONE, InterviewKind.EMAIL, InterviewKind.LETTER, InterviewKind.OTHER])
def test_another_contact_settles_nothing_and_is_not_signed(nadia: User, awa: Participant, kind: InterviewKind) -> None:
    appointment = expected(awa)
    contact = record_contact(by=nadia, participant=awa, kind=kind, date=DAY, minutes=10, note="Laissé un message.")
    appointment.refresh_from_db()
    assert (contact.signed, contact.present, appointment.outcome) == (None, True, "")


def test_whoever_records_is_who_held_it(people: dict[str, User], awa: Participant) -> None:
    said: dict[str, Any] = {"participant": awa, "kind": InterviewKind.PHONE, "date": BEFORE}
    by = {name: record_contact(by=people[name], **said).caseworker for name in ("nadia", "paule", "claire")}
    assert {name: held and held.code for name, held in by.items()} == {
        "nadia": "cormier",
        "paule": "erable",
        "claire": "cormier",
    }


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2018, 1, 1), "Lundi 1er\u00a0janv.\u00a02018 n’est pas encore passé."),
        (dt.date(2013, 1, 1), "Le parcours n’a commencé que le 3\u00a0févr.\u00a02014."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(
    nadia: User, awa: Participant, date: dt.date, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        interview(nadia, awa, date=date, following=NEXT)
    assert words in refused.value.message_dict["date"][0]
    assert not NoteVersion.objects.exists()


def test_who_is_not_in_has_no_interview_yet(nadia: User, awa: Participant) -> None:
    new = Participant.objects.create(code="M-1", last_name="Pic")
    with pytest.raises(ValidationError, match="n’est pas encore entré"):
        interview(nadia, new)


def test_a_contact_after_the_exit_goes_with_the_last_pathway(nadia: User, awa: Participant) -> None:
    held = interview(nadia, awa, date=dt.date(2015, 3, 2))
    assert held.contact.pathway.code == "P-0304"


def test_an_hour_already_taken_refuses_the_whole(nadia: User, awa: Participant) -> None:
    expected(awa, date=NEXT.date)
    before = Interview.objects.count()
    with pytest.raises(ValidationError) as refused:
        interview(nadia, awa, following=NEXT)
    assert list(refused.value.message_dict) == ["next_time"]
    assert Interview.objects.count() == before


def test_the_next_appointment_is_to_come(nadia: User, awa: Participant) -> None:
    with pytest.raises(ValidationError) as refused:
        interview(nadia, awa, following=Following(dt.date(2017, 12, 30), TEN, 45))
    assert list(refused.value.message_dict) == ["next_date"]


def test_a_note_keeps_its_versions(nadia: User, awa: Participant) -> None:
    contact = interview(nadia, awa).contact
    assert write_note(by=nadia, contact=contact, text=" Vu le CV. ", read=1) is None
    write_note(by=nadia, contact=contact, text="Vu le CV et la lettre.", read=1)
    assert [(note.number, note.text) for note in contact.note_versions.all()] == [
        (1, "Vu le CV."),
        (2, "Vu le CV et la lettre."),
    ]
    with pytest.raises(ValidationError, match="ne s’efface pas"):
        write_note(by=nadia, contact=contact, text=" ", read=2)


def test_nobody_writes_over_a_version_they_have_not_read(people: dict[str, User], awa: Participant) -> None:
    contact = interview(people["nadia"], awa).contact
    write_note(by=people["claire"], contact=contact, text="De Claire.", read=1)
    with pytest.raises(NoteChanged) as changed:
        write_note(by=people["nadia"], contact=contact, text="De Nadia.", read=1)
    assert (changed.value.last.text, changed.value.last.written_by) == ("De Claire.", people["claire"])
    assert write_note(by=people["nadia"], contact=contact, text="De Claire.", read=1) is None, "the same words agree"


def test_the_database_refuses_to_change_a_version(nadia: User, awa: Participant) -> None:
    contact = interview(nadia, awa).contact
    with pytest.raises((IntegrityError, InternalError), match="ne se modifie pas"), transaction.atomic():
        NoteVersion.objects.filter(interview=contact).update(text="Autre chose.")
    awa.pathways.all().delete()
    assert not NoteVersion.objects.exists(), "it goes with its file"


def test_an_imported_contact_is_completed(people: dict[str, User], awa: Participant) -> None:
    contact = Interview.objects.filter(pathway__participant=awa, kind=InterviewKind.MEETING).first()
    assert contact
    said = {"date": contact.date, "kind": contact.kind, "minutes": 50, "time": TEN, "place": Place.HOME}
    assert change_contact(by=people["claire"], contact=contact, note="Repris de mémoire.", read=0, **said)
    contact.refresh_from_db()
    assert (contact.minutes, contact.place) == (50, Place.HOME)
    assert not change_contact(by=people["claire"], contact=contact, note="Repris de mémoire.", read=1, **said)
    with pytest.raises(ValidationError, match="n’est pas encore passé"):
        change_contact(by=people["claire"], contact=contact, note="", read=1, **{**said, "date": dt.date(2018, 2, 1)})


def test_an_interview_is_undone_with_all_it_wrote(nadia: User, awa: Participant) -> None:
    appointment = expected(awa)
    before = Appointment.objects.count()
    held = interview(nadia, awa, following=NEXT)
    withdraw_contact(by=nadia, contact=held.contact, following=held.following)
    appointment.refresh_from_db()
    assert (appointment.outcome, appointment.outcome_on) == ("", None)
    assert Appointment.objects.count() == before
    assert not NoteVersion.objects.exists()


def test_it_is_undone_by_its_author_alone_and_the_same_day(
    people: dict[str, User], awa: Participant, today: Any
) -> None:
    held = interview(people["nadia"], awa)
    with pytest.raises(ValidationError, match="ne s’annule plus"):
        withdraw_contact(by=people["claire"], contact=held.contact)
    today(dt.date(2018, 1, 1))
    with pytest.raises(ValidationError, match="le jour même"):
        withdraw_contact(by=people["nadia"], contact=held.contact)


def test_what_another_wrote_in_is_not_undone(people: dict[str, User], awa: Participant) -> None:
    held = interview(people["nadia"], awa)
    write_note(by=people["claire"], contact=held.contact, text="De Claire.", read=1)
    with pytest.raises(ValidationError, match="Quelqu’un d’autre"):
        withdraw_contact(by=people["nadia"], contact=held.contact)


def test_an_absence_is_said_of_its_appointment_and_taken_back(nadia: User, awa: Participant) -> None:
    appointment = expected(awa)
    assert record_absence(by=nadia, appointment=appointment, outcome=Outcome.MISSED)
    assert not record_absence(by=nadia, appointment=appointment, outcome=Outcome.MISSED)
    reopen_appointment(by=nadia, appointment=appointment)
    appointment.refresh_from_db()
    assert (appointment.outcome, appointment.outcome_on) == ("", None)


def test_an_absence_is_not_said_before_its_day_but_an_excuse_is(nadia: User, awa: Participant) -> None:
    to_come = awa.appointments.get(date=dt.date(2018, 1, 9))
    with pytest.raises(ValidationError, match="n’est pas encore passé"):
        record_absence(by=nadia, appointment=to_come, outcome=Outcome.MISSED)
    assert record_absence(by=nadia, appointment=to_come, outcome=Outcome.EXCUSED)


def test_an_absence_from_an_appointment_written_nowhere(nadia: User, awa: Participant) -> None:
    said: dict[str, Any] = {"date": BEFORE, "time": TEN, "minutes": 30}
    missed = record_missed(by=nadia, participant=awa, outcome=Outcome.MISSED, **said)
    assert (missed.outcome, missed.outcome_on, missed.date, missed.caseworker.code) == (
        "manque",
        DAY,
        BEFORE,
        "cormier",
    )
    key = missed.pk
    assert not reopen_appointment(by=nadia, appointment=missed)
    assert not awa.appointments.filter(pk=key).exists(), "as before the act"


HOURS = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(st.lists(HOURS, max_size=6), st.none() | HOURS)
def test_the_nearest_hour(hours: list[dt.time], wanted: dt.time | None) -> None:
    rank = nearest_hour(hours, wanted)
    if not hours:
        assert rank is None
        return
    assert rank is not None
    if wanted in hours:
        assert hours[rank] == wanted
