"""Names that anyone may print: référents, accounts, partners, places, words of the trade."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jalon.accounts.models import Caseworker, User
from jalon.organisations.models import Agent, Organisation
from jalon.protocols.models import ExitReason, NonEntryReason, StepLabel
from jalon.reference.models import Commune, District
from jalon.reports.models import Letterhead
from jalon.reports.names.rules import Kind, Match
from jalon.reports.names.tokens import Token, tokens
from jalon.reports.names.words import TRADE

PEOPLE = (Caseworker, User, Agent)
THINGS: tuple[tuple[Any, str], ...] = (
    (Organisation, "name"),
    (Commune, "name"),
    (District, "name"),
    (StepLabel, "name"),
    (ExitReason, "label"),
    (NonEntryReason, "label"),
    (Letterhead, "name"),
)


def public_names() -> "PublicNames":
    """All of them, from the base. A query a kind."""
    return PublicNames([*_people(), *_things()])


def _people() -> Iterator[str]:
    for model in PEOPLE:
        for last, first in model._default_manager.order_by().values_list("last_name", "first_name"):
            yield from (f"{first} {last}", f"{last} {first}")


def _things() -> Iterator[str]:
    for model, field in THINGS:
        yield from model._default_manager.order_by().values_list(field, flat=True)


class PublicNames:
    """Phrases, looked for in texts by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self.phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in {*names, *TRADE}:
            if phrase := tuple(token.word for token in tokens(name)):
                self.phrases[phrase[0]].add(phrase)

    def allow(self, match: Match, text: Sequence[Token]) -> bool:
        """Whether the words are those of a public name: of several words, or of one when the match stands alone."""
        least = 1 if match.kind in (Kind.LAST, Kind.FIRST) else 2
        for at, token in enumerate(text):
            if token.start <= match.start:
                for phrase in self.phrases.get(token.word, ()):
                    words = text[at : at + len(phrase)]
                    same = tuple(word.word for word in words) == phrase
                    if same and len(phrase) >= least and words[-1].end >= match.end:
                        return True
        return False
