"""What the ratings of obstacles (*freins*) say: which weigh most, which profile they lead to, how far one has come.

Pure: levels by family in, a verdict and its reasons out. A family that is not rated says nothing: it is never a zero.
Source: domain notes §3; the profiles are data of the protocol, the first whose rule holds is chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEVELS = range(4)
"""0 none, 1 light, 2 heavy, 3 blocking."""
HEAVY = 2
"""From there an obstacle is one of those to lift."""
Ratings = Mapping[str, int]
"""Levels by the code of the family."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A profile and when it applies: at least `count` of `families` (none named: all) weigh `level` or more."""

    name: str
    pathway: str
    families: frozenset[str]
    level: int
    count: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule put to the ratings: the families that reach its level, and whether they are enough."""

    rule: Rule
    reached: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the profile applies."""
        return len(self.reached) >= self.rule.count


@dataclass(frozen=True, slots=True)
class Change:
    """A family between two ratings; None where it was not rated."""

    family: str
    before: int | None
    after: int | None

    @property
    def step(self) -> int | None:
        """Negative: lighter. None unless rated both times."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Distance:
    """*Distance parcourue* between two ratings. Totals add up the families rated both times, and only those."""

    changes: tuple[Change, ...]

    @property
    def lighter(self) -> list[Change]:
        """What weighs less."""
        return [each for each in self.changes if (each.step or 0) < 0]

    @property
    def heavier(self) -> list[Change]:
        """What weighs more."""
        return [each for each in self.changes if (each.step or 0) > 0]

    @property
    def compared(self) -> list[Change]:
        """The families rated both times."""
        return [each for each in self.changes if each.step is not None]

    @property
    def steady(self) -> list[Change]:
        """What weighs as much."""
        return [each for each in self.compared if each.step == 0]

    @property
    def before(self) -> int:
        """The first total."""
        return sum(each.before or 0 for each in self.compared)

    @property
    def after(self) -> int:
        """The last total."""
        return sum(each.after or 0 for each in self.compared)


def ranked(ratings: Ratings, order: Sequence[str]) -> list[tuple[str, int]]:
    """The rated families, the heaviest first; equal ones in their usual order."""
    rated = [(family, ratings[family]) for family in order if family in ratings]
    return sorted(rated, key=lambda each: -each[1])


def trials(ratings: Ratings, rules: Iterable[Rule], order: Sequence[str]) -> list[Trial]:
    """Every rule put to the ratings down to the one chosen, which is the last; [] when nothing is rated."""
    told: list[Trial] = []
    if not ratings:
        return told
    for rule in rules:
        told.append(Trial(rule, _reaching(ratings, rule, order)))
        if told[-1].holds:
            return told
    return told


def chosen(told: Sequence[Trial]) -> Trial | None:
    """The trial that holds; None when no profile applies."""
    return told[-1] if told and told[-1].holds else None


def distance(before: Ratings, after: Ratings, order: Sequence[str]) -> Distance:
    """What changed between two ratings, for every family rated at least once."""
    rated = [family for family in order if family in before or family in after]
    return Distance(tuple(Change(family, before.get(family), after.get(family)) for family in rated))


def _reaching(ratings: Ratings, rule: Rule, order: Sequence[str]) -> tuple[str, ...]:
    among = [family for family in order if not rule.families or family in rule.families]
    return tuple(family for family in among if ratings.get(family, -1) >= rule.level)
