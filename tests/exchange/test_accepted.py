"""What an import must accept: odd, late, incomplete, but possible."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.exchange.imports.folder import import_folder
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment, Interview, Pathway, Step
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral
from tests.exchange.example import FILES, extended, replaced, write, write_only

pytestmark = pytest.mark.django_db

ACCEPTED: list[tuple[str, dict[str, str]]] = [
    ("a step that outlives its pathway", replaced("etapes", "2017-03-10", "2019-12-31")),
    ("a step that starts on the exit day", replaced("etapes", "2017-02-10;2017-03-10", "2017-08-31;")),
    ("a fact recorded before its pathway", replaced("etapes", "2017-02-21", "2017-02-20")),
    ("a re-entry the day after the exit", replaced("parcours", "C3;P1;;R1;2017-09-01", "C3;P1;;;2017-09-01")),
    (
        "a pathway of more than 30 months",
        replaced("parcours", "C2;P2;O2;R2;2017-02-10;2017-03-02", "C2;P2;O2;R2;2014-01-01;"),
    ),
    ("a suspension of a year", replaced("veilles", "2017-03-20", "2018-03-01")),
    ("overlapping suspensions", extended("veilles", "C2;2017-03-10;2017-04-10;")),
    ("a job without an employer", replaced("etapes", "POR;interim;35", ";;")),
    ("an operation in two groups", extended("etapes", "E3;C2;Permis B;formation_non_qualifiante;2017-03-01;;;;;")),
    ("a contact after the exit", extended("entretiens", "C1;R1;2017-12-01;courrier;5;non;non")),
    ("a change of référent on the entry day", extended("affectations", "C2;R1;2017-02-10")),
    ("an entry that precedes its referral", replaced("prescriptions", "O1;P1;FT;2017-01-02", "O1;P1;FT;2017-06-02")),
    ("columns in another order", {"sorties": "motif;date;parcours\nemploi;2017-08-31;C1\n"}),
    ("a negative number in a text", replaced("veilles", "garde d’enfant", "-12,5")),
    ("a local phone", replaced("participants", "+33 6 00 00 00 01", "+33(0)6-00.00.00/01")),
    ("a former commune", replaced("situations", "21231", "21213")),
    ("a child of twelve", replaced("participants", "1988-02-28", "2005-02-28")),
]


@pytest.mark.parametrize("spoiled", [case[1] for case in ACCEPTED], ids=[case[0] for case in ACCEPTED])
def test_accepted(tmp_path: Path, spoiled: dict[str, str]) -> None:
    outcome = import_folder(write(tmp_path / "folder", **spoiled), by=None)

    assert [str(fault) for fault in outcome.faults] == []
    assert Participant.objects.count() == 3


def test_only_three_files_are_compulsory(tmp_path: Path) -> None:
    names = ("organismes.csv", "referents.csv", "participants.csv")

    outcome = import_folder(write_only(tmp_path / "folder", {name: FILES[name] for name in names}), by=None)

    assert outcome.accepted
    assert (Participant.objects.count(), Pathway.objects.count()) == (3, 0)


def test_what_is_imported_is_what_was_written(tmp_path: Path) -> None:
    assert import_folder(write(tmp_path / "folder"), by=None).accepted

    awa = Participant.objects.get(code="P1")
    assert (awa.sex, awa.last_name, awa.birth_date) == ("F", "Mésange", dt.date(1988, 2, 28))
    first, second = Situation.objects.filter(participant=awa).order_by("date")
    assert (first.district_id, first.outside_districts, first.rsa, first.months_without_work) == (
        "QN02103M",
        False,
        True,
        14,
    )
    assert (second.district_id, second.outside_districts, second.rsa, second.outside_eu) == (None, True, False, None)
    assert Organisation.objects.get(code="CDN").parent == Organisation.objects.get(code="CD")
    assert set(Organisation.objects.get(code="CD").roles.values_list("kind", flat=True)) == {
        "prescripteur",
        "financeur",
    }
    assert Caseworker.objects.get(code="R1").email == "denis.charme@example.org"
    assert list(FtePeriod.objects.filter(caseworker__code="R1").values_list("fte", flat=True)) == [Decimal("0.8"), 1]
    pathway = Pathway.objects.get(code="C1")
    assert (pathway.exit_date, pathway.exit_reason_id, pathway.exit_recorded_on, pathway.exit_known_on) == (
        dt.date(2017, 8, 31), "emploi", dt.date(2017, 9, 4), dt.date(2017, 9, 4),
    )  # fmt: skip
    assert [(a.caseworker.code, a.start) for a in Assignment.objects.filter(pathway=pathway)] == [
        ("R1", None),
        ("R2", dt.date(2017, 4, 1)),
    ]
    declined = Referral.objects.get(code="O3")
    assert (declined.known_on, declined.declined_known_on) == (dt.date(2017, 1, 5), dt.date(2017, 3, 4))
    step = Step.objects.get(code="E2")
    assert (step.label.name, step.classification, step.weekly_hours) == ("Permis B", "mobilisation", Decimal("17.5"))
    assert Interview.objects.filter(pathway=pathway, minutes=45, signed=True).count() == 2


def test_today_bounds_the_recording_days(tmp_path: Path, today: Callable[[dt.date], dt.date]) -> None:
    folder = write(tmp_path / "folder")

    today(dt.date(2017, 9, 3))
    assert [fault.column for fault in import_folder(folder, by=None).faults] == ["saisie_le"]
    today(dt.date(2017, 9, 4))
    assert import_folder(folder, by=None).accepted
