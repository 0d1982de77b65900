"""Accounts, files and browsers for the tests of pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.accounts.models import User
from tests.support.server import Server
from tests.web.examples import example

ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """What the site keeps on disk lies in a folder of the test."""
    settings.FILES_DIR = settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="session")
def example_served(server: Server) -> None:
    """The example in the database of the browser's server."""
    server.manage("shell", "--verbosity=0", "--command=from tests.web.examples import example; example()")


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """The accounts of the example, by first name, and its files."""
    return example()


@pytest.fixture
def client_of(people: dict[str, User]) -> ClientOf:
    """A browser without pages, signed in as someone of the example."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name])
        return client

    return signed_in
