"""The letters that a reader may hold beside the one being made."""

import datetime as dt

import pytest

from jalon.core import clock
from jalon.indicators.window import Window
from jalon.reports.masking.letters import held
from jalon.reports.models import Closing

pytestmark = pytest.mark.django_db


def closed(period: str, number: int, as_of: dt.date) -> None:
    now = clock.now()
    why = "" if number == 1 else "Une entrée oubliée"
    Closing.objects.create(period=period, number=number, as_of=as_of, why=why, asked_at=now, closed_at=now)


def told(window: Window) -> list[tuple[str, str]]:
    return [(each.name, str(each.as_of)) for each in held(window)]


def test_a_month_that_was_not_closed_is_taken_on_its_last_day() -> None:
    assert told(Window.parse("2017-03")) == [("2017-01", "2017-01-31"), ("2017-02", "2017-02-28"), ("2017-03", "None")]


def test_a_month_is_taken_as_it_was_first_closed() -> None:
    closed("2017-01", 1, dt.date(2017, 2, 6))
    closed("2017-01", 2, dt.date(2017, 6, 30))
    march = Window.parse("2017-03", dt.date(2017, 3, 31))
    assert told(march) == [("2017-01", "2017-02-06"), ("2017-02", "2017-02-28"), ("2017-03", "2017-03-31")]


def test_nothing_is_known_after_the_day_of_the_letter() -> None:
    closed("2017-01", 1, dt.date(2017, 12, 6))
    assert told(Window.parse("2017-02", dt.date(2017, 2, 28)))[0] == ("2017-01", "2017-02-28")


def test_the_former_numbers_of_the_letter_are_held_too() -> None:
    closed("2017-12", 1, dt.date(2017, 12, 31))
    closed("2017", 1, dt.date(2018, 1, 15))
    assert told(Window.parse("2017-12", dt.date(2018, 2, 1)))[-3:] == [
        ("2017-12", "2017-12-31"),
        ("2017-12", "2018-01-15"),
        ("2017-12", "2018-02-01"),
    ]
    assert told(Window.parse("2017-12", dt.date(2017, 12, 31)))[-2:] == [
        ("2017-11", "2017-11-30"),
        ("2017-12", "2017-12-31"),
    ]


def test_a_closing_under_way_was_sent_to_nobody() -> None:
    Closing.objects.create(period="2017-03", number=1, as_of=dt.date(2017, 3, 31), asked_at=clock.now())
    assert len(held(Window.parse("2017-03"))) == 3
