"""A real process, really killed in the middle of a sending, writes to nobody twice; two at once neither."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.messaging.mail_server import MailServer, mail_server
from tests.support.database import ROOT, manage, migrated_database

NAMES = ["a1", "a2", "lent", "n1", "n2", "tenu", "z1", "z2", "z3", "z4"]
PREPARE = f"""
from jalon.messaging.actions.mailings import Addressee, Content, prepare
to = [Addressee(f"{{name}}@example.org") for name in {NAMES}]
print(prepare(by=None, purpose="lettre", reference="r", content=Content("Lettre", "…"), to=to).batch)
"""
LOOK = """
import json
from jalon.messaging.models import Delivery
from jalon.messaging.queries import FATES
print(json.dumps({fate: sorted(d.address.split("@")[0] for d in Delivery.objects.of(fate)) for fate in FATES}))
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def environment(tmp_path: Path, server: MailServer) -> Iterator[dict[str, str]]:
    """A migrated database of its own, on the engine of the suite, and the way to the mail server."""
    with migrated_database(tmp_path) as url:
        made = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "JALON_TODAY": "2017-12-31",
            "JALON_FILES": str(tmp_path / "files"),
            "EMAIL_URL": f"{server.url}?timeout=30",
        }
        yield made


def start(batch: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", "run_mailing", batch], cwd=ROOT, env=environment)


def look(environment: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(manage(["shell", "-v", "0", "-c", LOOK], environment))
    return {fate: names for fate, names in found.items() if names}


def test_killed_twice_then_two_at_once(environment: dict[str, str], server: MailServer) -> None:
    batch = manage(["shell", "-v", "0", "-c", PREPARE], environment).strip()

    for _ in ("the message was told, the server has not answered", "the server knows the address alone"):
        process = start(batch, environment)
        assert server.reached.wait(30)
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
        server.reached.clear()
        server.released.set()

    assert look(environment) == {
        "remis": ["a1", "a2", "n1", "n2"],
        "incertain": ["lent", "tenu"],
        "attente": ["z1", "z2", "z3", "z4"],
    }
    at_once = [start(batch, environment) for _ in range(2)]
    assert [process.wait(60) for process in at_once] == [0, 0]
    assert look(environment) == {
        "remis": ["a1", "a2", "n1", "n2", "z1", "z2", "z3", "z4"],
        "incertain": ["lent", "tenu"],
    }
    count = server.count
    assert set(count.values()) == {1}
    assert {f"{name}@example.org" for name in NAMES} - set(count) == {"tenu@example.org"}
