"""The appointments of a file: the next one first, then what became of the others; told once in its memory."""

import datetime as dt

import pytest
from django.test import Client

from jalon.accounts.models import Caseworker
from jalon.agenda.actions import record_outcome, set_appointment, write_appointments
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.people.models import Participant
from tests.conftest import DAY
from tests.web.conftest import ClientOf
from tests.web.examples import CODE
from tests.web.test_file import ADDRESS, words
from tests.web.test_memory import walk


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def expected(day: dt.date) -> Appointment:
    """One more appointment of Awa, with Denis."""
    awa, denis = Participant.objects.get(code=CODE), Caseworker.objects.get(code="charme")
    return set_appointment(
        by=None,
        participant=awa,
        caseworker=denis,
        kind=AppointmentKind.REVIEW,
        date=day,
        time=dt.time(9),
        minutes=60,
    )


def test_the_side_of_the_file_shows_the_next_ones_and_the_latest(nadia: Client) -> None:
    expected(dt.date(2018, 2, 6))
    expected(dt.date(2017, 12, 4))
    side = words(nadia.get(ADDRESS).text).partition("Mardi 9 janvier 2018 à 10 h")[2]
    for said in ("6 févr. 2018 9 h point d’étape, fixé", "4 déc. 2017 9 h point d’étape, suite à noter", "14 h 30"):
        assert said in side
        side = side.partition(said)[2]


def test_a_person_whom_nobody_expects_is_told_so(nadia: Client) -> None:
    Appointment.objects.all().delete()
    assert "Aucun rendez-vous n’est fixé." in nadia.get(ADDRESS).text


def test_the_memory_tells_what_became_of_each_unless_the_interview_of_the_day_does(nadia: Client) -> None:
    assert walk(nadia, "rendez-vous") == []
    for day, outcome in ((5, Outcome.MISSED), (6, Outcome.EXCUSED), (7, None), (8, Outcome.KEPT)):
        appointment = expected(dt.date(2017, 12, day))
        if outcome:
            record_outcome(by=None, appointment=appointment, outcome=outcome, on=DAY)
    assert walk(nadia, "rendez-vous") == [
        ("2017-12-08", "Point d’étape tenu 9 h, Denis Charme"),
        ("2017-12-07", "Point d’étape 9 h, Denis Charme suite à noter"),
        ("2017-12-06", "Point d’étape excusé 9 h, Denis Charme"),
        ("2017-12-05", "Point d’étape manqué 9 h, Denis Charme absence"),
    ]


def test_the_journal_says_how_many_were_written_together(client_of: ClientOf) -> None:
    awa, denis = Participant.objects.get(code=CODE), Caseworker.objects.get(code="charme")
    said = {"participant": awa, "caseworker": denis, "kind": AppointmentKind.FIRST, "minutes": 30, "time": dt.time(9)}
    write_appointments(by=None, appointments=[Appointment(date=DAY, **said)])
    text = words(client_of("claire").get(f"/participants/journal/{CODE}/").text)
    assert "ligne de commande a créé rendez-vous Rendez-vous +1" in text
