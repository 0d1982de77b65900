"""A tiny run of the measures of the list of participants."""

import pytest
from django.db import connection

from bench import participants, places


def test_every_page_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participants, "WARMING", 1)
    with places.place(30, connection.vendor, participants.CONTACTS) as place:
        rows = participants.measure(place, 1)
    names = [name for _, _, name, *_ in rows]
    assert names == [*participants.PAGES, "file of 20 events more", "file of 500 events more"]
    assert rows[0][4:] == [rows[0][4], "1.00", "1.00"]
    assert all(float(milliseconds) > 0 for _, _, _, milliseconds, *_ in rows)
