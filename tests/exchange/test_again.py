"""Importing again: nothing changes, corrections are logged, what the folder leaves out stays."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core.privacy import MASK
from jalon.exchange.imports.folder import Outcome, import_folder
from jalon.exchange.imports.writing import Writer
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment, Interview, Pathway, Step
from jalon.people.models import Participant
from tests.exchange.example import FILES, extended, replaced, write, write_only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_import(tmp_path: Path, db: None) -> None:
    assert import_folder(write(tmp_path / "first"), by=None).accepted


def again(tmp_path: Path, **spoiled: str) -> Outcome:
    return import_folder(write(tmp_path / "again", **spoiled), by=None)


def faults(outcome: Outcome) -> list[tuple[str, int | None, str | None]]:
    return [(fault.file, fault.line, fault.column) for fault in outcome.faults]


def events_since(number: int) -> list[Event]:
    return list(Event.objects.filter(pk__gt=number).order_by("pk"))


def last_event() -> int:
    return Event.objects.order_by("-pk")[0].pk


def test_the_same_folder_changes_nothing_and_says_so(tmp_path: Path) -> None:
    before = last_event()

    outcome = again(tmp_path)

    assert (outcome.accepted, sum(outcome.counts.values())) == (True, 0)
    assert Interview.objects.count() == 3
    assert [(event.verb, event.file) for event in events_since(before)] == [(Verb.IMPORTED, "")]


def test_one_event_per_file_touched_plus_one_for_the_import() -> None:
    files = sorted(Event.objects.exclude(file="").values_list("file", flat=True))
    assert files == ["P1", "P2", "P3"]
    own = Event.objects.get(verb=Verb.IMPORTED)
    assert own.after is not None
    assert own.after["parcours.csv ajoutés"] == 3
    assert set(Event.objects.values_list("batch", flat=True)) == {own.batch}
    touched = Event.objects.get(file="P1")
    assert touched.after == {
        "participants.csv": "+1", "situations.csv": "+2", "prescriptions.csv": "+1", "parcours.csv": "+2",
        "sorties.csv": "+1", "affectations.csv": "+1", "etapes.csv": "+1", "entretiens.csv": "+2",
    }  # fmt: skip


def test_equal_contacts_are_counted(tmp_path: Path) -> None:
    again(tmp_path, **extended("entretiens", "C1;R1;2017-02-03;entretien;45;oui;oui"))
    assert Interview.objects.filter(pathway__code="C1").count() == 3


def test_a_correction_is_written_and_told_with_sensitive_values_masked(tmp_path: Path) -> None:
    before = last_event()

    again(tmp_path, **replaced("situations", "P1;2017-01-01;1 allée des Pins;21000;21231;QN02103M;3;oui;oui;14;oui",
                               "P1;2017-01-01;2 allée des Pins;21000;21231;QN02103M;3;oui;oui;14;non"))  # fmt: skip

    event, own = events_since(before)
    assert (event.verb, event.file) == (Verb.CHANGED, "P1")
    assert event.before == {"situations.csv P1 2017-01-01": {"address": "1 allée des Pins", "disability": MASK}}
    assert event.after == {"situations.csv P1 2017-01-01": {"address": "2 allée des Pins", "disability": MASK}}
    assert own.after == {"situations.csv corrigés": 1}


def test_a_missing_row_deletes_nothing(tmp_path: Path) -> None:
    names = ("organismes.csv", "referents.csv")
    files = {name: FILES[name] for name in names} | {
        "participants.csv": FILES["participants.csv"].split("\n")[0] + "\n"
    }

    assert import_folder(write_only(tmp_path / "again", files), by=None).accepted
    assert (Participant.objects.count(), Step.objects.count()) == (3, 2)


def test_rows_may_rest_on_what_the_base_holds(tmp_path: Path) -> None:
    files = {name: text.split("\n")[0] + "\n" for name, text in FILES.items()}
    files["etapes.csv"] += "E9;C2;Permis B;mobilisation;2017-05-01;;FT;;;\n"

    assert import_folder(write_only(tmp_path / "again", files), by=None).accepted
    assert Step.objects.get(code="E9").pathway.code == "C2"


def test_an_exit_is_added_and_a_person_enters_again(tmp_path: Path) -> None:
    outcome = again(
        tmp_path,
        **extended("sorties", "C3;2017-11-30;sante;"),
        **extended("parcours", "C4;P1;;R2;2017-12-01;"),
    )

    assert outcome.accepted, faults(outcome)
    assert Pathway.objects.get(code="C3").exit_date == dt.date(2017, 11, 30)
    assert Pathway.objects.get(participant__code="P1", exit_date=None).code == "C4"


def test_two_pathways_may_exchange_their_days(tmp_path: Path) -> None:
    text = FILES["parcours.csv"].replace("C1;P1;O1;R1;2017-02-01", "C1;P1;O1;R1;2017-09-05")
    text = text.replace("C3;P1;;R1;2017-09-01", "C3;P1;;R1;2017-02-01")
    steps = FILES["etapes.csv"].replace("2017-02-10;2017-03-10", "2017-09-10;2017-10-10")

    outcome = again(
        tmp_path,
        parcours=text,
        etapes=steps,
        sorties="parcours;date;motif\nC1;2017-12-01;emploi\nC3;2017-09-04;sante\n",
    )

    assert outcome.accepted, [str(fault) for fault in outcome.faults]
    days = {p.code: (p.entry_date, p.exit_date) for p in Pathway.objects.filter(participant__code="P1")}
    assert days == {
        "C1": (dt.date(2017, 9, 5), dt.date(2017, 12, 1)),
        "C3": (dt.date(2017, 2, 1), dt.date(2017, 9, 4)),
    }


def test_the_first_referent_is_corrected_and_the_changes_stay(tmp_path: Path) -> None:
    again(tmp_path, **replaced("parcours", "C1;P1;O1;R1", "C1;P1;O1;R2"))

    held = Assignment.objects.filter(pathway__code="C1").values_list("caseworker__code", "start")
    assert list(held) == [("R2", None), ("R2", dt.date(2017, 4, 1))]


def test_a_moved_entry_may_not_strand_a_step_of_the_base(tmp_path: Path) -> None:
    header = FILES["etapes.csv"].split("\n")[0] + "\n"
    outcome = again(tmp_path, etapes=header, **replaced("parcours", "2017-02-01", "2017-02-15"))
    assert faults(outcome) == [("parcours.csv", 2, "entree")]


def test_an_overlap_with_a_pathway_of_the_base_is_refused(tmp_path: Path) -> None:
    files = {name: text.split("\n")[0] + "\n" for name, text in FILES.items()}
    files["parcours.csv"] += "C9;P1;;;2017-08-31;\n"

    outcome = import_folder(write_only(tmp_path / "again", files), by=None)

    assert faults(outcome) == [("parcours.csv", 2, "entree")] * 2  # it shares a day with C1, and all with C3


def test_a_referent_keeps_the_identity_of_the_latest_period(tmp_path: Path) -> None:
    files = {name: text.split("\n")[0] + "\n" for name, text in FILES.items()}
    files["referents.csv"] += "R1;Ancien;Nom;;POR;0.5;2015-01-01;2015-12-31\n"

    assert import_folder(write_only(tmp_path / "again", files), by=None).accepted
    assert Pathway.objects.get(code="C3").assignments.get().caseworker.last_name == "Charme"


def test_a_role_that_had_ended_begins_again(tmp_path: Path) -> None:
    host = Organisation.objects.get(code="POR")
    host.roles.update(end=dt.date(2017, 1, 1))

    assert again(tmp_path).accepted

    assert list(host.roles.values_list("kind", "start", "end")) == [("porteur", None, None)]


def test_a_fault_of_the_writing_itself_is_not_called_a_changed_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Writer, "write", lambda self: Participant.objects.create(code="P1"))
    with pytest.raises(IntegrityError):
        again(tmp_path, **replaced("participants", "Awa", "Ava"))
