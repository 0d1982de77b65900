"""A review as it was held: its words, its goals, its ratings against the first ones, its signatures."""

from dataclasses import dataclass
from functools import cached_property

from jalon.documents.models import Signature
from jalon.pathways.models import Goal, Review
from jalon.protocols.models import BarrierFamily, Protocol
from jalon.web.participants.obstacles import Obstacles


@dataclass(frozen=True)
class Reviewed:
    """What a page or a paper shows of a review. `shown`: what is sensitive too."""

    review: Review
    shown: bool

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each part that was written, under its title."""
        held = self.review
        parts = [
            ("Ce qui a été fait", held.done),
            ("Ce que la personne en dit", held.learned),
            ("La suite", held.next),
        ]
        return [(title, text) for title, text in parts if text.strip()]

    @cached_property
    def settled(self) -> list[Goal]:
        """The goals whose issue was told that day."""
        goals = self.review.pathway.goals.exclude(outcome="").filter(outcome_on=self.review.held_on)
        return list(goals)

    @cached_property
    def new_goals(self) -> list[Goal]:
        """Those set there."""
        return list(self.review.goals.all())

    @cached_property
    def obstacles(self) -> Obstacles | None:
        """The ratings made there, against the first ones of the pathway; None when none were."""
        pathway = self.review.pathway
        held = pathway.barrier_assessments.filter(date__lte=self.review.held_on).order_by("date")
        rated = list(held.prefetch_related("ratings"))
        if not rated or rated[-1].review_id != self.review.pk:
            return None
        return Obstacles(list(BarrierFamily.objects.all()), [], rated[0], rated[-1], self.shown)

    @property
    def signatures(self) -> list[tuple[str, str, Signature | None]]:
        """Who signs, the word of the address where they do, and their signature."""
        person = str(self.review.pathway.participant)
        caseworker = str(self.review.caseworker or "Référent")
        return [
            (person, "bilan", self.review.participant_signature),
            (caseworker, "bilan-referent", self.review.caseworker_signature),
        ]

    @property
    def is_signed(self) -> bool:
        """By one or the other: its words change no more."""
        return any(signature for _, _, signature in self.signatures)

    @cached_property
    def protocol(self) -> Protocol | None:
        """The one of the entry."""
        return Protocol.objects.for_entry(self.review.pathway.entry_date)
