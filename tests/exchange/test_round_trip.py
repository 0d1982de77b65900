"""Export gives the imported data back; a second round trip gives the same bytes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.exchange.exports.folder import NotOurs, export_folder
from jalon.exchange.imports.folder import import_folder
from jalon.people.models import Participant
from tests.exchange.example import write
from tests.independent.folder import COLUMNS, read_folder, write_folder
from tests.independent.folders import random_folder

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def imported_and_exported(source: Path, target: Path) -> dict[str, bytes]:
    """Import into an empty base, export, and leave the base empty again."""
    with transaction.atomic():
        outcome = import_folder(source, by=None)
        assert outcome.accepted, [str(fault) for fault in outcome.faults[:5]]
        export_folder(target, by=None)
        transaction.set_rollback(True)
    return contents(target)


@pytest.mark.parametrize("seed", [11, 12])
def test_a_second_round_trip_is_equal_to_the_byte(
    tmp_path: Path, seed: int, today: Callable[[dt.date], dt.date]
) -> None:
    day = today(dt.date(2018, 2, 28))
    folder = random_folder(seed, 60, dt.date(2016, 6, 1), day)
    (tmp_path / "source").mkdir()
    source = write_folder(folder, tmp_path / "source")

    first = imported_and_exported(source, tmp_path / "first")
    second = imported_and_exported(tmp_path / "first", tmp_path / "second")

    assert first == second
    given, back = read_folder(source), read_folder(tmp_path / "first")
    for name in set(COLUMNS) - {"referents"}:  # whose numbers lose their idle zeros
        assert sorted(map(repr, given[name])) == sorted(map(repr, back[name])), name
    assert len(given["referents"]) == len(back["referents"])


def test_formula_like_texts_typed_in_the_base_are_escaped(tmp_path: Path) -> None:
    Participant.objects.create(code="P1", last_name="=1+1", phone="+33600000001")

    export_folder(tmp_path / "out", by=None)

    line = (tmp_path / "out" / "participants.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line == "P1;;'=1+1;;;+33600000001;;"


def test_an_export_is_told_to_the_journal(tmp_path: Path) -> None:
    export_folder(tmp_path / "out", by=None)
    assert Event.objects.filter(verb=Verb.EXPORTED).count() == 1


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "memoire.txt").write_text("important")
    with pytest.raises(NotOurs, match=r"memoire\.txt"):
        export_folder(tmp_path, by=None)
    assert contents(tmp_path) == {"memoire.txt": b"important"}


def test_an_export_replaces_an_earlier_one(tmp_path: Path) -> None:
    import_folder(write(tmp_path / "source"), by=None)
    export_folder(tmp_path / "out", by=None)
    Participant.objects.filter(code="P3").update(last_name="Rouge-gorge")

    export_folder(tmp_path / "out", by=None)

    assert "P3;;Rouge-gorge" in (tmp_path / "out" / "participants.csv").read_text(encoding="utf-8")
    assert connection.in_atomic_block  # the test's own, left as it was
