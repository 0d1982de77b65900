"""What has changed since a letter was closed, fact by fact: each with its figures, its files, and who recorded it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import timezone

from jalon.core.database import snapshot
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate
from jalon.indicators.kinds import Count, Derived, Mean
from jalon.indicators.parameters import OF_PROTOCOL, parameters
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.reports.closing import definitions
from jalon.reports.closing.authors import Authors
from jalon.reports.closing.differences import Difference, Nature, differences, effect_on, number_in
from jalon.reports.closing.facts import Fact, FactBook, Kind
from jalon.reports.closing.lists import Lists, behind, cells_of, lists, of_the_period
from jalon.reports.editions.filters import filters_of
from jalon.reports.figures import Figure, Value, plain
from jalon.reports.models import ClosedLetter
from jalon.reports.sheet.serial import unpacked

Since = Callable[[Nature], dt.datetime]
SUMS = {each.code for each in (m.PARTNER_REFERRALS, m.PARTNER_ENTRIES, m.NEUTRAL_EXITS, m.NON_NEUTRAL_EXITS)}
"""Sums of some cells of a table."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that moved figures: `by` and `at` from the journal, when it knows."""

    fact: Fact
    by: str
    at: dt.datetime | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure, or a cell of its table, that a group of facts moved by `delta`: frozen → counted now."""

    code: str
    cell: Mapping[str, Any]
    frozen: int
    now: int
    delta: int

    @property
    def is_part(self) -> bool:
        """Whether it is a cell of a table, or a sum of some: it moves with the figure it is a part of."""
        return bool(self.cell) or self.code in SUMS

    @property
    def alone(self) -> bool:
        """Whether these facts make all of the change."""
        return self.now - self.frozen == self.delta


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of a kind that moved the same figures in the same way."""

    nature: Nature
    kind: Kind | None
    told: tuple[Told, ...]
    effects: tuple[Effect, ...]

    @property
    def moves(self) -> tuple[tuple[str, Any, Any], ...]:
        """From which key of which dimension to which other the records moved, each once."""
        found = [move for told in self.told for each in told.differences for move in each.moves]
        return tuple(dict.fromkeys(found))

    @property
    def totals(self) -> list[Effect]:
        """The figures themselves."""
        return [effect for effect in self.effects if not effect.is_part]

    @property
    def cells(self) -> list[Effect]:
        """Their parts: cells of tables, and sums of some of these."""
        return [effect for effect in self.effects if effect.is_part]


@dataclass(frozen=True, slots=True)
class Follower:
    """A mean, a rate or a target that is no longer what was printed."""

    code: str
    frozen: Value
    now: Value


@dataclass(frozen=True)
class Changes:
    """All that has changed: by fact, then what follows from them; words and numbers that were redefined."""

    groups: tuple[Group, ...]
    followers: tuple[Follower, ...]
    redefined: tuple[str, ...]
    parameters: Mapping[str, tuple[Any, Any]]

    @cached_property
    def figures(self) -> int:
        """How many figures are no longer what was printed, cells of tables aside."""
        moved = {each.code for group in self.groups for each in group.totals if each.frozen != each.now}
        return len(moved) + len(self.followers)

    @property
    def facts(self) -> int:
        """How many facts explain them."""
        return sum(len(group.told) for group in self.groups)

    def __bool__(self) -> bool:
        return bool(self.groups or self.followers or self.redefined or self.parameters)


def changes(letter: ClosedLetter) -> Changes:
    """What has changed since it was closed, of one state of the base. As many queries whatever the number of facts,
    by five hundred files."""
    with snapshot():
        return _Comparison(letter).changes()


