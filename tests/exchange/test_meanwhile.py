"""Someone writes in the base while an import is checking."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from jalon.audit import actions
from jalon.core.work import Progress
from jalon.exchange.imports.folder import BaseKeepsChanging, import_folder
from jalon.people.models import Participant
from tests.exchange.example import write

pytestmark = pytest.mark.django_db
T = TypeVar("T")


class Busy(Progress):
    """While the participants are read, something happens, so many times."""

    def __init__(self, act: Callable[[int], object], times: int) -> None:
        self.act, self.times, self.done = act, times, 0

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        if label == "participants.csv" and self.done < self.times:
            self.done += 1
            self.act(self.done)
        yield from items


def someone_arrives(number: int) -> None:
    actions.save(Participant(code=f"X{number}", last_name="Rouge-gorge"), by=None, file=f"X{number}")


def test_the_checks_are_made_again(tmp_path: Path) -> None:
    busy = Busy(someone_arrives, times=1)

    assert import_folder(write(tmp_path / "folder"), by=None, progress=busy).accepted
    assert Participant.objects.count() == 4


def test_what_was_added_meanwhile_is_seen_by_the_second_check(tmp_path: Path) -> None:
    """P1 arrives with other values: the import corrects it instead of adding it twice."""
    busy = Busy(lambda number: actions.save(Participant(code="P1", last_name="Autre"), by=None, file="P1"), times=1)

    outcome = import_folder(write(tmp_path / "folder"), by=None, progress=busy)

    assert outcome.counts["participants.csv corrigés"] == 1
    assert Participant.objects.get(code="P1").last_name == "Mésange"


def test_a_base_that_keeps_changing_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(BaseKeepsChanging):
        import_folder(write(tmp_path / "folder"), by=None, progress=Busy(someone_arrives, times=3))
    assert sorted(Participant.objects.values_list("code", flat=True)) == ["X1", "X2", "X3"]
