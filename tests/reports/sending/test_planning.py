"""Which reminders are due on which day."""

import datetime as dt

import pytest

from jalon.reports.sending.planning import due

PLANNED = {"2017-03": dt.date(2017, 4, 6), "2017-01": dt.date(2017, 1, 20), "2017": dt.date(2017, 3, 2)}


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2017-02-22", []),
        ("2017-02-23", ["2017-02 avant"]),
        ("2017-02-27", ["2017-02 avant"]),
        ("2017-02-28", ["2017-02 jour"]),
        ("2017-03-04", ["2017-02 jour"]),  # the machine was off meanwhile
        ("2017-03-05", []),
        ("2017-03-31", []),
        ("2017-04-01", ["2017-03 avant"]),
        ("2017-04-06", ["2017-03 jour"]),
        ("2017-01-15", ["2017-01 avant"]),
        ("2017-01-31", []),
        ("2016-12-31", ["2016-12 jour"]),
        ("2017-01-02", ["2016-12 jour"]),
    ],
)
def test_due(today: str, found: list[str]) -> None:
    told = due(dt.date.fromisoformat(today), PLANNED)
    assert [f"{each.month.start:%Y-%m} {each.moment.value}" for each in told] == found
