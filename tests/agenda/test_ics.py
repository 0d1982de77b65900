"""The calendar that leaves Jalon, read back by a reader of calendars that knows nothing of it."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from jalon.accounts.models import Caseworker
from jalon.agenda.actions import record_outcome, set_appointment
from jalon.agenda.calendar import feed_file
from jalon.agenda.enums import AppointmentKind, LeaveKind, Outcome, TimeKind, Weekday
from jalon.agenda.feeds import feed_of, make_feed
from jalon.agenda.ics import Happening, calendar, escaped, folded
from jalon.agenda.models import Appointment, Leave, Opening, TimeEntry
from jalon.people.models import Participant
from tests.web.examples import caseworker

TODAY = dt.date(2017, 12, 31)
STAMP = dt.datetime(2017, 12, 1, 9, tzinfo=dt.UTC)
PARIS = ZoneInfo("Europe/Paris")


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@given(st.text(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.times())
def test_any_words_and_hours_come_back(words: str, day: dt.date, time: dt.time) -> None:
    start = dt.datetime.combine(day, time.replace(microsecond=0))
    happening = Happening("1@x", start, start + dt.timedelta(minutes=45), words, STAMP)
    content = calendar(words, [happening])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = events(content)
    read = words.replace("\r\n", "\n").replace("\r", "\n")
    assert str(event["SUMMARY"]) == "".join(sign for sign in read if sign.isprintable() or sign in "\n\t")
    assert event["DTSTART"].dt.replace(tzinfo=None) == start
    assert event["DTSTART"].dt.utcoffset() == start.replace(tzinfo=PARIS).utcoffset()


def test_text_is_escaped_and_lines_are_cut_between_letters() -> None:
    assert escaped("a;b,c\\d\ne\x00") == "a\\;b\\,c\\\\d\\ne"
    cut = folded("é" * 80)
    assert cut.replace(b"\r\n ", b"").decode() == "é" * 80 + "\r\n"
    assert [len(line) for line in cut.split(b"\r\n")] == [74, 75, 13, 0]


@pytest.fixture
def nadia(db: None) -> Caseworker:
    return caseworker("Nadia", "Cormier")


def file_of(nadia: Caseworker) -> bytes:
    feed = feed_of(make_feed(by=nadia.memberships.get().user, caseworker=nadia))
    assert feed
    return feed_file(feed, TODAY)


def appointment(nadia: Caseworker, day: dt.date, replaces: Appointment | None = None) -> Appointment:
    person, _ = Participant.objects.get_or_create(
        code="M-0412", defaults={"first_name": "Awa", "last_name": "Mésange", "birth_date": dt.date(1983, 3, 3)}
    )
    return set_appointment(
        by=None,
        participant=person,
        caseworker=nadia,
        kind=AppointmentKind.FIRST,
        date=day,
        time=dt.time(10),
        minutes=45,
        place="Centre de soins, chambre 12",
        replaces=replaces,
    )


def test_an_appointment_has_its_hour_initials_and_code_and_nothing_else(nadia: Caseworker) -> None:
    kept = appointment(nadia, dt.date(2018, 1, 9))
    content = file_of(nadia)
    (event,) = events(content)
    assert str(event["SUMMARY"]) == "Premier rendez-vous, A. M. (M-0412)"
    assert event["DTSTART"].dt == dt.datetime(2018, 1, 9, 10, tzinfo=PARIS)
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=45)
    assert str(event["UID"]) == f"rendez-vous-{kept.pk}@127.0.0.1"
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CONFIRMED", 0)
    for word in ("Mésange", "Awa", "soins", "1983"):
        assert word not in content.decode()


def test_what_is_moved_is_cancelled_with_a_higher_sequence_and_keeps_its_identity(nadia: Caseworker) -> None:
    moved = appointment(nadia, dt.date(2018, 1, 9))
    before = str(events(file_of(nadia))[0]["UID"])
    appointment(nadia, dt.date(2018, 1, 10), replaces=moved)
    told = {str(event["UID"]): event for event in events(file_of(nadia))}
    assert len(told) == 2
    assert (str(told[before]["STATUS"]), int(told[before]["SEQUENCE"])) == ("CANCELLED", 1)
    assert told[before]["DTSTAMP"].dt.date() == TODAY


def test_a_missed_appointment_stays(nadia: Caseworker) -> None:
    day = dt.date(2017, 12, 20)
    record_outcome(by=None, appointment=appointment(nadia, day), outcome=Outcome.MISSED, on=day)
    assert str(events(file_of(nadia))[0]["STATUS"]) == "CONFIRMED"


def test_leave_other_work_and_half_days_of_welcome(nadia: Caseworker) -> None:
    thursday, friday = dt.date(2018, 1, 4), dt.date(2018, 1, 5)
    Leave.objects.create(caseworker=nadia, kind=LeaveKind.SICK, start=thursday, end=friday)
    Leave.objects.create(caseworker=nadia, kind=LeaveKind.PAID, start=TODAY, end=TODAY, from_noon=True)
    entry = {"caseworker": nadia, "minutes": 90, "words": "le cas d’Awa", "kind": TimeKind.TEAM, "recorded_on": TODAY}
    TimeEntry.objects.create(date=thursday, time=dt.time(9), **entry)
    TimeEntry.objects.create(date=thursday, **entry)
    Opening.objects.create(
        caseworker=nadia,
        weekday=Weekday.THURSDAY,
        start=dt.time(9),
        end=dt.time(12),
        valid_from=dt.date(2017, 12, 30),
        valid_to=dt.date(2018, 1, 31),
    )
    content = file_of(nadia)
    team, noon, away, welcome = events(content)
    assert (str(team["SUMMARY"]), team["DTSTART"].dt.time()) == ("Réunion d’équipe", dt.time(9))
    assert (str(away["SUMMARY"]), away["DTSTART"].dt, away["DTEND"].dt) == (
        "Absence",
        thursday,
        friday + dt.timedelta(1),
    )
    assert noon["DTSTART"].dt == dt.datetime(2017, 12, 31, 13, tzinfo=PARIS)
    assert welcome["DTSTART"].dt == dt.datetime(2018, 1, 4, 9, tzinfo=PARIS)
    assert welcome["RRULE"]["UNTIL"] == [dt.datetime(2018, 1, 31, 23, 59, 59, tzinfo=dt.UTC)]
    assert "maladie" not in content.decode().lower()
    assert "Awa" not in content.decode()


def test_what_is_far_is_not_told_nor_what_is_of_another(nadia: Caseworker) -> None:
    appointment(nadia, dt.date(2017, 11, 1))
    appointment(caseworker("Denis", "Charme"), dt.date(2018, 1, 9))
    assert not events(file_of(nadia))
