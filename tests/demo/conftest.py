"""The example of Dijon: written once a session, imported once for the tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from jalon.demo.actions import load_example
from jalon.demo.solver.example import write_example
from tests.conftest import DAY
from tests.independent.folder import Folder, read_folder


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a folder of files."""
    folder = tmp_path_factory.mktemp("exemple") / "dijon-2017"
    write_example(folder)
    return folder


@pytest.fixture(scope="session")
def folder(written: Path) -> Folder:
    """The example as rows."""
    return read_folder(written)


@pytest.fixture(scope="module")
def dijon(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A base that holds the example, for a whole module; taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(JALON_TODAY=DAY):
        assert load_example()
        yield
        transaction.set_rollback(True)