class _Comparison:
    """A closed letter beside what the base tells now."""

    def __init__(self, letter: ClosedLetter) -> None:
        self.letter, self.closing = letter, letter.closing
        self.filters = filters_of(letter.edition)
        sheet = unpacked(letter.sheet)
        self.figures = _distinct(of_the_period(sheet))
        self.then = Window.parse(self.closing.period, self.closing.as_of)
        self.current = Window(self.then.period)
        cut = behind(sheet, self.filters)
        self.frozen: Lists = dict(letter.lists.order_by().values_list("code", "records"))
        cut = {code: dimensions for code, dimensions in cut.items() if code in self.frozen}
        self.known = lists(cut, self.then, self.filters)
        self.now = lists(cut, self.current, self.filters)

    def changes(self) -> Changes:
        return Changes(
            tuple(self._groups()),
            tuple(self._followers()),
            tuple(definitions.changed(self.letter.definitions)),
            self._parameters(),
        )

    # By fact

    def _groups(self) -> list[Group]:
        found = [each for code in self.known for each in self._differences(code)]
        told = self._told(found)
        groups: dict[Any, list[Told]] = defaultdict(list)
        for each in told:
            groups[_signature(each)].append(each)
        return [self._group(group) for _, group in sorted(groups.items(), key=lambda item: _rank(item[1]))]

    def _differences(self, code: str) -> Iterable[Difference]:
        measure = INDICATORS[code]
        people = isinstance(measure, Count) and measure.people
        return differences(code, self.frozen[code], self.known[code], self.now[code], people=people)

    def _told(self, found: list[Difference]) -> list[Told]:
        files = {each.record["file"] for each in found}
        causes = _Causes(FactBook(files), Authors(files, self._since(Nature.LATE)), self.then, self._since)
        by_fact: dict[tuple[Nature, Fact], list[Difference]] = defaultdict(list)
        for each in found:
            by_fact[causes.nature_and_fact(each)].append(each)
        return [causes.told(nature, fact, those) for (nature, fact), those in by_fact.items()]

    def _since(self, nature: Nature) -> dt.datetime:
        """From when the journal is read: a late fact may have been recorded before the act of closing."""
        if nature is not Nature.LATE:
            return self.closing.asked_at
        day_after = dt.datetime.combine(self.closing.as_of + dt.timedelta(1), dt.time())
        return min(timezone.make_aware(day_after), self.closing.asked_at)

    def _group(self, told: list[Told]) -> Group:
        found: dict[str, list[Difference]] = defaultdict(list)
        for each in told:
            for difference in each.differences:
                found[difference.code].append(difference)
        effects = [self._effect(code, cell, those) for code, those in found.items() for cell in self._cells(code)]
        first = told[0]
        gone = first.differences[0].nature is Nature.DELETION
        return Group(
            first.differences[0].nature,
            None if gone else first.fact.kind,
            tuple(sorted(told, key=lambda each: (each.fact.day or dt.date.min, each.fact.file))),
            tuple(effect for effect in effects if effect.delta),
        )

    def _cells(self, code: str) -> list[dict[str, Any]]:
        """The cells of a figure: those printed, and those that were empty then."""
        printed = [cells_of(figure, self.filters) for figure in self.figures if figure.code == code]
        records = [*self.frozen[code], *self.known[code], *self.now[code]]
        keys = {(name, key) for record in records for name, key in record.get("cells", {}).items()}
        every = printed + [{name: key} for name, key in sorted(keys, key=str)]
        return list({tuple(sorted(cell.items())): cell for cell in every}.values())

    def _effect(self, code: str, cell: dict[str, Any], found: list[Difference]) -> Effect:
        frozen, now = number_in(self.frozen[code], cell), number_in(self.now[code], cell)
        return Effect(code, cell, frozen, now, effect_on(cell, found))

    # What follows

    def _followers(self) -> list[Follower]:
        asked = [each for each in self.figures if isinstance(INDICATORS[each.code], Mean | Derived) and not each.masked]
        values = evaluate([INDICATORS[each.code] for each in asked], self.current, self.filters)
        found = [Follower(each.code, plain(each.value), plain(values[each.code])) for each in asked]
        return [each for each in found if each.frozen != each.now]

    def _parameters(self) -> dict[str, tuple[Any, Any]]:
        """The numbers of the protocol that are no longer what they were."""
        held = parameters(self.current, self.filters)
        kept = self.letter.definitions["parameters"]
        both = {name: (kept.get(name), plain(held[name])) for name in OF_PROTOCOL}
        return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


class _Causes:
    """From a difference to the fact that made it."""

    def __init__(
        self, book: FactBook, authors: Authors, window: Window, since: Callable[[Nature], dt.datetime]
    ) -> None:
        self.book, self.authors, self.window, self.since = book, authors, window, since

    def nature_and_fact(self, difference: Difference) -> tuple[Nature, Fact]:
        """Why, and which fact. A record that is no longer in the base is its own fact."""
        measure, pk = INDICATORS[difference.code], difference.record["pk"]
        assert isinstance(measure, Count), "only counts have lists"  # noqa: S101  (for mypy)
        around = self.book.around(measure, pk, added=difference.after is not None)
        if not around:
            return Nature.DELETION, self._gone(difference)
        if difference.nature is Nature.LATE:
            late = [fact for fact in around if self._is_late(fact)]
            return Nature.LATE, (late or around)[0]
        told = [fact for fact in around if self.authors.last(fact, self.since(Nature.CORRECTION))]
        return Nature.CORRECTION, (told or around)[0]

    def _is_late(self, fact: Fact) -> bool:
        """Known after the day of the closing, and dated by the end of the period: what comes after moves nothing."""
        window = self.window
        return bool(fact.known and window.as_of and fact.known > window.as_of and fact.day and fact.day <= window.end)

    def _gone(self, difference: Difference) -> Fact:
        """All that is gone of a file is one fact."""
        return Fact(Kind.ENTRY, 0, difference.record["file"])

    def told(self, nature: Nature, fact: Fact, found: list[Difference]) -> Told:
        """The fact with who recorded it."""
        if nature is Nature.DELETION:
            event = self.authors.erasing([kind.target for kind in Kind], found[0].record["pk"], fact.file)
        else:
            event = self.authors.last(fact, self.since(nature))
        return Told(
            fact,
            event.actor if event else "",
            event.at if event else None,
            tuple(replace(each, nature=nature) for each in found),
        )


def _distinct(figures: Collection[Figure]) -> list[Figure]:
    """Each figure or cell once, in the order of the sheet."""
    return list({(each.code, tuple(sorted(each.filters.items()))): each for each in figures}.values())


def _signature(told: Told) -> Any:
    """What makes two facts one group: why, what, and which figures in which way."""
    deltas: dict[str, int] = defaultdict(int)
    for each in told.differences:
        if each.code not in SUMS:
            deltas[each.code] += each.delta
    nature = told.differences[0].nature
    return nature, told.fact.kind, frozenset((code, (delta > 0) - (delta < 0)) for code, delta in deltas.items())


def _rank(told: list[Told]) -> Any:
    """Late ones first, then the most numerous."""
    first = told[0]
    order = list(Nature).index(first.differences[0].nature)
    return order, list(Kind).index(first.fact.kind), -len(told), first.fact.file
