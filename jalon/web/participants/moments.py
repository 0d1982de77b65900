"""What happened to a person, kind by kind: where it is found, and how the file tells it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextChoices

from jalon.agenda.enums import EXPECTED, Outcome
from jalon.agenda.models import Appointment
from jalon.core.french import NO_BREAK, number, short_clock
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Assignment, Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral
from jalon.web.participants.facts import Fact, district_name, fact


class Kind(TextChoices):
    """As addresses write them, and as the page says them."""

    CONTACTS = "contacts", "Contacts"
    APPOINTMENTS = "rendez-vous", "Rendez-vous"
    STEPS = "etapes", "Étapes"
    PATHWAYS = "parcours", "Entrées et sorties"
    SUSPENSIONS = "veilles", "Veilles"
    CASEWORKERS = "referents", "Référents"
    SITUATIONS = "situations", "Situations"
    REFERRALS = "prescriptions", "Prescriptions"


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the memory of a file. `reason` is masked by default; `flag` is what is wrong."""

    day: dt.date
    icon: str
    title: str
    detail: str = ""
    reason: Fact | None = None
    flag: str = ""

    @property
    def month(self) -> dt.date:
        """Its month, by its first day: the memory is cut by months."""
        return self.day.replace(day=1)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of moment: its records up to a day, the date that counts, and how one is told."""

    kind: Kind
    date: str
    model: Any
    person: str
    tell: Callable[[Any, bool], Moment]
    related: tuple[str, ...] = ()
    only: Q = Q()  # noqa: RUF009  (never changed)

    def rows(self, participant: Participant, today: dt.date) -> QuerySet[Any]:
        """The records of a person, up to the day, in no order."""
        found: QuerySet[Any] = self.model._default_manager.order_by()
        return found.filter(self.only, **{self.person: participant, f"{self.date}__lte": today})


ICONS = {
    InterviewKind.PHONE: "phone",
    InterviewKind.EMAIL: "mail",
    InterviewKind.LETTER: "mail",
    InterviewKind.WORKSHOP: "users",
}


def _listed(*words: Any) -> str:
    return ", ".join(str(word) for word in words if word)


def _referral(record: Referral, shown: bool) -> Moment:
    return Moment(record.date, "send", "Prescription", _listed(record.referrer, record.agent))


def _declined(record: Referral, shown: bool) -> Moment:
    day = record.declined_on or record.date
    return Moment(day, "x", "Non-entrée", _listed(record.referrer), fact(record, "reason", shown=shown))


def _entry(record: Pathway, shown: bool) -> Moment:
    return Moment(record.entry_date, "flag", "Entrée en parcours", record.code)


def _exit(record: Pathway, shown: bool) -> Moment:
    day = record.exit_date or record.entry_date
    return Moment(day, "flag", "Sortie", record.code, fact(record, "exit_reason", shown=shown))


def _caseworker(record: Assignment, shown: bool) -> Moment:
    day = record.start or record.pathway.entry_date
    return Moment(day, "user-round", "Changement de référent", str(record.caseworker))


def _situation(record: Situation, shown: bool) -> Moment:
    detail = _listed(record.commune, district_name(record), "RSA" if record.rsa else "")
    return Moment(record.date, "file-text", "Situation mise à jour", detail)


def _step_begun(record: Step, shown: bool) -> Moment:
    return Moment(
        record.start, "signpost", "Début d’étape", _listed(record.label, record.contract, record.organisation)
    )


def _step_over(record: Step, shown: bool) -> Moment:
    return Moment(record.end or record.start, "circle-check", "Fin d’étape", _listed(record.label, record.organisation))


def _suspended(record: Suspension, shown: bool) -> Moment:
    return Moment(record.start, "pause", "Début de veille", reason=fact(record, "reason", shown=shown))


def _resumed(record: Suspension, shown: bool) -> Moment:
    return Moment(record.end or record.start, "play", "Fin de veille")


def _contact(record: Interview, shown: bool) -> Moment:
    icon = ICONS.get(InterviewKind(record.kind), "messages-square") if record.kind else "messages-square"
    minutes = f"{number(record.minutes)}{NO_BREAK}min" if record.minutes else ""
    detail = _listed(minutes, record.caseworker, "signé" if record.signed else "")
    flag = "absence" if record.present is False else ""
    return Moment(record.date, icon, record.get_kind_display() or "Contact", detail, flag=flag)


def _appointment(record: Appointment, shown: bool) -> Moment:
    title = f"{record.get_kind_display()} {record.get_outcome_display()}".strip()
    detail = _listed(short_clock(record.time), record.caseworker)
    return Moment(record.date, "calendar", title, detail, flag=FLAGS.get(record.outcome, ""))


FLAGS = {"": "suite à noter", Outcome.MISSED.value: "absence"}

_OF_PATHWAY = "pathway__participant"
_NOT_CUT = Q(pathway__exit_date=None) | Q(end__lte=F("pathway__exit_date"))
"""A step is cut at its pathway's exit: it has no end of its own after it."""

_INTERVIEW = Interview.objects.filter(
    pathway__participant=OuterRef("participant"), date=OuterRef("date"), kind=InterviewKind.MEETING
)
_TOLD_ONCE = ~Q(Exists(_INTERVIEW), outcome__in=EXPECTED)
"""The interview of the same day tells of an appointment already."""

SOURCES = (
    Source(Kind.REFERRALS, "date", Referral, "participant", _referral, ("referrer", "agent")),
    Source(Kind.REFERRALS, "declined_on", Referral, "participant", _declined, ("referrer", "reason")),
    Source(Kind.PATHWAYS, "entry_date", Pathway, "participant", _entry),
    Source(Kind.CASEWORKERS, "start", Assignment, _OF_PATHWAY, _caseworker, ("caseworker", "pathway")),
    Source(Kind.SITUATIONS, "date", Situation, "participant", _situation, ("commune", "district")),
    Source(Kind.STEPS, "start", Step, _OF_PATHWAY, _step_begun, ("label", "contract", "organisation")),
    Source(Kind.APPOINTMENTS, "date", Appointment, "participant", _appointment, ("caseworker",), _TOLD_ONCE),
    Source(Kind.CONTACTS, "date", Interview, _OF_PATHWAY, _contact, ("caseworker",)),
    Source(Kind.SUSPENSIONS, "start", Suspension, _OF_PATHWAY, _suspended),
    Source(Kind.SUSPENSIONS, "end", Suspension, _OF_PATHWAY, _resumed),
    Source(Kind.STEPS, "end", Step, _OF_PATHWAY, _step_over, ("label", "organisation"), _NOT_CUT),
    Source(Kind.PATHWAYS, "exit_date", Pathway, "participant", _exit, ("exit_reason",)),
)
"""In the order of a day: what is later in the list happened later that day."""
