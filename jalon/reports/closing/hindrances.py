"""What holds up a closing, and what only deserves a look: texts and stories of the letters of a period."""

from dataclasses import dataclass
from functools import cached_property

from jalon.core import french
from jalon.reports.closing import queries
from jalon.reports.comments.flags import Flag, flags
from jalon.reports.models import Edition
from jalon.reports.names.found import Found
from jalon.reports.names.texts import blocking
from jalon.reports.stories.rules import Hindrance
from jalon.reports.stories.telling import hindrances


class HeldUp(Exception):
    """A letter of the period may not be published: its words are for the reader."""


@dataclass(frozen=True)
class Held:
    """What is found in the texts of a period."""

    period: str

    @cached_property
    def names(self) -> list[Found]:
        """Names of participants that nobody let pass."""
        return blocking(self.period)

    @cached_property
    def story(self) -> list[Hindrance]:
        """The consents that the story lacks."""
        return hindrances(self.period)

    @cached_property
    def flagged(self) -> list[tuple[Edition, list[Flag]]]:
        """The numbers typed by hand in comments, by version: told, and let pass."""
        found = [(edition, flags(self.period, edition)) for edition in queries.versions()]
        return [(edition, those) for edition, those in found if those]

    @property
    def words(self) -> str:
        """Why the period may not be closed; "" when it may."""
        said = []
        if self.names:
            many = len(self.names) > 1
            found = (
                f"{french.number(len(self.names))} noms de participants sont" if many else "Un nom de participant est"
            )
            said.append(f"{found} dans les textes de la lettre.")
        if self.story:
            said.append("Le retour sur une action attend un accord.")
        return " ".join(said)


def check(period: str) -> None:
    """HeldUp when a letter of the period may not be published."""
    words = Held(period).words
    if words:
        raise HeldUp(words)
