"""A person as the list shows them, on the page and in a spreadsheet alike."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core.french import NO_BREAK
from jalon.pathways.rules import month_number
from jalon.pathways.standing import standing_for
from jalon.people.enums import Sex
from jalon.people.models import age_on
from jalon.roster.enums import Status
from jalon.roster.models import FileSummary
from jalon.roster.rules import NEVER, status
from jalon.web.roster.filters import Asker

SHORT_SEX = {Sex.FEMALE: "F", Sex.MALE: "H"}


@dataclass(frozen=True, slots=True)
class Line:
    """What the account may read of a person: all, when it may open the file; else name, référent and status."""

    summary: FileSummary
    day: dt.date
    openable: bool

    @property
    def pk(self) -> int:
        return self.summary.participant_id

    @property
    def name(self) -> str:
        return str(self.summary.participant)

    @property
    def code(self) -> str:
        return self.summary.participant.code

    @property
    def url(self) -> str:
        """Of the file; "" when it does not open."""
        return reverse("participants:file", args=[self.code]) if self.openable else ""

    @property
    def identity(self) -> str:
        """« F, 34 ans »."""
        person = self.summary.participant
        age = f"{age_on(person.birth_date, self.day)}{NO_BREAK}ans" if person.birth_date else ""
        sex = SHORT_SEX[Sex(person.sex)] if person.sex else ""
        return ", ".join(filter(None, [sex, age])) if self.openable else ""

    @property
    def caseworker(self) -> str:
        return str(self.summary.caseworker or "")

    @property
    def status(self) -> Status:
        return status(self.summary, self.day)

    @property
    def in_pathway(self) -> bool:
        return bool(self.summary.exit > self.day)

    @property
    def status_since(self) -> dt.date | None:
        """The day of the status, where it is told; an entry has its own column."""
        return {
            Status.SUSPENDED: self.summary.suspended_from,
            Status.PENDING: self.summary.pending_since,
            Status.EXITED: self.summary.exit,
            Status.DECLINED: self.summary.declined_on,
        }.get(self.status)

    @property
    def entry(self) -> dt.date | None:
        return _dated(self.summary.entry)

    @property
    def month(self) -> int | None:
        """Of the pathway; None outside one."""
        return month_number(self.summary.entry, self.day) if self.in_pathway else None

    @property
    def step(self) -> str:
        """The step under way; "" when there is none."""
        under_way = self.openable and self.in_pathway and self.summary.step_until >= self.day
        return str(self.summary.step_label or "") if under_way else ""

    @property
    def last_step(self) -> dt.date | None:
        """The end of the last step, in a pathway where none is under way."""
        idle = self.openable and self.in_pathway and self.summary.step_until < self.day
        return _dated(self.summary.step_until) if idle else None

    @property
    def idle(self) -> str:
        """For how long there has been no step: « 5 mois », « 12 j », or "" when there has been none at all."""
        if self.last_step is None:
            return ""
        months = month_number(self.last_step, self.day) - 1
        return f"{months}{NO_BREAK}mois" if months else f"{(self.day - self.last_step).days}{NO_BREAK}j"

    @property
    def contact(self) -> dt.date | None:
        return _dated(self.summary.contact_on) if self.openable else None

    @property
    def commune(self) -> str:
        return str(self.summary.commune or "") if self.openable else ""

    @property
    def district(self) -> str:
        return str(self.summary.district or "") if self.openable else ""


Cell = str | int | dt.date | None
COLUMNS: tuple[tuple[str, Callable[[Line], Cell]], ...] = (
    ("Dossier", lambda line: line.code),
    ("Personne", lambda line: line.name),
    ("Sexe, âge", lambda line: line.identity),
    ("Référent", lambda line: line.caseworker),
    ("Statut", lambda line: line.status.label),
    ("Date du statut", lambda line: line.status_since),
    ("Entrée", lambda line: line.entry),
    ("Mois", lambda line: line.month),
    ("Étape en cours", lambda line: line.step),
    ("Dernière étape jusqu’au", lambda line: line.last_step),
    ("Dernier contact", lambda line: line.contact),
    ("Commune", lambda line: line.commune),
    ("Quartier", lambda line: line.district),
)
"""The columns of a spreadsheet: those of the page, one fact a column."""


def lines(summaries: Iterable[FileSummary], asker: Asker) -> Iterator[Line]:
    """What the account may read of these people; one question to the database, for a référent."""
    any_file = may(asker.user, Capability.OPEN_ANY_FILE)
    own = set(standing_for(asker.user, asker.day)) if may(asker.user, Capability.OPEN_OWN_FILES) else set()
    for summary in summaries:
        yield Line(summary, asker.day, any_file or summary.caseworker_id in own)


def _dated(day: dt.date) -> dt.date | None:
    return None if day == NEVER else day
