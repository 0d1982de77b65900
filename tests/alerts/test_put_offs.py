"""Putting an alert off: until when, for which fact, and back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import User
from jalon.alerts.actions import bring_back, put_off
from jalon.alerts.compose import alerts, standing
from jalon.alerts.enums import AlertKind
from jalon.alerts.models import PutOff
from jalon.audit.models import Event
from jalon.pathways.models import Interview, Pathway
from tests.web.examples import awa

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 12, 31)
ENTRY = dt.date(2016, 11, 21)


@pytest.fixture
def pathway() -> Pathway:
    return awa()


@pytest.fixture
def claire() -> User:
    return User.objects.create_user("claire@example.org", last_name="Tilleul")


def put(pathway: Pathway, by: User, **more: Any) -> PutOff:
    said: dict[str, Any] = {
        "kind": AlertKind.NO_CONTACT,
        "since": ENTRY,
        "until": dt.date(2018, 1, 15),
        "reason": "elle est chez sa mère jusqu’au 15",
    }
    return put_off(by=by, participant=pathway.participant, **said | more)


def kinds(day: dt.date) -> set[str]:
    return {alert.kind.value for alert in alerts(day)}


def test_it_is_quiet_until_the_day_before(pathway: Pathway, claire: User, today: Callable[[dt.date], dt.date]) -> None:
    assert "no_contact" in kinds(DAY)
    put(pathway, claire)
    for day, there in [(DAY, False), (dt.date(2018, 1, 14), False), (dt.date(2018, 1, 15), True)]:
        assert ("no_contact" in kinds(today(day))) is there
    held = [each for each in standing(dt.date(2018, 1, 14)) if each.put_off]
    assert [each.kind for each in held] == [AlertKind.NO_CONTACT]


def test_it_holds_for_that_fact_alone(pathway: Pathway, claire: User) -> None:
    put(pathway, claire)
    Interview.objects.create(pathway=pathway, date=dt.date(2017, 11, 28), kind="telephone", present=True)
    assert "no_contact" in kinds(DAY)


def test_the_last_word_holds_and_is_taken_back(pathway: Pathway, claire: User) -> None:
    put(pathway, claire)
    second = put(pathway, claire, until=dt.date(2018, 1, 2), reason="finalement elle revient mardi")
    assert PutOff.objects.get() == second
    assert second.by == claire
    bring_back(by=claire, put_off=second)
    assert "no_contact" in kinds(DAY)
    told = [(event.verb, event.file) for event in Event.objects.filter(target="alerts.putoff")]
    assert len(told) == 4 and {file for _, file in told} == {pathway.participant.code}
    # Why one waits may be sensitive: the journal does not tell it.
    assert "mère" not in str(list(Event.objects.values_list("after", flat=True)))


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"until": DAY}, "until", "à venir"),
        ({"until": dt.date(2018, 7, 3)}, "until", "six mois"),
        ({"reason": ""}, "reason", "vide"),
    ],
)
def test_what_is_refused(pathway: Pathway, claire: User, wrong: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        put(pathway, claire, **wrong)
    assert said in str(refused.value.message_dict[field])
    assert not PutOff.objects.exists()


def test_a_duty_to_come_is_put_off_to_a_day_before_it(
    pathway: Pathway, claire: User, today: Callable[[dt.date], dt.date]
) -> None:
    today(dt.date(2019, 4, 1))
    put(pathway, claire, kind=AlertKind.MAX_DURATION, since=dt.date(2019, 5, 21), until=dt.date(2019, 4, 8))
    assert "max_duration" not in kinds(dt.date(2019, 4, 7))
    assert "max_duration" in kinds(dt.date(2019, 4, 8))
