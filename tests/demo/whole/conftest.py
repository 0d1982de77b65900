"""A base that holds the whole example, imported once for the tests of this folder."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from jalon.demo.actions import load_example
from tests.conftest import DAY


@pytest.fixture(scope="package")
def dijon(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A base that holds the example, for this folder; taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(JALON_TODAY=DAY):
        assert load_example()
        yield
        transaction.set_rollback(True)
