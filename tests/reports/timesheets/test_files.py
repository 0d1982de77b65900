"""The sheet of a month on paper and as a spreadsheet: what a European audit asks for is there, and adds up."""

import datetime as dt
import io
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.agenda.models import TimeEntry
from jalon.organisations.models import Organisation
from jalon.programme.models import Operation, OperationShare
from jalon.reports.timesheets import book, document
from jalon.worktime.actions import draw_up
from jalon.worktime.models import TimeSheet
from tests.web.examples import caseworker

NOVEMBER = dt.date(2017, 11, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> TimeSheet:
    """November of a référent whose name begins as a formula, on two operations, with a day that lacks time."""
    nadia: Caseworker = caseworker("Nadia", "Cormier")
    Caseworker.objects.filter(pk=nadia.pk).update(first_name="=1+1")
    nadia.refresh_from_db()
    host = Organisation.objects.create(code="porteur", name="@Régie des Tilleuls")
    FtePeriod.objects.create(caseworker=nadia, host=host, fte="0.8", start=NOVEMBER)
    codes = {"ACC": "0.8", "FORM": "0.2"}
    for code, share in codes.items():
        operation = Operation.objects.create(code=code, name=f"Opération {code}", start=NOVEMBER)
        OperationShare.objects.create(operation=operation, caseworker=nadia, share=share, start=NOVEMBER)
    days = [NOVEMBER + dt.timedelta(n) for n in range(1, 30)]
    TimeEntry.objects.bulk_create(
        TimeEntry(
            caseworker=nadia,
            date=day,
            minutes=300 if day.day == 6 else 336,
            kind="equipe",
            recorded_on=day,
            operation=operation if day.day == 7 else None,
        )
        for day in days
        if day.weekday() < 5
    )
    return draw_up(by=nadia.memberships.get().user, caseworker=nadia, month=NOVEMBER, reason="grève des trains")


def test_the_paper_says_who_what_when_and_bears_the_mention(sheet: TimeSheet) -> None:
    content = document.pdf(sheet)
    assert content == document.pdf(sheet)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split()).replace("\xa0", " ")
    for told in (
        "Fiche de temps novembre 2017",
        "=1+1 Cormier",
        "@Régie des Tilleuls, 0,8 ETP",
        "Opération ACC (ACC), temps noté, part prévue",
        "Toussaint, jour férié",
        "grève des trains",
        "Son supérieur hiérarchique",
        "117 h",
    ):
        assert told in words, told
    assert sheet.content["mention"][:20] in words
    assert "malad" not in words


def test_the_spreadsheet_adds_up_by_formulas_and_runs_no_name(sheet: TimeSheet) -> None:
    content = book.xlsx(sheet)
    assert content == book.xlsx(sheet)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert any("=1+1 Cormier" in str(row[0]) for row in rows)
    total = next(row for row in rows if row[0] == "Total")
    hours = [_minutes(cell) for cell in total[1:4]]
    assert hours == [20 * 336 - 36, 336, 21 * 336 - 36]
    inside = ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1" not in inside
    assert inside.count("<f>SUM(") == 21 + 3


def _minutes(cell: Any) -> int:
    """A cell of hours, as the reader gives it."""
    return round(cell.total_seconds() / 60 if isinstance(cell, dt.timedelta) else cell * 1440)
