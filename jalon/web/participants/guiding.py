"""What guides a pathway, beside the file: goals, obstacles, positionings, reviews, the RSA."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from jalon.pathways.enums import Partner
from jalon.pathways.models import EngagementContract, Goal, PartnerPoint, Pathway, Positioning, Review
from jalon.pathways.reviews import Mark, marks, to_hold
from jalon.protocols.models import Protocol
from jalon.web.participants.obstacles import Obstacles, obstacles

LATEST_SETTLED = 3
"""Goals settled that stay in sight; the memory has them all."""


@dataclass(frozen=True)
class Guiding:
    """Of a pathway, on a day."""

    pathway: Pathway
    protocol: Protocol | None
    today: dt.date
    shown: bool

    @cached_property
    def _goals(self) -> list[Goal]:
        return list(self.pathway.goals.filter(set_on__lte=self.today))

    @property
    def goals(self) -> list[Goal]:
        """The standing ones: short term first, then the nearest."""
        standing = [goal for goal in self._goals if not goal.outcome]
        return sorted(standing, key=lambda goal: (goal.term, goal.due_on or dt.date.max, goal.set_on, goal.pk))

    @property
    def settled_goals(self) -> list[Goal]:
        """The last settled, the latest first."""
        settled = [goal for goal in self._goals if goal.outcome]
        return sorted(settled, key=lambda goal: (goal.outcome_on or goal.set_on, goal.pk), reverse=True)[
            :LATEST_SETTLED
        ]

    @cached_property
    def obstacles(self) -> Obstacles | None:
        """The first and the last rating; None without any."""
        return obstacles(self.pathway, self.protocol, until=self.today, shown=self.shown)

    @cached_property
    def positionings(self) -> list[Positioning]:
        """The latest of each domain."""
        found = (
            self.pathway.positionings.filter(date__lte=self.today).select_related("provider").order_by("skill", "date")
        )
        return list({each.skill: each for each in found}.values())

    @cached_property
    def reviews(self) -> dict[int, Review]:
        """Those held, by their months."""
        return {review.month: review for review in self.pathway.reviews.filter(held_on__lte=self.today)}

    @property
    def review_marks(self) -> list[Mark]:
        """Those the protocol calls for that are not held, the most likely one first."""
        if self.protocol is None:
            return []
        every, longest = self.protocol.review_every_months, self.protocol.max_months
        return to_hold(marks(self.pathway.entry_date, every, longest, self.today), self.reviews)

    @cached_property
    def engagement(self) -> EngagementContract | None:
        """The last *contrat d’engagement* signed."""
        return self.pathway.engagement_contracts.filter(signed_on__lte=self.today).order_by("signed_on").last()

    @cached_property
    def points(self) -> list[PartnerPoint]:
        """The last quarterly point with each partner."""
        held = {
            point.partner: point for point in self.pathway.partner_points.filter(date__lte=self.today).order_by("date")
        }
        return [held[partner] for partner in Partner.values if partner in held]
