"""Where everything that happened to a person is found."""

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from jalon.agenda.enums import EXPECTED
from jalon.agenda.models import Appointment
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import (
    AbsenceAct,
    Assignment,
    BarrierAssessment,
    EngagementContract,
    Entry,
    ExitProposal,
    Extension,
    Goal,
    Interview,
    NoteVersion,
    PartnerPoint,
    Pathway,
    Positioning,
    Renewal,
    Review,
    Step,
    Suspension,
)
from jalon.people.models import Document, Situation
from jalon.referrals.models import Attempt, Referral
from jalon.web.participants import telling as tell
from jalon.web.participants.moments import Kind, Source

_OF_PATHWAY = "pathway__participant"
_NOT_CUT = Q(pathway__exit_date=None) | Q(end__lte=F("pathway__exit_date"))
"""A step is cut at its pathway's exit: it has no end of its own after it."""

_INTERVIEW = Interview.objects.filter(
    pathway__participant=OuterRef("participant"), date=OuterRef("date"), kind=InterviewKind.MEETING
)
_TOLD_ONCE = ~Q(Exists(_INTERVIEW), outcome__in=EXPECTED)
"""The interview of the same day tells of an appointment already."""

_NOTES = Prefetch("note_versions", NoteVersion.objects.select_related("written_by"))
_APART = ~Q(validated_on=F("pathway__entry_date"))
"""Usually the day of the validation is that of the entry, which is told."""
_NOT_TOLD = ~Q(
    Exists(
        Appointment.objects.filter(
            participant=OuterRef("pathway__participant"), date=OuterRef("first_kept_on"), outcome__in=EXPECTED
        )
    )
)

SOURCES = (
    Source(Kind.REFERRALS, "date", Referral, "participant", tell.referral, ("referrer", "agent")),
    Source(Kind.REFERRALS, "declined_on", Referral, "participant", tell.declined, ("referrer", "reason")),
    Source(Kind.PATHWAYS, "entry_date", Pathway, "participant", tell.entry),
    Source(Kind.CASEWORKERS, "start", Assignment, _OF_PATHWAY, tell.caseworker, ("caseworker", "pathway")),
    Source(Kind.PATHWAYS, "first_kept_on", Entry, _OF_PATHWAY, tell.first_kept, ("pathway",), _NOT_TOLD),
    Source(Kind.PATHWAYS, "charter_on", Entry, _OF_PATHWAY, tell.charter, ("pathway",)),
    Source(Kind.PATHWAYS, "validated_on", Entry, _OF_PATHWAY, tell.validated, ("pathway", "validated_by"), _APART),
    Source(Kind.CONTACTS, "date", Attempt, "referral__participant", tell.attempt),
    Source(Kind.SITUATIONS, "date", Situation, "participant", tell.situation, ("commune", "district")),
    Source(Kind.STEPS, "start", Step, _OF_PATHWAY, tell.step_begun, ("label", "contract", "organisation")),
    Source(Kind.APPOINTMENTS, "date", Appointment, "participant", tell.appointment, ("caseworker",), _TOLD_ONCE),
    Source(Kind.CONTACTS, "date", AbsenceAct, _OF_PATHWAY, tell.absence),
    Source(Kind.CONTACTS, "date", Interview, _OF_PATHWAY, tell.contact, ("caseworker",), prefetch=(_NOTES,)),
    Source(Kind.REVIEWS, "date", Positioning, _OF_PATHWAY, tell.positioning, ("provider",)),
    Source(Kind.REVIEWS, "date", BarrierAssessment, _OF_PATHWAY, tell.rating, (), Q(review=None)),
    Source(Kind.REVIEWS, "held_on", Review, _OF_PATHWAY, tell.review, ("caseworker",)),
    Source(Kind.REVIEWS, "set_on", Goal, _OF_PATHWAY, tell.goal_set),
    Source(Kind.REVIEWS, "outcome_on", Goal, _OF_PATHWAY, tell.goal_settled),
    Source(Kind.PARTNERS, "signed_on", EngagementContract, _OF_PATHWAY, tell.engagement),
    Source(Kind.PARTNERS, "date", PartnerPoint, _OF_PATHWAY, tell.point),
    Source(Kind.DOCUMENTS, "added_on", Document, "participant", tell.document, (), Q(withdrawn_on=None)),
    Source(Kind.SUSPENSIONS, "start", Suspension, _OF_PATHWAY, tell.suspended),
    Source(Kind.SUSPENSIONS, "end", Suspension, _OF_PATHWAY, tell.resumed),
    Source(Kind.STEPS, "recorded_on", Renewal, "step__pathway__participant", tell.renewal, ("step__label",)),
    Source(Kind.PATHWAYS, "decided_on", Extension, _OF_PATHWAY, tell.extension),
    Source(Kind.PATHWAYS, "proposed_on", ExitProposal, _OF_PATHWAY, tell.proposed, ("reason",)),
    Source(Kind.STEPS, "end", Step, _OF_PATHWAY, tell.step_over, ("label", "organisation"), _NOT_CUT),
    Source(Kind.PATHWAYS, "exit_date", Pathway, "participant", tell.exit_, ("exit_reason",)),
)
"""In the order of a day: what is later in the list happened later that day."""
