"""Long work: its folder, its lock, how far it is, and how it is asked to stop."""

import json
import stat
import time
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from jalon.core.work import NotedProgress, Room, Stopped, launch

KEY = UUID(int=7)
WORKER = """#!/usr/bin/env python
import json, sys, time
from pathlib import Path
Path(__file__).with_name("said.json").write_text(json.dumps(sys.argv[1:]))
while not Path(__file__).with_name("over").exists():
    time.sleep(0.02)
"""


@pytest.fixture
def room(settings: Settings, tmp_path: Path) -> Room:
    settings.FILES_DIR = tmp_path
    return Room("essais", KEY).open()


def test_the_folder_is_private_and_goes(room: Room, tmp_path: Path) -> None:
    assert room.path == tmp_path / "essais" / str(KEY)
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o700
    room.remove()
    assert not room.path.exists()
    assert not room.busy()


def test_one_works_at_a_time(room: Room) -> None:
    assert not room.busy()
    with room.held() as first, room.held() as second:
        assert first is not None
        assert second is None
        assert room.busy()
    assert not room.busy()


def test_progress_is_noted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jalon.core.work.EVERY", -1)
    assert room.read_progress() == {}
    items = NotedProgress(room, {"etapes.csv": 200}).over(iter(range(3)), "etapes.csv")
    seen = [room.read_progress() for _ in items]
    assert seen == [{"label": "etapes.csv", "done": done, "total": 200} for done in (1, 2, 3)]
    room.progress.write_text("{cut")
    assert room.read_progress() == {}


def test_it_stops_between_two_items(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jalon.core.work.EVERY", -1)
    done = []
    with pytest.raises(Stopped):
        for item in NotedProgress(room).over(["a", "b", "c"], "lettres"):
            done.append(item)
            if item == "b":
                room.ask_to_stop()
    assert done == ["a", "b"]


def test_a_wish_without_a_folder_is_nothing(room: Room) -> None:
    room.remove()
    room.ask_to_stop()
    assert not room.must_stop()


def test_the_process_holds_the_lock_until_it_ends(room: Room, settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "manage.py").write_text(WORKER)
    room.ask_to_stop()

    assert launch(room, "travailler")

    assert room.busy()
    assert not room.must_stop()
    assert not launch(room, "travailler")
    (tmp_path / "over").touch()
    deadline = time.monotonic() + 30
    while room.busy():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert json.loads((tmp_path / "said.json").read_text()) == ["travailler", str(KEY)]
