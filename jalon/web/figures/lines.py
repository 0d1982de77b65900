"""The lines of a list of files, from the keys of their records: as many queries for one line as for a thousand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jalon.accounts.models import Caseworker
from jalon.core import clock
from jalon.indicators import dimensions as by
from jalon.indicators.kinds import Count, Mean, Subject
from jalon.people.models import Participant
from jalon.reference.models import Commune
from jalon.web.figures.question import Question

RELATED = {
    Subject.PATHWAY: ("participant", "exit_reason"),
    Subject.STEP: ("pathway__participant", "label"),
    Subject.REFERRAL: ("participant", "referrer"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A record behind the figure: whose it is, and what was known of it on the day of the question.

    The reason of an exit or of a non-entry is sensitive: only its kind is told.
    """

    record: Any
    subject: Subject
    as_of: dt.date | None
    commune: Commune | None
    caseworker: Caseworker | None

    @property
    def person(self) -> Participant:
        """Whose file it is."""
        found: Participant = (self.record.pathway if self.subject is Subject.STEP else self.record).participant
        return found

    @property
    def exit_date(self) -> dt.date | None:
        """The exit of a pathway, if it was known."""
        record = self.record
        return record.exit_date if record.exit_date and self._known(record.exit_known_on) else None

    @property
    def status(self) -> str:
        """Where the pathway stands today."""
        pathway = self.record.pathway if self.subject is Subject.STEP else self.record
        over = pathway.exit_date is not None and pathway.exit_date <= clock.today()
        return "terminé" if over else "en parcours"

    @property
    def outcome(self) -> str:
        """How a pathway ended, or what became of a referral; the reason left aside."""
        if self.subject is Subject.REFERRAL:
            return self._fate[0]
        if self.exit_date is None:
            return ""
        return "positive" if self.record.exit_reason.positive else "autre"

    @property
    def outcome_date(self) -> dt.date | None:
        """The day of a referral's outcome."""
        return self._fate[1]

    @property
    def _fate(self) -> tuple[str, dt.date | None]:
        referral = self.record
        if referral.declined_on and self._known(referral.declined_known_on):
            return "non-entrée", referral.declined_on
        if referral.entered_on and self._known(referral.entered_on):
            return "entrée", referral.entered_on
        return "en attente", None

    def _known(self, day: dt.date) -> bool:
        return self.as_of is None or day <= self.as_of


def lines_of(question: Question, measure: Count, rows: Sequence[int]) -> list[Line]:
    """The lines of these records, in the order given. Three queries at most."""
    subject, window = measure.subject, question.window
    found = subject.all().filter(pk__in=rows).select_related(*RELATED[subject])
    found = found.annotate(seen_commune=by.COMMUNE.value(measure, window))
    if by.CASEWORKER.applies(measure):
        found = found.annotate(seen_caseworker=by.CASEWORKER.value(measure, window))
    if isinstance(question.indicator, Mean):
        found = found.annotate(days=question.indicator.each())
    records = {record.pk: record for record in found}
    communes = Commune.objects.in_bulk({record.seen_commune for record in records.values()} - {None})
    keys = {getattr(record, "seen_caseworker", None) for record in records.values()}
    caseworkers = Caseworker.objects.in_bulk(keys - {None})
    return [
        Line(
            record,
            subject,
            window.as_of,
            communes.get(record.seen_commune),
            caseworkers.get(getattr(record, "seen_caseworker", None)),
        )
        for record in (records[row] for row in rows if row in records)
    ]
