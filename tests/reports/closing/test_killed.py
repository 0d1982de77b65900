"""A real process, really killed in the middle of closing, leaves nothing half-frozen; another may then close."""

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

LOOK = (
    "import json; from jalon.reports.models import *; from jalon.reports.closing import queries; "
    "print(json.dumps([ClosedLetter.objects.count(), ClosedList.objects.count() > 0, queries.done().count(), "
    "bool(queries.under_way('2017-03'))]))"
)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database of its own with the small example, on the engine of the suite, and a folder for the site's files."""
    with migrated_database(tmp_path) as url:
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test", "JALON_TODAY": "2017-12-31"}
        made = {**os.environ, **settings, "JALON_FILES": str(tmp_path / "files")}
        manage(["import_folder", str(write(tmp_path / "folder"))], made)
        yield made


def test_killed_in_the_middle(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.reports.closing.stopped_closing"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "MIDDLE\n"

    process.send_signal(signal.SIGKILL)

    assert process.wait(30) == -signal.SIGKILL
    process.stdout.close()
    assert json.loads(manage(["shell", "-v", "0", "-c", LOOK], environment)) == [0, False, 0, True]
    manage(["close", "2017-03"], environment)
    assert json.loads(manage(["shell", "-v", "0", "-c", LOOK], environment)) == [1, True, 1, False]
