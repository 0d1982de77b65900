"""The dated facts of some pathways and of their people, table by table: one query each, read when asked for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q

from jalon.accounts.enums import Role
from jalon.accounts.models import Membership
from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.pathways.duties.contacts import FORGOTTEN
from jalon.pathways.duties.facts import FACE_TO_FACE
from jalon.pathways.duties.papers import WEEK
from jalon.pathways.enums import Place
from jalon.pathways.models import (
    AbsenceAct,
    CaseDecision,
    EngagementContract,
    Entry,
    ExitProposal,
    Extension,
    Interview,
    NoteVersion,
    PartnerPoint,
    Review,
    Step,
    Suspension,
)
from jalon.people.enums import EXPIRING, DocumentKind
from jalon.people.models import Document, Situation
from jalon.protocols.models import Protocol

Rows = dict[int, list[tuple[Any, ...]]]


@dataclass
class Tables:
    """`pathways`, `people`: their keys, or a query that finds them."""

    day: dt.date
    pathways: Any
    people: Any

    @cached_property
    def protocols(self) -> list[Protocol]:
        return list(Protocol.objects.order_by("start"))

    @cached_property
    def kept(self) -> dict[int, dict[str, dt.date]]:
        held = Interview.objects.filter(pathway__in=self.pathways, present=True, date__lte=self.day).order_by()
        return by_kind(held.values_list("pathway", "kind").annotate(last=Max("date")))

    @cached_property
    def missed(self) -> Rows:
        after = self.day - dt.timedelta(FORGOTTEN)
        found = Interview.objects.filter(pathway__in=self.pathways, present=False, date__gt=after, date__lte=self.day)
        return rows(found.filter(kind__in=("", *FACE_TO_FACE)).order_by("date"), "pathway", "date")

    @cached_property
    def appointments_missed(self) -> Rows:
        after = self.day - dt.timedelta(FORGOTTEN)
        found = Appointment.objects.filter(participant__in=self.people, outcome=Outcome.MISSED)
        return rows(found.filter(date__gt=after, date__lte=self.day).order_by("date"), "participant", "date")

    @cached_property
    def unsigned(self) -> Rows:
        """Only what is certain: an imported contact whose signature is unknown says nothing."""
        unsigned = Q(signed=False) | Q(signed=None, recorded_on__isnull=False)
        held = Interview.objects.filter(unsigned, pathway__in=self.pathways, present=True, kind__in=FACE_TO_FACE)
        return rows(held.exclude(place=Place.REMOTE).filter(date__lt=self.day).order_by("date"), "pathway", "date")

    @cached_property
    def to_complete(self) -> Rows:
        """Contacts typed in Jalon (an import gives them no recording day), more than a week old."""
        noted = Exists(NoteVersion.objects.filter(interview=OuterRef("pk")).exclude(text=""))
        typed = Interview.objects.filter(pathway__in=self.pathways, recorded_on__isnull=False)
        late = typed.filter(date__lt=self.day - dt.timedelta(WEEK)).exclude(present=False)
        lacking = late.annotate(noted=noted).filter(Q(noted=False) | Q(minutes=None) | Q(present=None))
        return rows(lacking.order_by("date"), "pathway", "date", "kind", "present", "minutes", "noted")

    @cached_property
    def steps(self) -> Rows:
        fields = ("start", "end", "classification", "contract__job", "contract__integration", "label__name", "outcome")
        return rows(Step.objects.filter(pathway__in=self.pathways).order_by("start", "pk"), "pathway", *fields)

    @cached_property
    def suspensions(self) -> Rows:
        return rows(Suspension.objects.filter(pathway__in=self.pathways).order_by("start"), "pathway", "start", "end")

    @cached_property
    def reviews(self) -> Rows:
        return rows(Review.objects.filter(pathway__in=self.pathways).order_by("month"), "pathway", "month")

    @cached_property
    def extensions(self) -> Rows:
        found = Extension.objects.filter(pathway__in=self.pathways).order_by("decided_on")
        return rows(found, "pathway", "decided_on", "until")

    @cached_property
    def entries(self) -> dict[int, dt.date | None]:
        return dict(Entry.objects.filter(pathway__in=self.pathways).values_list("pathway", "charter_on"))

    @cached_property
    def papers(self) -> Rows:
        kinds = (*EXPIRING, DocumentKind.CHARTER)
        held = Document.objects.filter(participant__in=self.people, kind__in=kinds, dated__lte=self.day)
        standing = held.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=self.day)).order_by("dated", "pk")
        return rows(standing, "participant", "kind", "dated", "expires_on")

    @cached_property
    def situations(self) -> dict[int, tuple[dt.date | None, bool]]:
        """Since when the RSA is known to be received, without a break; whether the person looks for a job."""
        held = Situation.objects.filter(participant__in=self.people, date__lte=self.day).order_by("date")
        found: dict[int, tuple[dt.date | None, bool]] = {}
        for participant, date, rsa, job_seeker in held.values_list("participant", "date", "rsa", "job_seeker"):
            since, _ = found.get(participant, (None, False))
            found[participant] = ((since or date) if rsa else None, job_seeker is True)
        return found

    @cached_property
    def engagements(self) -> Rows:
        found = EngagementContract.objects.filter(pathway__in=self.pathways).order_by("signed_on")
        return rows(found, "pathway", "signed_on", "until")

    @cached_property
    def points(self) -> dict[int, dict[str, dt.date]]:
        held = PartnerPoint.objects.filter(pathway__in=self.pathways, date__lte=self.day).order_by()
        return by_kind(held.values_list("pathway", "partner").annotate(last=Max("date")))

    @cached_property
    def decisions(self) -> Rows:
        waiting = CaseDecision.objects.filter(pathway__in=self.pathways, done_on=None, due_on__isnull=False)
        fields = ("meeting__date", "due_on", "owner", "owner__first_name", "owner__last_name")
        return rows(waiting.order_by("due_on", "pk"), "pathway", *fields)

    @cached_property
    def accounts_of_caseworkers(self) -> set[int]:
        held = Membership.objects.in_force_on(self.day).filter(role=Role.CASEWORKER)
        return set(held.order_by().values_list("user", flat=True))

    @cached_property
    def absence_acts(self) -> Rows:
        after = self.day - dt.timedelta(FORGOTTEN)
        found = AbsenceAct.objects.filter(pathway__in=self.pathways, date__gt=after, date__lte=self.day)
        return rows(found.order_by("date", "pk"), "pathway", "stage", "date", "reply_by")

    @cached_property
    def proposed(self) -> dict[int, dt.date]:
        waiting = ExitProposal.objects.filter(pathway__in=self.pathways, decided_on=None).order_by()
        return dict(waiting.values_list("pathway", "proposed_on"))


def by_kind(rows: Iterable[tuple[int, str, dt.date]]) -> dict[int, dict[str, dt.date]]:
    found: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for key, kind, last in rows:
        found[key][kind] = last
    return found


def rows(found: Any, key: str, *fields: str) -> Rows:
    """The rows by their key, in the order of the query."""
    kept: Rows = defaultdict(list)
    for owner, *row in found.values_list(key, *fields):
        kept[owner].append(tuple(row))
    return kept
