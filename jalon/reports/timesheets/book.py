"""The time sheet of a month as a spreadsheet: hours that calculations can use, totals as formulas."""

import datetime as dt
from io import BytesIO
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from jalon.core import french
from jalon.core.french import NO_BREAK
from jalon.reports.spreadsheet import OPTIONS
from jalon.reports.spreadsheet.book import FONT, Book, Page
from jalon.reports.spreadsheet.formulas import at
from jalon.worktime.content import Content, employer_words, operation_words, totals
from jalon.worktime.models import TimeSheet

A_DAY = 24 * 60
"""A spreadsheet counts hours in days."""
DURATION, SHARE, DATE = {"num_format": "[h]:mm"}, {"num_format": "0.0 %"}, {"num_format": "dd/mm/yyyy", "align": "left"}


def xlsx(sheet: TimeSheet) -> bytes:
    """The same sheet gives the same bytes."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties(_properties(sheet))
        _Writer(Book(workbook), sheet).write()
    return file.getvalue()


def _properties(sheet: TimeSheet) -> dict[str, Any]:
    said = sheet.content
    made = timezone.localtime(sheet.made_at).replace(tzinfo=None)
    title = f"Fiche de temps, {said['name']}, {french.month(sheet.month)}, version {sheet.version}"
    return {"title": title, "comments": said["mention"], "created": made}


class _Writer:
    """One page: who, the days, the totals, the signatures."""

    def __init__(self, book: Book, sheet: TimeSheet) -> None:
        self.sheet, self.said = sheet, sheet.content
        self.page: Page = book.add("Fiche de temps")
        self.codes = [each["code"] for each in self.said["operations"]]
        self.total = 1 + len(self.codes)
        """The column of totals; that of absences follows."""
        self.duration, self.strong, self.share, self.date = (
            book.workbook.add_format(FONT | each)
            for each in (DURATION, DURATION | {"bold": True, "top": 1}, SHARE, DATE)
        )

    def write(self) -> None:
        """From the head to the mention."""
        self._head()
        self._days()
        self._foot()

    def _head(self) -> None:
        page = self.page
        page.sheet.set_column(0, 0, 14)
        page.sheet.set_column(1, self.total, 18)
        page.sheet.set_column(self.total + 1, self.total + 1, 34)
        page.text(0, f"Fiche de temps, {french.month(self.sheet.month)}", "title")
        page.next()
        told = [
            f"Salarié{NO_BREAK}: {self.said['name']}",
            *(f"Employeur{NO_BREAK}: {employer_words(each)}" for each in self.said["employers"]),
            *(f"Opération{NO_BREAK}: {operation_words(each)}" for each in self.said["operations"] if each["code"]),
            f"Version {self.sheet.version}"
            + (f", corrigée parce que{NO_BREAK}: {self.sheet.why}" if self.sheet.why else ""),
        ]
        for words in told:
            page.text(0, words)
            page.next()
        page.next()

    def _days(self) -> None:
        page = self.page
        names = [each["name"] for each in self.said["operations"]]
        for column, words in enumerate(("Jour", *names, "Total", "Férié, absence")):
            page.text(column, words, "head right" if 0 < column <= self.total else "head")
        page.next()
        first = page.row
        for day in self.said["days"]:
            self._day(day)
        self._totals(first, page.row - 1)

    def _day(self, day: Content) -> None:
        page, minutes = self.page, day["minutes"]
        page.sheet.write_datetime(page.row, 0, dt.datetime.fromisoformat(day["date"]), self.date)
        for column, code in enumerate(self.codes, start=1):
            if minutes.get(code):
                page.sheet.write_number(page.row, column, minutes[code] / A_DAY, self.duration)
        cells = f"{at(page.row, 1)}:{at(page.row, self.total - 1)}"
        if minutes:
            page.sheet.write_formula(
                page.row, self.total, f"=SUM({cells})", self.duration, sum(minutes.values()) / A_DAY
            )
        page.text(self.total + 1, day["off"])
        page.next()

    def _totals(self, first: int, last: int) -> None:
        page, found = self.page, totals(self.said)
        whole = sum(found.values())
        values = [*(found[code] for code in self.codes), whole]
        page.text(0, "Total", "strong")
        for column, minutes in enumerate(values, start=1):
            formula = f"=SUM({at(first, column)}:{at(last, column)})"
            page.sheet.write_formula(page.row, column, formula, self.strong, minutes / A_DAY)
        page.next()
        page.text(0, "Part du total")
        for column, minutes in enumerate(values[:-1], start=1):
            if whole:
                formula = f"={at(page.row - 1, column)}/{at(page.row - 1, self.total)}"
                page.sheet.write_formula(page.row, column, formula, self.share, minutes / whole)
        page.next(2)

    def _foot(self) -> None:
        page = self.page
        reason = [f"Raison{NO_BREAK}: {self.said['reason']}"] if self.said["reason"] else []
        for words in (*self.said["doubts"], *reason):
            page.text(0, words)
            page.next()
        for who, signature in (
            ("Le salarié", self.sheet.employee_signature),
            ("Son supérieur", self.sheet.superior_signature),
        ):
            when = signature and timezone.localtime(signature.signed_at)
            told = (
                f"{signature.signer}, le {french.long_day(when.date())}" if signature and when else "pas encore signée"
            )
            page.text(0, f"{who}{NO_BREAK}: {told}")
            page.next()
        page.text(0, f"Empreinte de ce qui est signé{NO_BREAK}: {self.sheet.sha256}", "soft")
        page.next()
        page.text(0, self.said["mention"])
