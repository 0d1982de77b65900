"""What is published and not computed, and what was published: one file a subject."""

from jalon.reports.models.closings import ClosedLetter, ClosedList, Closing, ClosingPlan
from jalon.reports.models.editions import Edition, Letterhead
from jalon.reports.models.history import FIRST_YEAR, LAST_YEAR, ComputedSince, TypedFigure
from jalon.reports.models.writing import AcceptedName, Comment, Picture, Story, StoryPerson

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "AcceptedName",
    "ClosedLetter",
    "ClosedList",
    "Closing",
    "ClosingPlan",
    "Comment",
    "ComputedSince",
    "Edition",
    "Letterhead",
    "Picture",
    "Story",
    "StoryPerson",
    "TypedFigure",
]
