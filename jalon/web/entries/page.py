"""All that the page of an entry shows: its sections as they were saved, the verdict, what is still to come."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.pathways.actions.entries import Said, judged, prepared
from jalon.pathways.eligibility import Verdict
from jalon.pathways.entering import Prepared, forbids, missing
from jalon.pathways.models import EntryDraft
from jalon.people.models import Situation
from jalon.protocols.models import Protocol
from jalon.reference.models import Commune, District
from jalon.referrals.models import Referral
from jalon.web.entries.sections import (
    AssessmentSection,
    CharterSection,
    EligibilitySection,
    Raw,
    Section,
    SituationSection,
    answers,
    proofs,
)

NO_PROTOCOL = "Aucun protocole n’est en vigueur aujourd’hui : il se crée dans les réglages."


class EntryPage:
    """An entry being prepared, on a day. Twelve queries at most, whatever was typed."""

    def __init__(self, referral: Referral, draft: EntryDraft | None, *, may_decide: bool) -> None:
        self.referral, self.draft, self.may_decide = referral, draft, may_decide
        self.today = clock.today()
        self.sections: dict[str, Any] = draft.sections if draft else {}
        protocol = Protocol.objects.for_entry(self.today)
        if protocol is None:
            raise ValidationError(NO_PROTOCOL)
        self.protocol = protocol

    def values(self, section: str) -> Raw:
        """What was typed in a section; what is known, while nothing was."""
        saved = self.sections.get(section)
        if saved is not None:
            return dict(saved["values"])
        known = {"situation": self._known_situation, "charte": self._known_dates}
        return known[section]() if section in known else {}

    def version(self, section: str) -> int:
        """The number of what is shown of a section; 0 while nothing was saved."""
        return int(self.sections.get(section, {}).get("version", 0))

    @cached_property
    def situation(self) -> SituationSection:
        """The first section: the others rest on it."""
        communes = list(Commune.objects.in_perimeter(self.protocol.perimeter_id, self.today))
        districts = list(District.objects.valid_on(self.today).filter(commune__in=communes))
        return SituationSection(self.values("situation"), communes=communes, districts=districts)

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the person may enter, as things stand."""
        return judged(self.referral.participant, self.protocol, self.said())

    @cached_property
    def eligibility(self) -> EligibilitySection:
        """The second section."""
        return EligibilitySection(self.values("eligibilite"), verdict=self.verdict, may_decide=self.may_decide)

    @cached_property
    def charter(self) -> CharterSection:
        """The third section."""
        return CharterSection(self.values("charte"))

    @cached_property
    def assessment(self) -> AssessmentSection:
        """The fourth section."""
        return AssessmentSection(self.values("bilan"))

    @property
    def parts(self) -> list[tuple[Section, int]]:
        """Each section with the number of what is shown."""
        all_of_them: tuple[Section, ...] = (self.situation, self.eligibility, self.charter, self.assessment)
        return [(each, self.version(each.name)) for each in all_of_them]

    def section(self, name: str) -> Section:
        """A section by its name. KeyError for another."""
        return {part.name: part for part, _ in self.parts}[name]

    def said(self, validated_on: dt.date | None = None) -> Said:
        """What an entry validated on the day (today by default) would rest on."""
        eligibility, charter, assessment = self.values("eligibilite"), self.charter.read, self.assessment.read
        return Said(
            validated_on=validated_on or self.today,
            first_kept_on=charter["first_kept_on"],
            charter_on=charter["charter_on"],
            situation=self.situation.situation,
            in_perimeter=self.situation.in_perimeter,
            answers=answers(eligibility),
            proofs=proofs(eligibility),
            other_ground=eligibility.get("other_ground", "").strip(),
            project=assessment["project"],
            autonomy=assessment["autonomy"],
            first_tracks=assessment["first_tracks"] or "",
            competences=assessment["competences"] or "",
        )

    @cached_property
    def prepared(self) -> Prepared:
        """As the rule reads it."""
        return prepared(self.referral, self.protocol, self.said(), self.verdict)

    @property
    def forbidding(self) -> list[str]:
        """What forbids the validation."""
        return list(forbids(self.prepared))

    @property
    def missing(self) -> list[str]:
        """What will have to come in the file."""
        return list(missing(self.prepared))

    def _known_situation(self) -> Raw:
        held = Situation.objects.filter(participant=self.referral.participant_id, date__lte=self.today)
        return SituationSection.known(held.order_by("-date").first())

    def _known_dates(self) -> Raw:
        kept = Appointment.objects.filter(
            participant=self.referral.participant_id,
            kind=AppointmentKind.FIRST,
            outcome=Outcome.KEPT,
            date__gte=self.referral.date,
        )
        return CharterSection.known(kept.order_by("date").values_list("date", flat=True).first())
