"""A tiny run of the measures of alerts: the statement by hand finds the same."""

from django.db import connection

from bench import alerts, places


def test_alerts_agree_with_the_statement_by_hand() -> None:
    with places.place(30, connection.vendor) as place:
        rows = alerts.measure(place, 1)
    assert [name for _, _, _, name, *_ in rows] == [
        "by hand, four kinds, everyone",
        *("everyone", "everyone, ranked", "one référent", "one person"),
    ]
    assert rows[0][-1] == "1.00"
