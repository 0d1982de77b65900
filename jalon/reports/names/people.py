"""Whoever bears a name, and the words a name is known by. Values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from jalon.reports.names.words import PARTICLES

SHORT = 3
"""A word below this many letters is a name only with a capital."""


@dataclass(frozen=True, eq=False)
class Person:
    """A participant by key, with the folded words of the last name and of the first one."""

    key: int
    last: tuple[str, ...]
    first: tuple[str, ...]

    @cached_property
    def own(self) -> frozenset[str]:
        """Every word of the name."""
        return frozenset((*self.last, *self.first))

    @cached_property
    def last_forms(self) -> frozenset[str]:
        """Each word that tells the last name, and the whole in one word."""
        return _forms(self.last)

    @cached_property
    def first_forms(self) -> frozenset[str]:
        """As `last_forms`."""
        return _forms(self.first)


class People(Protocol):
    """The names of all participants, wherever they are kept."""

    def words(self) -> Iterable[str]:
        """Every word of a name, once."""

    def bearing(self, words: Iterable[str], *, at_least: int) -> Iterable[Person]:
        """Whoever bears at least so many of these words."""


def _forms(words: tuple[str, ...]) -> frozenset[str]:
    """« De La Tour » → tour, delatour; « Ba » → ba."""
    telling = [word for word in words if word not in PARTICLES and len(word) >= SHORT]
    telling = telling or [word for word in words if word not in PARTICLES] or list(words)
    return frozenset((*telling, "".join(words))) - {""}
