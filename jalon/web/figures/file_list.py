"""The files behind a figure, as this reader may see them: 25 by 25, or all of them for a spreadsheet."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability
from jalon.core import french
from jalon.indicators import dimensions as by
from jalon.indicators.engine import files
from jalon.indicators.kinds import Count
from jalon.pathways.permissions import openable_among
from jalon.web.figures import spreadsheet
from jalon.web.figures.columns import Column, columns_of, sort_of
from jalon.web.figures.lines import Line, lines_of
from jalon.web.figures.lists import Page, Sort, page_of
from jalon.web.figures.question import AFTER, BEFORE, BY, SORT, Question

OF_THE_WORK = {by.CASEWORKER, by.HOST, by.MONTH}
"""Filters that say nothing of the person: names stay readable by those who may not open every file."""
NO_NAMES = "Votre rôle ouvre les chiffres, pas la liste des personnes."
NO_NAMES_HERE = (
    "La liste des personnes ne s’affiche pas sous ce filtre\u00a0: elle dirait d’elles plus que leur nom, leur "
    "référent et leur statut. Retirez-le pour la lire."
)
Told = tuple[Line, bool, list[tuple[Column, Any]]]
"""A line, whether its file may be opened, and what its columns say (the person aside)."""


class FileList:
    """The list of the records that a question counts."""

    def __init__(self, question: Question, measure: Count, user: Visitor, said: QueryDict) -> None:
        self.question, self.measure, self.user, self.said = question, measure, user, said
        self.whole = may(user, Capability.OPEN_ANY_FILE)
        self.columns = columns_of(question, measure.subject, whole=self.whole)
        self.sort: Sort = sort_of(said.get(SORT, ""), question, self.columns)

    @property
    def rows(self) -> QuerySet[Any]:
        """The records, in no order."""
        return files(self.measure, self.question.window, list(self.question.filters.items()))

    @cached_property
    def total(self) -> int:
        """How many they are."""
        return self.rows.count()

    @property
    def length(self) -> str:
        """How long the list is: `1 256 lignes`."""
        return f"{french.number(self.total)} ligne{'s' if self.total > 1 else ''}"

    @cached_property
    def refusal(self) -> str:
        """Why this reader is not shown the names; "" when they are."""
        if not may(self.user, Capability.SEE_NAMES):
            return NO_NAMES
        return "" if self.whole or set(self.question.filters) <= OF_THE_WORK else NO_NAMES_HERE

    @property
    def names_people(self) -> bool:
        """Whether the page names people, which the journal must know."""
        return not self.refusal and bool(self.page.rows)

    # A page

    @cached_property
    def page(self) -> Page:
        """The 25 records of the page."""
        return page_of(self.rows, self.sort, after=self.said.get(AFTER, ""), before=self.said.get(BEFORE, ""))

    @cached_property
    def lines(self) -> list[Told]:
        """What is told of each."""
        lines = lines_of(self.question, self.measure, self.page.rows)
        openable = openable_among(self.user, [line.person.pk for line in lines])
        return [
            (line, line.person.pk in openable, [(column, column.say(line)) for column in self.columns[1:]])
            for line in lines
        ]

    @property
    def headings(self) -> list[tuple[Column, str, str]]:
        """Each column, the page sorted by it ("" when it does not sort), and how it sorts this page."""
        return [(column, self._sorted_by(column), self._direction(column)) for column in self.columns]

    def _sorted_by(self, column: Column) -> str:
        if not column.keys:
            return ""
        opposite = "-" if column.code == self.sort.code and not self.sort.descending else ""
        return self._address(**{SORT: f"{opposite}{column.code}"})

    def _direction(self, column: Column) -> str:
        if column.code != self.sort.code:
            return ""
        return "descending" if self.sort.descending else "ascending"

    def _address(self, **more: str) -> str:
        """This page again, at its list: the cut and the order are kept."""
        kept = {place: self.said.get(place, "") for place in (BY, SORT)}
        return self.question.address(**{**kept, **more}) + "#dossiers"

    @property
    def next_url(self) -> str:
        """The page after; "" on the last one."""
        return self._address(**{AFTER: str(self.page.after)}) if self.page.after else ""

    @property
    def previous_url(self) -> str:
        """The page before; "" on the first one."""
        return self._address(**{BEFORE: str(self.page.before)}) if self.page.before else ""

    @property
    def pager_text(self) -> str:
        """What part of the whole is on the page."""
        shown = len(self.page.rows)
        return f"{shown} sur {self.length}" if shown < self.total else self.length

    # A spreadsheet

    @property
    def may_export(self) -> bool:
        """Whether this reader may take the list away."""
        return not self.refusal and may(self.user, Capability.IMPORT_EXPORT)

    @property
    def export_query(self) -> str:
        """What the spreadsheet is asked: the same list in the same order."""
        return self.question.query(**{SORT: self.said.get(SORT, "")})

    def spreadsheet(self) -> Iterator[str]:
        """Every record, in the order of the list, piece by piece."""
        keys = list(self.sort.ordered(self.rows).values_list("pk", flat=True))
        yield spreadsheet.heading(self.columns)
        for start in range(0, len(keys), spreadsheet.BATCH):
            lines = lines_of(self.question, self.measure, keys[start : start + spreadsheet.BATCH])
            yield "".join(spreadsheet.row(self.columns, line) for line in lines)
