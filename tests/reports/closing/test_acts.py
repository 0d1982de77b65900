"""The act of closing: refused, stopped, interrupted, done once; and kept for good by the database itself."""

import datetime as dt
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TypeVar

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from pytest_django import Settings

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock, work
from jalon.core.work import Progress
from jalon.reports.closing import actions, queries
from jalon.reports.closing.actions import UnderWay, ask, close, room_of, stop
from jalon.reports.closing.hindrances import HeldUp
from jalon.reports.models import ClosedLetter, ClosedList, Closing, Edition, Story
from tests.reports.closing.closed import BEFORE, END, MARCH, Today, brought, claire, closed

pytestmark = pytest.mark.django_db
T = TypeVar("T")


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path, today: Today) -> None:
    settings.FILES_DIR = tmp_path / "files"
    today(dt.date(2017, 4, 3))


@pytest.fixture
def by() -> User:
    return claire()


class StopAt(Progress):
    """Somebody asks to stop while the versions are computed."""

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        if label == "écriture":
            raise work.Stopped
        yield from items


def test_it_is_told_to_the_journal_with_the_prints_of_its_documents(by: User) -> None:
    closing = closed(by)
    event = Event.objects.get(target="reports.closing")
    letter = closing.letters.get()
    assert (event.actor_id, event.target_key) == (by.pk, str(closing.key))
    assert event.after["versions"] == {"Tout le PLIE": letter.sha256}  # type: ignore[index]
    assert bytes(letter.pdf).startswith(b"%PDF-")
    assert letter.data["as_of"] == "2017-03-31"
    assert letter.definitions["indicators"]["entries_cumulative"]["formula"]
    assert not room_of(closing).path.exists()


def test_every_version_in_use_is_closed_the_whole_first(by: User) -> None:
    Edition.objects.create(name="Avant tout", audience="commune", commune_id="21231")
    Edition.objects.create(name="Ancienne", audience="commune", commune_id="21515", retired_on=END)
    assert [letter.name for letter in queries.letters(closed(by))] == ["Tout le PLIE", "Avant tout"]


def test_a_refusal_says_why_and_writes_nothing(by: User) -> None:
    with pytest.raises(ValidationError) as refused:
        close(by=by, period=MARCH, as_of=dt.date(2017, 3, 30))
    assert set(refused.value.message_dict) == {"as_of"}
    closed(by)
    with pytest.raises(ValidationError) as refused:
        close(by=by, period=MARCH, as_of=END)
    assert set(refused.value.message_dict) == {"why"}
    assert Closing.objects.count() == 1


def test_a_name_in_a_text_holds_the_closing_up(by: User, tmp_path: Path) -> None:
    brought(tmp_path / "base", BEFORE)
    story = {"title": "Un atelier", "text": "Merci à Awa Mésange.", "nobody": True}
    Story.objects.create(period="2017-03", written_at=clock.now(), **story)
    with pytest.raises(HeldUp, match="Un nom de participant"):
        ask(by=by, period=MARCH, as_of=END)
    said = StringIO()
    with pytest.raises(CommandError, match="Un nom de participant"):
        call_command("close", "2017-03", stdout=said)
    Story.objects.update(text="Merci à tous.")
    assert closed(by).letters.get().sheet["blocks"]


def test_what_is_written_meanwhile_holds_it_up_too(by: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "start", lambda room, command, lock: None)
    closing = ask(by=by, period=MARCH, as_of=END)
    Story.objects.create(period="2017-03", title="Un atelier", text="Merci.", written_at=clock.now())
    actions.run(closing)
    assert (closing.closed_at, closing.trouble) == (None, "Le retour sur une action attend un accord.")


def test_stopped_nothing_is_written(by: User) -> None:
    closing = close(by=by, period=MARCH, as_of=END, progress=StopAt())
    assert (closing.closed_at, bool(closing.stopped_at), closing.trouble) == (None, True, "")
    assert not ClosedLetter.objects.exists()
    assert closed(by).number == 1


def test_a_breakdown_is_said_and_nothing_is_written(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("jalon.reports.closing.freeze.pdf", None)
        closing = close(by=by, period=MARCH, as_of=END)
    assert (closing.closed_at, closing.trouble) == (None, actions.BREAKDOWN)
    assert not ClosedLetter.objects.exists()


def test_the_second_is_told_who_closes(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "start", lambda room, command, lock: None)
    first = ask(by=by, period=MARCH, as_of=END)
    with room_of(first).held():  # its process
        with pytest.raises(UnderWay, match="Claire Tilleul"):
            ask(by=None, period=MARCH, as_of=END)
        stop(first)
        assert room_of(first).must_stop()
        assert queries.under_way(first.period) == first
    second = ask(by=None, period=MARCH, as_of=END)
    first.refresh_from_db()
    assert first.trouble == actions.INTERRUPTED
    actions.run(first)
    actions.run(second)
    assert [letter.closing for letter in ClosedLetter.objects.all()] == [second]


def test_what_no_process_works_on_is_over_when_stopped(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "start", lambda room, command, lock: None)
    closing = ask(by=by, period=MARCH, as_of=END)
    stop(closing)
    assert queries.under_way(closing.period) is None


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="arrêtée"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_any_change(by: User, tmp_path: Path) -> None:
    brought(tmp_path / "base", BEFORE)
    closing = closed(by)
    for table in ("reports_closing", "reports_closedletter", "reports_closedlist"):
        refused(f"UPDATE {table} SET id = id")  # noqa: S608  (names of our own)
        refused(f"DELETE FROM {table}")  # noqa: S608
    letter = closing.letters.get()
    with pytest.raises(DatabaseError, match="arrêtée"), transaction.atomic():
        ClosedList.objects.create(letter=letter, code="ajout", records=[])
    with pytest.raises(DatabaseError, match="arrêtée"), transaction.atomic():
        letter.pk = None
        letter.edition = Edition.objects.create(name="Autre", audience="commune", commune_id="21231")
        letter.save(force_insert=True)
    with pytest.raises(ProtectedError):
        by.delete()


def test_the_command(by: User) -> None:
    said = StringIO()
    call_command("close", "2017-03", stdout=said)
    assert "2017-03 : arrêté n° 1, tel que connu le 31\u00a0mars\u00a02017, 1 version." in said.getvalue()
    for wrong in (["2017-03"], ["2017-13"], ["2017-04"], ["2017-03", "--as-of", "2017-04-04", "--why", "x"]):
        with pytest.raises(CommandError):
            call_command("close", *wrong, stdout=said)
    with pytest.raises(CommandError, match="« zz » n’est pas une date"):
        call_command("close", "2017-03", "--as-of", "zz", stdout=said)
    call_command("close", "2017-03", "--as-of", "2017-04-02", "--why", "une entrée tardive", stdout=said)
    assert [(each.number, each.by) for each in queries.done("2017-03")] == [(2, None), (1, None)]
