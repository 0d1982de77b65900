"""The pathway (*parcours*): from the entry to the exit, with all that happens between. Dated facts only."""

from jalon.pathways.models.contacts import Interview, NoteVersion
from jalon.pathways.models.entry import Entry, EntryDraft, Extension
from jalon.pathways.models.exit import AbsenceAct, ExitProposal
from jalon.pathways.models.pathway import Assignment, Pathway
from jalon.pathways.models.reviews import (
    BarrierAssessment,
    BarrierRating,
    EngagementContract,
    Goal,
    PartnerPoint,
    Positioning,
    Review,
)
from jalon.pathways.models.steps import Immersion, Renewal, Step, Suspension
from jalon.pathways.models.team import BulkAct, CaseDecision, CaseMeeting, Cover, CoverInstruction

__all__ = [
    "AbsenceAct",
    "Assignment",
    "BarrierAssessment",
    "BarrierRating",
    "BulkAct",
    "CaseDecision",
    "CaseMeeting",
    "Cover",
    "CoverInstruction",
    "EngagementContract",
    "Entry",
    "EntryDraft",
    "ExitProposal",
    "Extension",
    "Goal",
    "Immersion",
    "Interview",
    "NoteVersion",
    "PartnerPoint",
    "Pathway",
    "Positioning",
    "Renewal",
    "Review",
    "Step",
    "Suspension",
]
