"""Numbers and days in French."""

import datetime as dt
from decimal import Decimal

import pytest

from jalon.core import french


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1256, "1\u202f256"),
        (1234567, "1\u202f234\u202f567"),
        (-1256, "-1\u202f256"),
        (Decimal("12.50"), "12,5"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("1000.00"), "1\u202f000"),
        (12.7, "12,7"),
    ],
)
def test_numbers(value: int | float | Decimal, written: str) -> None:
    assert french.number(value) == written


def test_percent() -> None:
    assert french.percent(83) == "83\u202f%"


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (dt.date(2017, 12, 12), "12\u00a0déc.\u00a02017", "12\u00a0décembre 2017"),
        (dt.date(2018, 1, 1), "1er\u00a0janv.\u00a02018", "1er\u00a0janvier 2018"),
        (dt.date(2017, 3, 31), "31\u00a0mars\u00a02017", "31\u00a0mars 2017"),
    ],
)
def test_days(day: dt.date, short: str, long: str) -> None:
    assert french.day(day) == short
    assert french.long_day(day) == long


def test_parts_of_days() -> None:
    day = dt.datetime(2017, 2, 1, 9, 5, tzinfo=dt.UTC)
    assert french.short_day(day) == "1er\u00a0févr."
    assert french.weekday(day) == "mercredi"
    assert french.month(day) == "février 2017"
    assert french.clock_time(day) == "9\u00a0h\u00a005"


def test_elision() -> None:
    said = [french.of(words) for words in ("mars", "avril 2017", "2017", "Awa")]
    assert said == ["de mars", "d’avril 2017", "de 2017", "d’Awa"]
