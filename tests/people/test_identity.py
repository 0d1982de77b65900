"""Who a person is, and what is true of them: written, corrected, never over someone else's word."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.audit.models import Event
from jalon.people.actions import add_situation, change_identity, create_participant
from jalon.people.models import Participant, Situation
from jalon.reference.models import Commune

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 12, 31)


def lou(**said: Any) -> Participant:
    return create_participant(by=None, **{"first_name": "Lou", "last_name": "Pinson", **said})


def faults(refused: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return refused.value.message_dict


def test_a_new_person_has_a_number_and_a_line_in_the_journal() -> None:
    first, second = lou(first_name=" Lou "), lou(phone="00 00 00 00 01")
    assert [first.code, second.code] == ["M-2017-0001", "M-2017-0002"]
    assert (first.first_name, first.recorded_on) == ("Lou", DAY)
    assert Event.objects.filter(file=first.code, verb="created").count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"last_name": " "}, "last_name"),
        ({"first_name": ""}, "first_name"),
        ({"birth_date": dt.date(2018, 1, 1)}, "birth_date"),
    ],
)
def test_a_name_is_needed_and_nobody_is_born_tomorrow(said: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        lou(**said)
    assert list(faults(refused)) == [field]
    assert not Participant.objects.exists()


def test_what_another_wrote_meanwhile_is_not_written_over() -> None:
    person = lou(phone="1")
    change_identity(by=None, participant=person, phone="2")
    with pytest.raises(ValidationError) as refused:
        change_identity(by=None, participant=person, read={"phone": "1", "last_name": "Pinson"}, phone="3")
    assert "2" in faults(refused)["phone"][0]
    # Who saw it may choose; who says the same is not stopped, nor who corrects something else.
    change_identity(by=None, participant=person, read={"phone": "2"}, phone="3")
    change_identity(by=None, participant=person, read={"phone": "1"}, phone="3")
    change_identity(by=None, participant=person, read={"phone": "1"}, last_name="Pinsonnet")
    person.refresh_from_db()
    assert (person.phone, person.last_name) == ("3", "Pinsonnet")


def test_a_situation_carries_on_what_it_does_not_say() -> None:
    person, dijon = lou(), Commune.objects.get(code="21231")
    add_situation(by=None, participant=person, date=dt.date(2017, 11, 6), commune=dijon, rsa=True)
    held = add_situation(by=None, participant=person, date=dt.date(2017, 12, 4), rsa=False)
    assert (held.commune, held.rsa, held.recorded_on) == (dijon, False, DAY)
    # The same day again corrects it; nothing new writes nothing, whatever the day.
    again = add_situation(by=None, participant=person, date=dt.date(2017, 12, 4), homeless=True)
    assert (again.pk, again.rsa, again.homeless) == (held.pk, False, True)
    add_situation(by=None, participant=person, date=DAY, rsa=False, homeless=True)
    assert Situation.objects.count() == 2
