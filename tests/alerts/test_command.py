"""`manage alerts` against an independent computation, written from the contract and sharing no code with it."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings

from jalon.accounts.models import Caseworker, User
from jalon.alerts import compose, reading
from jalon.alerts.compose import for_tools, standing
from jalon.alerts.models import PutOff
from jalon.pathways.models import Pathway
from tests.independent.alerts import CONTRACT, Alert, alerts
from tests.independent.folder import Folder
from tests.independent.folders import random_folder
from tests.independent.strategies import folders
from tests.indicators.test_against_independent import in_base
from tests.web.examples import awa

pytestmark = pytest.mark.django_db


def told(path: Path, *arguments: str) -> list[dict[str, str]]:
    call_command("alerts", "--format", "json", "-o", path, *arguments)
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def of_contract(rows: list[dict[str, str]]) -> set[Alert]:
    return {tuple(row.values()) for row in rows if row["kind"] in CONTRACT}  # type: ignore[misc]


def composed(day: dt.date) -> set[Alert]:
    """As the command, without its file."""
    codes = {None: None} | dict(Caseworker.objects.values_list("pk", "code"))
    return {
        (each.pathway, codes[each.caseworker], each.kind.value, each.due.since.isoformat())
        for each in for_tools(standing(day))
        if each.kind in CONTRACT
    }


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(folder=folders(window=(dt.date(2016, 11, 1), dt.date(2018, 2, 28))))
def test_drawn_folders(folder: Folder, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2021, 6, 30))
    with in_base(folder):
        for day in (dt.date(2017, 1, 31), dt.date(2017, 12, 31), dt.date(2018, 2, 28), dt.date(2019, 5, 2)):
            assert composed(day) == alerts(folder, day), day


def test_a_larger_folder_day_after_day(today: Callable[[dt.date], dt.date], tmp_path: Path) -> None:
    end = today(dt.date(2018, 2, 28))
    folder = random_folder(11, 120, dt.date(2015, 6, 1), end)
    raised: set[str] = set()
    with in_base(folder):
        for day in [end - dt.timedelta(days) for days in range(0, 200, 4)]:
            expected = alerts(folder, day)
            assert composed(day) == expected, day
            raised |= {kind for _, _, kind, _ in expected}
        rows = told(tmp_path / "alerts.json")
        assert of_contract(rows) == alerts(folder, end)
        assert all(list(row) == ["pathway", "referent", "kind", "since"] for row in rows)
        one = told(tmp_path / "one.json", "--referent", "R01")
        assert one == [row for row in rows if row["referent"] == "R01"] != []
    assert raised == set(CONTRACT)


def test_many_files_are_read_as_few_are(
    today: Callable[[dt.date], dt.date], monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    day = today(dt.date(2018, 2, 28))
    with in_base(random_folder(11, 60, dt.date(2016, 6, 1), day)):
        with django_assert_num_queries(23):
            few = standing(day)
        one = [few[0].person.pk]
        mine = [alert for alert in few if alert.person.pk in one]
        for module in (reading, compose):
            monkeypatch.setattr(module, "FEW", 0)
        with django_assert_num_queries(23):
            assert standing(day) == few
        assert standing(day, participants=one) == mine


def test_put_off_or_not_the_command_tells(tmp_path: Path) -> None:
    pathway = awa()
    before = told(tmp_path / "a.json")
    assert {"pathway": "P-0901", "referent": None, "kind": "no_contact", "since": "2016-11-21"} in before
    someone = User.objects.create_user("a@example.org", last_name="Aulne")
    for alert in standing(dt.date(2017, 12, 31)):
        PutOff.objects.create(
            participant=pathway.participant,
            kind=alert.kind,
            since=alert.due.since,
            until=dt.date(2018, 2, 1),
            put_off_on=dt.date(2017, 12, 31),
            reason="elle revient en février",
            by=someone,
        )
    assert told(tmp_path / "b.json") == before


def test_an_extension_silences_the_thirty_months(today: Callable[[dt.date], dt.date]) -> None:
    pathway = awa()
    day = today(dt.date(2019, 4, 1))
    assert ("P-0901", None, "max_duration", "2019-05-21") in composed(day)
    pathway.extensions.create(decided_on=day, until=dt.date(2019, 12, 31), reason="formation en cours")
    assert "max_duration" not in {kind for _, _, kind, _ in composed(day)}


def test_bad_calls(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Aucun référent") as refused:
        told(tmp_path / "a.json", "--referent", "inconnu")
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="ne peut pas être écrit"):
        told(tmp_path / "absent" / "a.json")
    assert not Pathway.objects.exists()
    assert told(tmp_path / "a.json") == []
