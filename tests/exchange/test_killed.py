"""A real process, really killed in the middle of its writing, leaves nothing; two at once leave one import."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.example import write
from tests.support.database import ROOT, manage, migrated_database

PEOPLE = "from jalon.people.models import Participant; from jalon.audit.models import Event; import json; "
COUNT = PEOPLE + "print(json.dumps([Participant.objects.count(), Event.objects.count()]))"


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A migrated database of its own, on the engine of the suite."""
    with migrated_database(tmp_path) as url:
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test", "JALON_TODAY": "2017-12-31"}
        made = {**os.environ, **settings}
        yield made


def counted(environment: dict[str, str]) -> list[int]:
    people_and_events: list[int] = json.loads(manage(["shell", "-v", "0", "-c", COUNT], environment))
    return people_and_events


def test_a_killed_import_leaves_nothing_and_can_be_run_again(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = write(tmp_path / "folder")
    before = counted(environment)
    command = [sys.executable, "-m", "tests.exchange.stopped_import", str(folder), "écriture entretiens.csv"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "MIDDLE\n"

    process.send_signal(signal.SIGKILL)

    assert process.wait(30) == -signal.SIGKILL
    process.stdout.close()
    assert counted(environment) == before
    manage(["import_folder", str(folder)], environment)
    assert counted(environment) == [3, before[1] + 4]


def test_two_imports_at_once_make_one(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = write(tmp_path / "folder")
    command = [sys.executable, "manage.py", "import_folder", str(folder)]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]

    said = [process.communicate(timeout=120)[0] for process in started]

    assert [process.returncode for process in started] == [0, 0]
    assert sum("Tout était déjà dans la base." in words for words in said) == 1
    assert counted(environment) == [3, 5]  # three files, and one event for each of the two imports
