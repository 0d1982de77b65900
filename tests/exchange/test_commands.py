"""The commands of the contract: their exit codes, their report."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jalon.people.models import Participant
from tests.exchange.example import replaced, write

pytestmark = pytest.mark.django_db


def test_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.json"
    call_command("import_folder", str(write(tmp_path / "folder")), report=report)
    assert json.loads(report.read_text(encoding="utf-8")) == {"accepted": True, "errors": []}
    assert "participants.csv ajoutés : 3" in capsys.readouterr().out


def test_refused_with_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, report = write(tmp_path / "folder", **replaced("participants", "P1;F", "P1;X")), tmp_path / "report.json"

    with pytest.raises(CommandError) as refusal:
        call_command("import_folder", str(folder), report=report)

    assert refusal.value.returncode == 1
    assert json.loads(report.read_text(encoding="utf-8")) == {
        "accepted": False,
        "errors": [
            {"file": "participants.csv", "line": 2, "column": "sexe", "value": "X", "expected": "un de : F, H"},
        ],
    }
    assert "participants.csv, ligne 2, colonne sexe : « X » attendu : un de : F, H" in capsys.readouterr().out


def test_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_folder", str(write(tmp_path / "folder")), dry_run=True)
    assert not Participant.objects.exists()
    assert "Rien n’est écrit" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["import_folder", "letter"])
def test_bad_calls(tmp_path: Path, command: str) -> None:
    arguments = {
        "import_folder": [str(tmp_path / "absent")],
        "letter": ["2017-13", "--format", "json", "-o", str(tmp_path / "letter.json")],
    }
    with pytest.raises(CommandError) as refusal:
        call_command(command, *arguments[command])
    assert refusal.value.returncode == 2
