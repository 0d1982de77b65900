"""The list taken away: what is shown, nothing a spreadsheet would run, and a line in the journal."""

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import pytest

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.people.models import Participant
from jalon.roster.actions import refresh_all
from jalon.web.roster import exports, views
from jalon.web.roster.lines import COLUMNS
from tests.web.conftest import ClientOf
from tests.web.roster.people import grives

CSV, XLSX = "/participants.csv", "/participants.xlsx"


def whole(answer: Any) -> bytes:
    """All that is sent."""
    return b"".join(answer.streaming_content)


def rows(answer: Any) -> list[dict[str, str]]:
    text = whole(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_csv_is_the_list_in_its_order(client_of: ClientOf) -> None:
    grives(30)
    client = client_of("claire")
    answer = client.get(CSV, {"referent": "", "q": "grive", "tri": "-nom"})
    assert answer["Content-Disposition"] == 'attachment; filename="participants-2017-12-31.csv"'
    found = rows(answer)
    assert [row["Dossier"] for row in found] == [f"G-{number:03}" for number in range(29, -1, -1)]
    awa = rows(client.get(CSV, {"q": "mésange"}))[0]
    assert list(awa) == [heading for heading, _ in COLUMNS]
    assert awa["Sexe, âge"] == "F, 34\u00a0ans"
    assert (awa["Statut"], awa["Entrée"], awa["Mois"]) == ("En parcours", "2016-11-21", "14")
    assert (awa["Étape en cours"], awa["Dernier contact"]) == ("Contrat long", "2017-11-28")


def test_a_caseworker_takes_away_the_files_that_open(client_of: ClientOf) -> None:
    assert [row["Personne"] for row in rows(client_of("nadia").get(CSV))] == ["Awa Mésange"]
    assert rows(client_of("denis").get(CSV)) == []


def test_nothing_runs_in_a_spreadsheet(client_of: ClientOf) -> None:
    Participant.objects.create(code="=1+1", last_name="@cmd", first_name="+2")
    refresh_all()
    row = next(row for row in rows(client_of("claire").get(CSV)) if "1+1" in row["Dossier"])
    assert (row["Dossier"], row["Personne"]) == ("'=1+1", "'+2 @cmd")
    book = zipfile.ZipFile(io.BytesIO(whole(client_of("claire").get(XLSX))))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "'=1+1" in sheet
    assert "<f>" not in sheet


def test_the_workbook_has_dates_and_numbers(client_of: ClientOf) -> None:
    answer = client_of("claire").get(XLSX, {"q": "mésange"})
    assert answer["Content-Disposition"] == 'attachment; filename="participants-2017-12-31.xlsx"'
    book = zipfile.ZipFile(io.BytesIO(whole(answer)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    entry = (dt.date(2016, 11, 21) - dt.date(1899, 12, 30)).days
    assert f"<v>{entry}</v>" in sheet
    assert "<v>14</v>" in sheet
    assert "Awa Mésange" in sheet


def test_a_list_too_long_for_a_workbook_is_led_to_the_other_format(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "XLSX_LIMIT", 1)
    assert exports.XLSX_LIMIT > 50_000
    answer = client_of("claire").get(XLSX, {"statut": "active"}, follow=True)
    assert answer.redirect_chain == [("/participants/?statut=active", 302)]
    assert "Prenez-la en CSV" in answer.text


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_the_journal_knows_without_names(client_of: ClientOf, address: str) -> None:
    whole(client_of("nadia").get(address, {"q": "mésange", "rsa": "non"}))
    event = Event.objects.get(verb=Verb.EXPORTED)
    assert event.after == {"forme": address.rpartition(".")[2], "filtres": "rsa=non", "recherche": True}


def test_queries_do_not_grow_with_the_lines(client_of: ClientOf, django_assert_num_queries: Any) -> None:
    client = client_of("claire")
    for count in (2, 40):
        grives(count)
        with django_assert_num_queries(11):
            assert len(rows(client.get(CSV, {"q": "grive"}))) == count
