"""The real process of an import asked for on the pages: started, killed in the middle, started again."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.example import FILES
from tests.support.database import ROOT, manage, migrated_database

IMPORTS = (
    "import json; from pathlib import Path; from django.core.files.uploadedfile import TemporaryUploadedFile; "
    "from jalon.accounts.models import User; from jalon.exchange.models import Transfer; "
    "from jalon.exchange.transfers import actions; from jalon.exchange.transfers.stages import stage_of; "
    "from jalon.people.models import Participant; "
)
DEPOSIT = """
by = User.objects.create_user('claire@example.org', last_name='Tilleul')
file = TemporaryUploadedFile('dossier.zip', 'application/zip', 0, None)
Path(file.temporary_file_path()).write_bytes(Path('{path}').read_bytes())
print(json.dumps(str(actions.deposit(by=by, file=file).key)))
"""
ACT = "transfer = Transfer.objects.select_related('by').get(); "
LOOK = ACT + "print(json.dumps([str(stage_of(transfer)), transfer.trouble, Participant.objects.count()]))"
PATIENCE = 60


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A migrated database of its own, on the engine of the suite, and a folder for the site's files."""
    with migrated_database(tmp_path) as url:
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test", "JALON_TODAY": "2017-12-31"}
        made = {**os.environ, **settings, "JALON_FILES": str(tmp_path / "files")}
        yield made


def shell(command: str, environment: dict[str, str]) -> object:
    """What a command prints, as JSON."""
    said = manage(["shell", "-v", "0", "-c", IMPORTS + command], environment)
    return json.loads(said) if said else None


def wait_for(stage: str, environment: dict[str, str]) -> None:
    """Return once the transfer is there; AssertionError when it stays elsewhere."""
    deadline = time.monotonic() + PATIENCE
    while (found := shell(LOOK, environment)) and isinstance(found, list) and found[0] != stage:
        assert time.monotonic() < deadline, found


def test_killed_in_the_middle_it_is_said_and_done_again(tmp_path: Path, environment: dict[str, str]) -> None:
    path = tmp_path / "dossier.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    key = shell(DEPOSIT.format(path=path), environment)
    wait_for("ready", environment)

    confirmed = "from jalon.core import clock; Transfer.objects.update(confirmed_at=clock.now())"
    shell(confirmed, environment)
    command = [sys.executable, "-m", "tests.exchange.stopped_transfer", str(key), "écriture entretiens.csv"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "MIDDLE\n"
    assert shell(LOOK, environment) == ["writing", "", 0]

    process.send_signal(signal.SIGKILL)
    assert process.wait(30) == -signal.SIGKILL
    process.stdout.close()
    assert shell(LOOK, environment) == ["interrupted", "", 0]

    shell(ACT + "actions.resume(transfer, by=transfer.by)", environment)
    wait_for("done", environment)
    assert shell(LOOK, environment) == ["done", "", 3]
