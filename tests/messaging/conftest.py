"""A mail server, someone who sends, and the work done at once instead of in a process of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from jalon.accounts.models import User
from jalon.core import work
from jalon.core.work import Room
from jalon.messaging.sending import run
from tests.messaging.mail_server import MailServer, mail_server


@pytest.fixture
def claire(db: None) -> User:
    return User.objects.create_user("claire@example.org", last_name="Tilleul", first_name="Claire")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """The work is done here; the site's files lie in the folder of the test."""
    settings.FILES_DIR = tmp_path

    def here(room: Room, command: str) -> bool:
        run(room.key)
        return True

    monkeypatch.setattr(work, "launch", here)


@pytest.fixture(scope="session")
def the_server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(the_server: MailServer, settings: Settings) -> MailServer:
    """A mail server that took nothing yet, and the settings of production that lead to it."""
    the_server.taken.clear()
    the_server.refuses_sender = False
    settings.EMAIL_BACKEND = "jalon.messaging.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", the_server.port, 5
    return the_server
