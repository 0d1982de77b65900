"""What `run.py` does before anything is installed, and the throw-away PostgreSQL."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

import run
from tests.support import tools
from tests.support.cluster import ClusterError, throwaway_cluster

Calls = list[str]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """An environment in a folder of its own; what would be created and installed there is noted instead."""
    noted: Calls = []
    for name in (run.RUN, run.DEVELOP):
        (tmp_path / name).write_text(f"{name}==1")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.setattr(run, "install", noted.append)

    def create(_: object, folder: Path) -> None:
        folder.mkdir()
        noted.append("create")

    monkeypatch.setattr("venv.EnvBuilder.create", create)
    return noted


def test_an_environment_is_made_once(calls: Calls) -> None:
    run.prepare()
    run.prepare()
    assert calls == ["create", run.RUN]


def test_what_develops_also_runs(calls: Calls) -> None:
    run.prepare(develop=True)
    run.prepare()
    run.prepare(develop=True)
    assert calls == ["create", run.DEVELOP]


def test_a_changed_requirement_is_installed(calls: Calls, tmp_path: Path) -> None:
    run.prepare(develop=True)
    (tmp_path / run.RUN).write_text("other==1")
    run.prepare()
    run.prepare(develop=True)
    assert calls == ["create", run.DEVELOP, run.RUN, run.DEVELOP]


def test_an_environment_cut_short_is_made_anew(calls: Calls, tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    run.prepare()
    assert calls == ["create", run.RUN]
    assert not (tmp_path / ".venv" / "bin").exists()


def test_an_installation_cut_short_leaves_no_stamp(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    run.prepare()
    run.STAMP.write_text("of another day")
    monkeypatch.setattr(run, "install", lambda _: sys.exit("cut"))
    with pytest.raises(SystemExit):
        run.prepare()
    assert not run.STAMP.exists()


def test_an_environment_whose_python_is_gone_is_not_whole(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    run.prepare()
    assert run.runs()
    monkeypatch.setattr(run, "PYTHON", "/nowhere/python")
    assert not run.runs()


@pytest.mark.parametrize("arguments", [[], ["dance"], ["demo", "--loud"], ["check", "all"]])
def test_a_bad_call_is_answered_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 2
    assert "run.py manage" in capsys.readouterr().out


def test_the_exit_code_is_that_of_the_command() -> None:
    assert run.run(["-c", "raise SystemExit(7)"], {}) == 7


def test_the_newest_postgresql_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("9", "15", "common"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(tools, "POSTGRES_HOMES", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert tools.postgres("initdb") == str(tmp_path / "15" / "bin" / "initdb")
    assert tools.missing() == ["chromium", "postgresql"]


FAKE_APT = """#!/bin/sh
echo "$@" >> asked
for name in chromium initdb pg_ctl; do echo > $name; /bin/chmod +x $name; done
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with neither Chromium nor PostgreSQL; the folder of its programs."""
    monkeypatch.setattr(tools, "POSTGRES_HOMES", tmp_path / "nowhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_root_has_apt_install_what_lacks(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "apt-get").write_text(FAKE_APT)
    (bare / "apt-get").chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    run.equip()
    asked = (bare / "asked").read_text().splitlines()
    assert asked == ["-qq update", "-qq install -y --no-install-recommends chromium postgresql"]
    run.equip()
    assert (bare / "asked").read_text().splitlines() == asked


@pytest.mark.usefixtures("bare")
def test_others_are_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"chromium et de postgresql : installez-le"):
        run.equip()


def test_the_throwaway_cluster_leaves_nothing() -> None:
    with throwaway_cluster() as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_setting('data_directory')").fetchone()
        assert row is not None
        folder = Path(row[0])
        assert folder.exists()
    assert not folder.parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_cluster_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: list[str], **options: object) -> "subprocess.CompletedProcess[str]":
        options["stdout"].write("no room")  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr("tests.support.cluster.subprocess.run", refuse)
    with pytest.raises(ClusterError, match="initdb : no room"), throwaway_cluster():
        pass
