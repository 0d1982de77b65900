"""A referral as the list says it, and the columns of each list."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from jalon.organisations.models import Organisation
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from jalon.web.figures.columns import Column
from jalon.web.figures.lists import Sort
from jalon.web.referrals.senders import top_of
from jalon.web.referrals.states import State


@dataclass(frozen=True, slots=True)
class Line:
    """A referral on a day."""

    referral: Referral
    today: dt.date

    @property
    def person(self) -> Participant:
        """Whose file it is."""
        return self.referral.participant

    @property
    def organisation(self) -> Organisation | None:
        """Who sent the person: the organisation, whatever the agency."""
        return top_of(self.referral.referrer) if self.referral.referrer else None

    @property
    def agency(self) -> Organisation | None:
        """The agency of the organisation, if it has any."""
        sender = self.referral.referrer
        return None if sender is None or sender == self.organisation else sender

    @property
    def waits(self) -> bool:
        """Whether it has not come to an end."""
        return self.outcome_on is None

    @property
    def outcome(self) -> str:
        """What became of it, the reason left aside."""
        if self.referral.entered_on:
            return "entrée"
        return "non-entrée" if self.referral.declined_on else "en attente"

    @property
    def outcome_on(self) -> dt.date | None:
        """When it came to an end."""
        return self.referral.entered_on or self.referral.declined_on

    @property
    def days(self) -> int:
        """From the day it was written to its end, or to today."""
        return ((self.outcome_on or self.today) - self.referral.date).days


PERSON = Column(
    "personne", "Personne", lambda line: line.person, [F("participant__last_name"), F("participant__first_name")]
)
FILE = Column("dossier", "Dossier", lambda line: line.person.code)
SENDER = Column(
    "prescripteur", "Prescripteur", lambda line: line.organisation, [Coalesce(F("referrer__name"), Value(""))]
)
AGENCY = Column("agence", "Agence", lambda line: line.agency)
WRITTEN = Column("date", "Écrite le", lambda line: line.referral.date, [F("date")])
OUTCOME = Column("issue", "Issue", lambda line: line.outcome)
REASON = Column("motif", "Motif", lambda line: line.referral.reason)
ENDED = Coalesce(F("entered_on"), F("declined_on"), Value(dt.date.max))
DAYS = Column("jours", "Jours", lambda line: line.days, right=True)
WAIT = Column("attente", "Jours d’attente", lambda line: line.days, right=True)


def _ended(label: str) -> Column:
    return Column("issue_le", label, lambda line: line.outcome_on, [ENDED])


ENDING: dict[State, tuple[Column, ...]] = {
    State.PENDING: (WAIT,),
    State.ENTERED: (_ended("Entrée le"), DAYS),
    State.DECLINED: (_ended("Non-entrée le"), DAYS),
    State.ALL: (OUTCOME, _ended("Issue le"), DAYS),
}
USUAL = {State.PENDING: "date", State.ENTERED: "-issue_le", State.DECLINED: "-issue_le", State.ALL: "-date"}
"""The one who has waited longest first; what has just ended first."""


def columns_of(state: State, *, referrers: bool, reasons: bool) -> list[Column]:
    """The columns of a list, for who may read who sent and why the person did not enter."""
    senders = (SENDER, AGENCY) if referrers else ()
    why = (REASON,) if reasons and state == State.DECLINED else ()
    return [PERSON, FILE, *senders, WRITTEN, *ENDING[state], *why]


def sort_of(text: str, state: State, columns: list[Column]) -> Sort:
    """The order that an address asks for, `-` first for the opposite; the usual one when it says nothing we know."""
    sortable = {column.code: column for column in columns if column.keys}
    asked = text if text.removeprefix("-") in sortable else USUAL[state]
    code = asked.removeprefix("-")
    return Sort(code, sortable[code].keys, descending=asked.startswith("-"))
