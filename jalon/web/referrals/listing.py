"""The list of referrals as its address asks for it and as its reader may see it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability
from jalon.core import clock, french
from jalon.organisations.models import Organisation
from jalon.pathways.permissions import openable_among
from jalon.referrals.models import Referral
from jalon.web.figures.columns import Column
from jalon.web.figures.lists import Page, Sort, page_of
from jalon.web.referrals.forms import FilterForm
from jalon.web.referrals.lines import Line, columns_of, sort_of
from jalon.web.referrals.senders import Senders
from jalon.web.referrals.states import State
from jalon.web.referrals.summary import Summary, summary

STATE, SORT, AFTER, BEFORE = "etat", "tri", "apres", "avant"
RELATED = ("participant", "referrer__parent__parent", "reason")
KEY_LENGTH = 300
BATCH = 500
"""Lines read together for a spreadsheet."""


class Listing:
    """What the page prints; whoever may not open every file reads neither who sent nor why."""

    def __init__(self, said: QueryDict, user: Visitor) -> None:
        self.said, self.user = said, user
        self.referrers = may(user, Capability.OPEN_ANY_FILE)
        reasons = may(user, Capability.SEE_REASONS)
        asked = said.get(STATE, "")
        self.state = State(asked) if asked in State.values else State.PENDING
        self.senders = Senders.read()
        self.form = FilterForm(said, self.state, self.senders, referrers=self.referrers, reasons=reasons)
        self.filters = self.form.chosen
        self.columns = columns_of(self.state, referrers=self.referrers, reasons=reasons)
        self.sort: Sort = sort_of(said.get(SORT, ""), self.state, self.columns)

    # What is listed

    @cached_property
    def found(self) -> QuerySet[Referral]:
        """The referrals that the filters keep, whatever became of them, in no order."""
        rows = Referral.objects.order_by()
        if period := self.filters.get("periode"):
            rows = rows.written_during(period)
        if sender := self.filters.get("prescripteur"):
            rows = rows.sent_by(self.senders.under(int(sender)))
        if category := self.filters.get("categorie"):
            categories = Organisation.objects.categories()
            rows = rows.sent_by([key for key in self.senders.by_key if categories.get(key) == category])
        return rows

    @property
    def rows(self) -> QuerySet[Referral]:
        """Those of the list."""
        rows = self.found.filter(self.state.condition)
        return rows.filter(reason=self.filters["motif"]) if "motif" in self.filters else rows

    @cached_property
    def summary(self) -> Summary:
        """Counts by referrer and agency, of all that the filters keep."""
        return summary(self.found, self.senders)

    @cached_property
    def total(self) -> int:
        """How long the list is."""
        return self.rows.count() if "motif" in self.filters else self.summary.total.of(self.state)

    @cached_property
    def page(self) -> Page:
        """The 25 referrals of the page."""
        return page_of(self.rows, self.sort, after=self.said.get(AFTER, ""), before=self.said.get(BEFORE, ""))

    @cached_property
    def lines(self) -> list[tuple[Line, bool, list[tuple[Column, Any]]]]:
        """Each referral of the page, whether the file may be opened, and what its columns say (the person aside)."""
        lines = self._read(self.page.rows)
        openable = openable_among(self.user, [line.person.pk for line in lines])
        return [
            (line, line.person.pk in openable, [(column, column.say(line)) for column in self.columns[1:]])
            for line in lines
        ]

    def every_line(self) -> Iterator[Line]:
        """All of them, in the order of the list."""
        keys = list(self.sort.ordered(self.rows).values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            yield from self._read(keys[start : start + BATCH])

    def _read(self, keys: Sequence[int]) -> list[Line]:
        found = Referral.objects.select_related(*RELATED).in_bulk(keys)
        return [Line(found[key], clock.today()) for key in keys if key in found]

    # Where it leads

    def address(self, **changes: str) -> str:
        """This page with other filters, its first lines again; what is empty is left out."""
        kept = {name: self.said.get(name, "").strip() for name in (*self.form.fields, SORT)}
        said = {name: value for name, value in {STATE: self.state.value, **kept, **changes}.items() if value}
        return f"{reverse('referrals:index')}?{urlencode(said)}"

    @property
    def query(self) -> str:
        """The part of the address that a spreadsheet and the journal need."""
        return self.address().partition("?")[2]

    @property
    def journal_key(self) -> str:
        """What was read, for the journal."""
        return self.query[:KEY_LENGTH]

    @property
    def states(self) -> list[tuple[str, int, str, bool]]:
        """Each list: its name, its length, its address, whether it is this one."""
        return [
            (state.label, self.summary.total.of(state), self.address(etat=state, tri="", motif=""), state == self.state)
            for state in State
        ]

    @property
    def headings(self) -> list[tuple[Column, str, str]]:
        """Each column, the page sorted by it ("" when it does not sort), and how it sorts this page."""
        return [(column, self._sorted_by(column), self._direction(column)) for column in self.columns]

    def _sorted_by(self, column: Column) -> str:
        if not column.keys:
            return ""
        opposite = "-" if column.code == self.sort.code and not self.sort.descending else ""
        return self.address(tri=f"{opposite}{column.code}")

    def _direction(self, column: Column) -> str:
        if column.code != self.sort.code:
            return ""
        return "descending" if self.sort.descending else "ascending"

    @property
    def next_url(self) -> str:
        """The page after; "" on the last one."""
        return self.address(**{AFTER: str(self.page.after)}) if self.page.after else ""

    @property
    def previous_url(self) -> str:
        """The page before; "" on the first one."""
        return self.address(**{BEFORE: str(self.page.before)}) if self.page.before else ""

    @property
    def clear_url(self) -> str:
        """The same list without filters; "" when there is none."""
        return f"{reverse('referrals:index')}?{urlencode({STATE: self.state.value})}" if self.filters else ""

    @property
    def length(self) -> str:
        """How long the list is: `1 256 lignes`."""
        return f"{french.number(self.total)} ligne{'s' if self.total > 1 else ''}"

    @property
    def pager_text(self) -> str:
        """What part of the whole is on the page."""
        shown = len(self.page.rows)
        return f"{shown} sur {self.length}" if shown < self.total else self.length
