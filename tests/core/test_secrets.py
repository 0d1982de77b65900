"""What opens by itself is not written in the logs."""

import io
import logging
import logging.config
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from jalon.agenda.feeds import make_feed
from jalon.core.secrets import hidden
from tests.web.examples import caseworker


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/agenda/calendrier/" + "aB-_" * 10 + "x.ics", "/agenda/calendrier/•••.ics"),
        ("/desinscription/22222222-2222-4222-8222-222222222222/", "/desinscription/•••/"),
        ("/participants/M-0412/", "/participants/M-0412/"),
    ],
)
def test_long_keys_are_hidden(words: str, told: str) -> None:
    assert hidden(words) == told


@pytest.mark.django_db
def test_a_calendar_that_breaks_down_does_not_tell_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    nadia = caseworker("Nadia", "Cormier")
    secret = make_feed(by=nadia.memberships.get().user, caseworker=nadia)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    told: Any = settings.LOGGING
    handler.addFilter(logging.config.DictConfigurator(told).configure_filter(told["filters"]["secrets"]))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    monkeypatch.setattr("jalon.web.agenda.feed.feed_file", broken)
    try:
        assert Client(raise_request_exception=False).get(f"/agenda/calendrier/{secret}.ics").status_code == 500
    finally:
        logger.removeHandler(handler)
    assert "•••" in written.getvalue()
    assert secret not in written.getvalue()
    assert told["handlers"]["server"]["filters"] == ["secrets"]


def broken(*asked: object) -> bytes:
    raise RuntimeError("a fault")
