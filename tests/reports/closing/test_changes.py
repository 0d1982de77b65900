"""What has changed since a month was closed: late, corrected, erased; by whom; and what follows from it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from jalon.accounts.models import User
from jalon.indicators.registry import INDICATORS
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.reports.closing.differences import Nature
from jalon.reports.closing.facts import Kind
from jalon.reports.models import ClosedLetter, Closing
from tests.exchange.example import extended, replaced
from tests.reports.closing.closed import BEFORE, Today, brought, cells, changed, claire, closed, totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return claire()


@pytest.fixture
def march(by: User, today: Today, tmp_path: Path) -> Closing:
    """March, closed on 3 April; the tests go on on 20 April."""
    today(dt.date(2017, 3, 31))
    brought(tmp_path / "before", BEFORE)
    today(dt.date(2017, 4, 3))
    found = closed(by)
    today(dt.date(2017, 4, 20))
    return found


def after(name: str, *lines: str) -> dict[str, str]:
    return BEFORE | {name: BEFORE[name] + "".join(f"{line}\n" for line in lines)}


def test_nothing_changes_as_long_as_nothing_is_written(march: Closing) -> None:
    assert not changed(march)
    assert march.letters.get().lists.count() > 15


def test_what_is_recorded_later_is_late(march: Closing, by: User, tmp_path: Path) -> None:
    brought(tmp_path / "after", after("parcours", "C4;P3;;R1;2017-03-30;2017-04-12"), by)

    found = changed(march)

    (group,) = found.groups
    (told,) = group.told
    assert (group.nature, group.kind) == (Nature.LATE, Kind.ENTRY)
    assert (told.fact.file, told.fact.day, told.fact.recorded) == ("P3", dt.date(2017, 3, 30), dt.date(2017, 4, 12))
    assert told.by == str(by)
    assert totals(group) == {
        "entries_month": (0, 1, 1),
        "entries_cumulative": (2, 3, 1),
        "accompanied_to_date": (2, 3, 1),
        "active_file_real": (1, 2, 1),
    }
    assert cells(group) == {("entries_cumulative", "2017-03", 0, 1), ("entries_cumulative", "None", 0, 1)}
    assert ("active_file_pct", 1, 2) in [(each.code, each.frozen, each.now) for each in found.followers]


def test_an_exit_that_was_unknown_is_late_and_cuts_its_steps(march: Closing, tmp_path: Path) -> None:
    brought(tmp_path / "after", after("sorties", "C2;2017-03-31;sante;2017-04-15"))

    (group,) = changed(march).groups

    assert (group.nature, group.kind, group.told[0].fact.code) == (Nature.LATE, Kind.EXIT, "C2")
    assert totals(group)["active_file_real"] == (1, 0, -1)
    assert totals(group)["other_cumulative"] == (0, 1, 1)
    assert totals(group)["steps_open"] == (1, 0, -1)
    assert ("exits_cumulative", "sante", 0, 1) in cells(group)


def test_what_is_dated_after_the_month_explains_nothing(march: Closing, tmp_path: Path) -> None:
    brought(tmp_path / "after", after("sorties", "C2;2017-04-10;sante;2017-04-10"))
    assert not changed(march)


def test_a_corrected_reason_moves_from_a_cell_to_another(march: Closing, by: User, tmp_path: Path) -> None:
    corrected = BEFORE["sorties"].replace("emploi", "sante")
    brought(tmp_path / "after", BEFORE | {"sorties": corrected}, by)

    found = changed(march)

    (group,) = found.groups
    assert (group.nature, group.kind, group.told[0].by) == (Nature.CORRECTION, Kind.EXIT, str(by))
    assert group.moves == (("exit_reason", "emploi", "sante"),)
    assert totals(group) == {
        "positive_month": (1, 0, -1),
        "positive_cumulative": (1, 0, -1),
        "other_cumulative": (0, 1, 1),
    }
    assert {("exits_cumulative", "emploi", 1, 0), ("exits_cumulative", "sante", 0, 1)} <= cells(group)
    followers = {each.code: (each.frozen, each.now) for each in found.followers}
    assert followers["positive_pct"] == (100, 0)


def test_a_moved_date_changes_its_month_and_its_mean(march: Closing, tmp_path: Path) -> None:
    corrected = BEFORE["parcours"].replace("O1;R1;2017-02-01", "O1;R1;2017-01-31")
    entered = replaced("prescriptions", "entree;2017-02-01", "entree;2017-01-31")
    brought(tmp_path / "after", (BEFORE | {"parcours": corrected} | entered))

    found = changed(march)

    (group,) = found.groups
    assert (group.nature, group.kind) == (Nature.CORRECTION, Kind.ENTRY)
    assert ("month", "2017-02", "2017-01") in group.moves
    assert ("preaffectation_year_to_date", 33, 33) not in [(e.code, e.frozen, e.now) for e in found.followers]
    assert cells(group) == {("entries_cumulative", "2017-02", 2, 1), ("entries_cumulative", "2017-01", 0, 1)}


def test_what_is_gone_is_a_deletion(march: Closing) -> None:
    Pathway.objects.filter(participant__code="P2").delete()
    Participant.objects.filter(code="P2").delete()

    (group,) = changed(march).groups

    assert (group.nature, group.kind, [told.fact.file for told in group.told]) == (Nature.DELETION, None, ["P2"])
    assert totals(group)["referrals"] == (3, 2, -1)
    assert totals(group)["entries_cumulative"] == (2, 1, -1)


def test_facts_of_a_kind_are_one_group(march: Closing, tmp_path: Path) -> None:
    people = extended("participants", "P4;;;;;;;", "P5;;;;;;;")
    more = after("parcours", "C4;P4;;R1;2017-03-29;2017-04-06", "C5;P5;;R2;2017-03-30;2017-04-07")
    brought(tmp_path / "after", (more | people))

    (group,) = changed(march).groups

    assert [told.fact.file for told in group.told] == ["P4", "P5"]
    assert totals(group)["entries_month"] == (0, 2, 2)


def test_a_definition_and_a_protocol_that_changed_are_told(march: Closing, monkeypatch: pytest.MonkeyPatch) -> None:
    Protocol.objects.filter(code="2016-2020").update(entries_per_fte=60)
    monkeypatch.setitem(INDICATORS, "entries_cumulative", _redefined("entries_cumulative"))

    found = changed(march)

    assert found.redefined == ("Entrées depuis janvier",)
    assert found.parameters == {"entries_per_fte": (56, 60)}
    assert "target_entries_to_date" in {each.code for each in found.followers}
    assert found.groups == ()


def _redefined(code: str) -> object:
    return replace(INDICATORS[code], definition="Autre chose.")


def test_a_new_version_tells_of_now_and_the_first_stays(march: Closing, by: User, tmp_path: Path) -> None:
    kept = march.letters.values("sheet", "data", "sha256").get()
    brought(tmp_path / "after", after("parcours", "C4;P3;;R1;2017-03-30;2017-04-12"))

    second = closed(by, why="une entrée saisie en retard", as_of=dt.date(2017, 4, 20))

    assert (march.number, second.number) == (1, 2)
    assert not changed(second)
    assert changed(march).facts == 1
    assert march.letters.values("sheet", "data", "sha256").get() == kept
    assert ClosedLetter.objects.get(closing=second).data["headline"]["entries_month"] == 1


def test_queries_do_not_grow_with_the_facts(
    march: Closing, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(90):  # type: ignore[operator]
        changed(march)
