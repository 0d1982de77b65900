"""A base that holds the whole example, imported once for the tests of this folder, and its letters of 2017."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from jalon.core import periods
from jalon.demo.actions import load_example
from jalon.indicators.window import Window
from jalon.reports.publication import publication, whole
from jalon.reports.sheet.parts import Sheet
from tests.conftest import DAY


@pytest.fixture(scope="package")
def dijon(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A base that holds the example, for this folder; taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(JALON_TODAY=DAY):
        assert load_example()
        # Checked once here: what is left to check would be again at the end of each test.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def sheets(dijon: None, django_db_blocker: DjangoDbBlocker) -> Mapping[str, Sheet]:
    """The letter of each month of 2017 as known on its last day, then that of the year."""
    with django_db_blocker.unblock(), override_settings(JALON_TODAY=DAY):
        names = [*(f"2017-{month:02}" for month in range(1, 13)), "2017"]
        windows = [Window.parse(name, periods.parse(name).end) for name in names]
        return {window.name: publication(whole(), window).sheet for window in windows}
