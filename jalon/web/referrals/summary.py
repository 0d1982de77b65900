"""Referrals counted by who sent them: one grouped query; an agency stands under its organisation, which includes it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, QuerySet, Sum

from jalon.core.rounding import mean
from jalon.indicators.expressions import DaysBetween
from jalon.organisations.models import Organisation
from jalon.referrals.models import Referral
from jalon.referrals.queries import DECLINED, ENTERED, PENDING
from jalon.web.referrals.senders import Senders
from jalon.web.referrals.states import State


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were sent, and what became of them; `days` is the sum of the days to the entries."""

    sent: int = 0
    entered: int = 0
    declined: int = 0
    pending: int = 0
    days: int = 0

    @property
    def mean_days(self) -> int | None:
        """Whole days from the referral to the entry; None without an entry."""
        return mean(self.days, self.entered)

    def of(self, state: State) -> int:
        """The length of a list."""
        return {
            State.PENDING: self.pending,
            State.ENTERED: self.entered,
            State.DECLINED: self.declined,
            State.ALL: self.sent,
        }[state]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `organisation` None: it was not said who sent."""

    organisation: Organisation | None
    counts: Counts
    is_agency: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The table and its total."""

    rows: list[Row]
    total: Counts


def summary(referrals: QuerySet[Referral], senders: Senders) -> Summary:
    """The table of these referrals, organisations without any left out, whose referrer is unknown at the end."""
    found = _grouped(referrals)
    groups: list[list[Row]] = []
    for top, agencies in senders.with_agencies():
        parts = [Row(agency, found[agency.pk], is_agency=True) for agency in agencies if agency.pk in found]
        whole = _sum([found.get(top.pk, Counts()), *(part.counts for part in parts)])
        if whole.sent:
            groups.append([Row(top, whole), *sorted(parts, key=_size)])
    rows = [row for group in sorted(groups, key=lambda group: _size(group[0])) for row in group]
    if None in found:
        rows.append(Row(None, found[None]))
    return Summary(rows, _sum(found.values()))


def _size(row: Row) -> int:
    """Who sends most comes first."""
    return -row.counts.sent


def _grouped(referrals: QuerySet[Referral]) -> dict[Any, Counts]:
    counted = {
        "sent": Count("pk"),
        "entered": Count("pk", filter=ENTERED),
        "declined": Count("pk", filter=DECLINED),
        "pending": Count("pk", filter=PENDING),
        "days": Sum(DaysBetween("entered_on", "date"), filter=ENTERED, default=0),
    }
    grouped = referrals.values("referrer").annotate(**counted).values_list("referrer", *counted)
    return {key: Counts(*numbers) for key, *numbers in grouped}


def _sum(parts: Iterable[Counts]) -> Counts:
    listed = list(parts)
    return Counts(**{field.name: sum(getattr(part, field.name) for part in listed) for field in fields(Counts)})
