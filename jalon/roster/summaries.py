"""What the facts of some people say on a day, read in a constant number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Max, Min, Q

from jalon.core.folding import folded, words
from jalon.pathways.models import Assignment, Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral
from jalon.roster.models import FileSummary
from jalon.roster.rules import EVER, NEVER

Rows = dict[int, list[tuple[Any, ...]]]
_DATES = [
    "entry",
    "exit",
    "suspended_from",
    "suspended_until",
    "pending_since",
    "declined_on",
    "step_until",
    "contact_on",
]
BETWEEN_NAMES = "  "
"""Two spaces: « Rouge Zoé » comes before « Rouge-Gorge Awa »."""


def summaries(participants: Collection[int], day: dt.date) -> list[FileSummary]:
    """The summary of each of these people on the day, in the order of their keys."""
    facts = _Facts(participants, day)
    fields = ("pk", "code", "last_name", "first_name", "birth_date")
    people = Participant.objects.filter(pk__in=participants).order_by("pk").values_list(*fields)
    return [facts.summary(*person) for person in people]


def caseworker_key(last_name: str, first_name: str) -> str:
    """What the people of a référent are sorted by."""
    return _cut(folded(f"{last_name} {first_name}"), "caseworker_name")


def names(summary: FileSummary) -> set[str]:
    """The words a person is found by."""
    return set(summary.sort_name.split())


class _Facts:
    """The dated facts of some people, by person or by pathway, from the earliest."""

    def __init__(self, participants: Collection[int], day: dt.date) -> None:
        self.day = day
        of_people, of_pathways = Q(participant__in=participants), Q(pathway__participant__in=participants)
        self.pathways = _rows(
            Pathway.objects.filter(of_people).order_by("entry_date"),
            *("participant_id", "entry_date", "pk", "exit_date"),
        )
        self.situations = _rows(
            Situation.objects.filter(of_people).order_by("date"),
            *("participant_id", "date", "commune_id", "district_id", "outside_districts", "level_id", "rsa"),
        )
        self.referrals = _rows(
            Referral.objects.filter(of_people).order_by("date"),
            *("participant_id", "date", "entered_on", "declined_on"),
            *("caseworker_id", "caseworker__last_name", "caseworker__first_name"),
        )
        self.assignments = _rows(
            Assignment.objects.filter(of_pathways).order_by(F("start").asc(nulls_first=True)),
            *("pathway_id", "start", "caseworker_id", "caseworker__last_name", "caseworker__first_name"),
        )
        self.steps = _rows(
            Step.objects.filter(of_pathways).order_by("start", "pk"), "pathway_id", "start", "end", "label_id"
        )
        self.suspensions = _rows(Suspension.objects.filter(of_pathways).order_by("start"), "pathway_id", "start", "end")
        contacts = Interview.objects.filter(of_pathways).exclude(present=False).order_by("pathway")
        self.contacts = _rows(
            contacts.values("pathway").annotate(
                last=Max("date", filter=Q(date__lte=day)), following=Min("date", filter=Q(date__gt=day))
            ),
            *("pathway_id", "last", "following"),
        )

    def summary(self, pk: int, code: str, last_name: str, first_name: str, birth: dt.date | None) -> FileSummary:
        self.seen: set[dt.date | None] = {NEVER}
        name = BETWEEN_NAMES.join(filter(None, [folded(last_name), folded(first_name)]))
        nothing = dict.fromkeys(_DATES, NEVER)
        summary = FileSummary(
            participant_id=pk, sort_name=_cut(name or folded(code), "sort_name"), birth_date=birth, **nothing
        )
        summary.code_key = _cut("".join(words(code)), "code_key")
        pathways = self.pathways.get(pk, [])
        begun = self._begun(pathways)
        if begun:
            self._tell_pathway(summary, *begun[-1])
        self._tell_referrals(summary, self.referrals.get(pk, []))
        self._tell_situation(summary, self._begun(self.situations.get(pk, [])))
        self._tell_contact(summary, [key for _, key, _ in pathways])
        known = {seen for seen in self.seen if seen is not None}
        summary.holds_from = max(seen for seen in known if seen <= self.day)
        later = min((seen for seen in known if seen > self.day), default=None)
        summary.holds_until = later - dt.timedelta(1) if later else EVER
        return summary

    def _begun(self, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows whose first value, a day, is past (None: since always)."""
        begun = []
        for row in rows:
            self.seen.add(row[0])
            if row[0] is None or row[0] <= self.day:
                begun.append(row)
        return begun

    def _tell_pathway(self, summary: FileSummary, entry: dt.date, pathway: int, exit_date: dt.date | None) -> None:
        summary.entry, summary.exit = entry, exit_date or EVER
        if assigned := self._begun(self.assignments.get(pathway, [])):
            _, summary.caseworker_id, last_name, first_name = assigned[-1]
            summary.caseworker_name = caseworker_key(last_name, first_name)
        for start, end in self._begun(self.suspensions.get(pathway, [])):
            if (end or EVER) >= summary.suspended_until:
                # A suspension that follows another the day after goes on with it.
                if start - dt.timedelta(1) > summary.suspended_until:
                    summary.suspended_from = start
                summary.suspended_until = end or EVER
        for _, end, label in self._begun(self.steps.get(pathway, [])):
            # A step is cut at its pathway's exit.
            until = min(end or EVER, summary.exit)
            if until >= summary.step_until:
                summary.step_until, summary.step_label_id = until, label

    def _tell_referrals(self, summary: FileSummary, referrals: list[tuple[Any, ...]]) -> None:
        for date, entered, declined, *caseworker in self._begun(referrals):
            self.seen.update((entered, declined))
            if declined and declined <= self.day:
                summary.declined_on = max(summary.declined_on, declined)
            elif entered is None or entered > self.day:
                # From the earliest: the first that waits says since when, the last who received it.
                summary.pending_since = date if summary.pending_since == NEVER else summary.pending_since
                self._tell_entrusted(summary, *caseworker)

    def _tell_entrusted(self, summary: FileSummary, caseworker: int | None, last_name: str, first_name: str) -> None:
        """Outside a pathway, who received the referral follows the person (as `PathwayQuerySet.kept_by`)."""
        if caseworker and summary.exit <= self.day:
            summary.caseworker_id = caseworker
            summary.caseworker_name = caseworker_key(last_name, first_name)

    def _tell_situation(self, summary: FileSummary, held: list[tuple[Any, ...]]) -> None:
        if held:
            _, summary.commune_id, summary.district_id, summary.outside_districts, *rest = held[-1]
            summary.level_id, summary.rsa = rest

    def _tell_contact(self, summary: FileSummary, pathways: list[int]) -> None:
        for pathway in pathways:
            for last, following in self.contacts.get(pathway, []):
                self.seen.update((last, following))
                summary.contact_on = max(summary.contact_on, last or NEVER)


def _cut(text: str, column: str) -> str:
    """What the column holds of a text: one letter may unfold into many."""
    field = FileSummary._meta.get_field(column)
    return text[: getattr(field, "max_length", None)]


def _rows(found: Any, key: str, *fields: str) -> Rows:
    """The rows by their key, in the order of the query."""
    kept: Rows = defaultdict(list)
    for owner, *row in found.values_list(key, *fields):
        kept[owner].append(tuple(row))
    return kept
