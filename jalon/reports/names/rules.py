"""Participants' names in a text: words and people in, places out. Why so: docs/adr/0017-names.md.

A name is found in full (either order), with an initial, after a title, or alone when a capital tells that it is a name.
One typing error is forgiven in a word of four letters or more. What is common in French and written without a capital
is no name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from jalon.reports.names.near import Near, near
from jalon.reports.names.people import SHORT, People, Person
from jalon.reports.names.tokens import Token
from jalon.reports.names.words import PARTICLES, SMALL_WORDS, TITLE_LETTERS, TITLES
from jalon.roster.rules import LEAST_LETTERS

RARE = 3
"""A first name alone tells who it is when no more people bear it."""
GLUED = 4
"""« De La Tour », « N’Diaye »: as many words may be written as one."""
APART = 4
"""As many words, of the name itself, may stand between a first and a last name."""


class Kind(IntEnum):
    """How a name was told, from the surest."""

    FULL = 1
    INITIAL = 2
    TITLE = 3
    LAST = 4
    FIRST = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text: the signs it holds, whose it may be. `error`: but for one letter."""

    start: int
    end: int
    kind: Kind
    people: frozenset[int]
    error: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """Words `first` to `last` of a text, taken as one: a word, or several that may be one name."""

    first: int
    last: int
    word: str


Bearers = dict[str, list[Person]]
"""People by the words of their names."""

Hit = tuple[_Unit, int]
"""A place where a person's name may stand, with its errors."""


def found(texts: Sequence[Sequence[Token]], people: People) -> list[list[Match]]:
    """The names in each text, in its order; of those that overlap, the surest."""
    looks = [_Look(text) for text in texts]
    words = near(
        {token.word for text in texts for token in text},
        {unit.word for look in looks for unit in look.units if unit.first < unit.last},
        people.words(),
    )
    for look in looks:
        look.near = words
    capital = {token.word for text in texts for token in text if token.capital}
    wanted = {name for word, names in words.items() for name in names if word not in SMALL_WORDS or word in capital}
    several = _bearers(people.bearing(wanted, at_least=2) if wanted else (), lambda person: person.own)
    alone = {name for look in looks for name in look.names_alone()}
    single = _bearers(
        people.bearing(alone, at_least=1) if alone else (), lambda person: person.last_forms | person.first_forms
    )
    return [_surest([*look.full(several), *look.partial(single)]) for look in looks]


def _bearers(people: Iterable[Person], words: Callable[[Person], Iterable[str]]) -> Bearers:
    found: Bearers = defaultdict(list)
    for person in people:
        for word in words(person):
            found[word].append(person)
    return found


class _Look:
    """What one text shows."""

    near: Near

    def __init__(self, text: Sequence[Token]) -> None:
        self.text = text
        self.units = list(self._units())
        self.by_word: dict[str, list[_Unit]] = defaultdict(list)
        for unit in self.units:
            self.by_word[unit.word].append(unit)

    def _units(self) -> Iterator[_Unit]:
        for first in range(len(self.text)):
            word = ""
            for last in range(first, min(first + GLUED, len(self.text))):
                if last > first and not self.text[last].tied:
                    break
                word += self.text[last].word
                yield _Unit(first, last, word)

    # In full

    def full(self, bearers: Bearers) -> Iterator[Match]:
        """First and last name side by side."""
        units = self._units_by_name()
        met = Counter(person for name in units for person in bearers.get(name, ()))
        for person in (person for person, words in met.items() if words > 1):
            lasts, firsts = (self._hits(person, forms, units) for forms in (person.last_forms, person.first_forms))
            for last, wrong in lasts:
                for first, also in firsts:
                    if wrong + also <= 1 and self._side_by_side(person, last, first):
                        yield self._match(Kind.FULL, person, wrong + also, last, first)

    def _units_by_name(self) -> dict[str, list[Hit]]:
        """Where each word of a name stands in the text."""
        units: dict[str, list[Hit]] = defaultdict(list)
        for word, at in self.by_word.items():
            for name, errors in self.near.get(word, {}).items():
                units[name] += [(unit, errors) for unit in at]
        return units

    def _hits(self, person: Person, forms: frozenset[str], units: dict[str, list[Hit]]) -> list[Hit]:
        hits = {(unit, 0) for form in forms for unit in self.by_word.get(form, ())}
        hits |= {(unit, 1) for form in forms for unit, errors in units.get(form, ()) if errors}
        return sorted(hits, key=lambda hit: hit[0].first)

    def _side_by_side(self, person: Person, one: _Unit, other: _Unit) -> bool:
        """Nothing between the two but words of the name; with capitals, particles and initials too."""
        before, after = sorted((one, other), key=lambda unit: unit.first)
        if before.last >= after.first or after.first - before.last > APART:
            return False
        strangers = [t for t in self.text[before.last + 1 : after.first] if t.word not in person.own]
        if self._is_capital(one) and self._is_capital(other):
            return all(_is_particle(token) or len(token.word) == 1 for token in strangers)
        return not strangers and _is_plain(one.word) and _is_plain(other.word)

    # In part

    def names_alone(self) -> set[str]:
        """The words of names that a title, an initial or a capital points to."""
        pointed = {unit for unit, _, _ in self._pointed()} | set(self._capitals())
        return {
            name
            for unit in pointed
            for at in range(unit.first, unit.last + 1)
            for word in {unit.word, self.text[at].word}
            for name in self.near.get(word, {})
        }

    def partial(self, bearers: Bearers) -> Iterator[Match]:
        """After a title, with an initial, alone."""
        for unit, kind, initials in self._pointed():
            for form, errors in {unit.word: 0, **self.near.get(unit.word, {})}.items():
                if form == unit.word or (errors and self._forgives(unit, initials)):
                    yield from self._with(kind, unit, form, initials, bearers.get(form, ()))
        for unit in self._capitals():
            yield from self._alone(unit, bearers.get(unit.word, []))

    def _with(
        self, kind: Kind, unit: _Unit, form: str, initials: Sequence[int], bearers: Iterable[Person]
    ) -> Iterator[Match]:
        letters = {self.text[at].word for at in initials}
        ends = [_Unit(at, at, "") for at in initials] or [unit]
        for person in bearers:
            others = [
                other
                for forms, other in ((person.last_forms, person.first), (person.first_forms, person.last))
                if form in forms
            ]
            if kind == Kind.TITLE or any(word[0] in letters for words in others for word in words):
                yield self._match(kind, person, int(form != unit.word), unit, *ends)

    def _pointed(self) -> Iterator[tuple[_Unit, Kind, list[int]]]:
        """Units that an initial or a title stands beside, with the places of the initials."""
        for unit in self.units:
            if unit.word not in self.near and unit.first == unit.last:
                continue
            before, after = self._initials(self._before(unit), -1), self._initials(unit.last + 1, 1)
            for initials in (before, after):
                if initials and self._may_be_name(unit, sure=any(self.text[at].dotted for at in initials)):
                    yield unit, Kind.INITIAL, initials
            if self._has_title(unit):
                yield unit, Kind.TITLE, []

    def _initials(self, at: int, step: int) -> list[int]:
        places = []
        while 0 <= at < len(self.text) and self._is_initial(self.text[at]):
            places.append(at)
            at += step
        return places

    def _is_initial(self, token: Token) -> bool:
        lone = len(token.word) == 1 and token.word.isalpha() and not token.elided
        return lone and (token.dotted or (token.capital and not token.opens))

    def _has_title(self, unit: _Unit) -> bool:
        at = self._before(unit)
        if at < 0:
            return False
        title = self.text[at]
        letter = title.word in TITLE_LETTERS and title.capital and (title.dotted or self._is_capital(unit))
        return (letter or title.word in TITLES) and self._may_be_name(unit, sure=True)

    def _before(self, unit: _Unit) -> int:
        """The place of the word before, particles aside when a capital follows them: « Mme de La Tour »."""
        at = unit.first - 1
        while self._is_capital(unit) and unit.first - at <= APART and at >= 0 and _is_particle(self.text[at]):
            at -= 1
        return at

    def _may_be_name(self, unit: _Unit, *, sure: bool) -> bool:
        """With a capital; without one, only what is surely told and no small word."""
        return self._is_capital(unit) or (sure and _is_plain(unit.word))

    def _forgives(self, unit: _Unit, initials: Sequence[int]) -> bool:
        """An error is forgiven with a capital: the word’s, or its initials’ (a title is as good)."""
        is_long = len(unit.word) >= LEAST_LETTERS
        return self._is_capital(unit) or (is_long and all(self.text[at].capital for at in initials))

    # Alone

    def _capitals(self) -> Iterator[_Unit]:
        for unit in self.units:
            if len(unit.word) >= SHORT and self._is_capital(unit) and not self._is_shouting(unit):
                yield unit

    def _alone(self, unit: _Unit, bearers: Sequence[Person]) -> Iterator[Match]:
        inside = any(token.capital and not token.opens for token in self.text[unit.first : unit.last + 1])
        for person in bearers:
            if inside and unit.word == "".join(person.last):
                yield self._match(Kind.LAST, person, 0, unit)
        named = [person for person in bearers if person.first and unit.word in (person.first[0], "".join(person.first))]
        if len(named) <= RARE:
            for person in named:
                yield self._match(Kind.FIRST, person, 0, unit)

    def _is_capital(self, unit: _Unit) -> bool:
        return self.text[unit.last].capital

    def _is_shouting(self, unit: _Unit) -> bool:
        """In the midst of words in capitals, a capital tells nothing."""
        beside = [at for at in (unit.first - 1, unit.last + 1) if 0 <= at < len(self.text)]
        return self.text[unit.last].shouted and any(self.text[at].shouted for at in beside)

    def _match(self, kind: Kind, person: Person, errors: int, *units: _Unit) -> Match:
        first, last = min(unit.first for unit in units), max(unit.last for unit in units)
        while first > 0 and self.text[first].tied and self.text[first - 1].word in person.own:
            first -= 1
        while last + 1 < len(self.text) and self.text[last + 1].tied and self.text[last + 1].word in person.own:
            last += 1
        return Match(self.text[first].start, self.text[last].end, kind, frozenset((person.key,)), error=errors > 0)


def _is_particle(token: Token) -> bool:
    return (token.word in PARTICLES and not token.dotted) or token.elided


def _is_plain(word: str) -> bool:
    """Whether a word without a capital may be a name."""
    return len(word) >= SHORT and word not in SMALL_WORDS


def _surest(matches: Iterable[Match]) -> list[Match]:
    """One match a place, with all the people it may be."""
    people: dict[tuple[Kind, bool, int, int], set[int]] = defaultdict(set)
    for match in matches:
        people[match.kind, match.error, match.start, match.end] |= match.people
    kept: list[Match] = []
    for kind, error, start, end in sorted(people, key=lambda told: (told[0], told[1], told[2] - told[3], told[2])):
        if all(end <= other.start or start >= other.end for other in kept):
            kept.append(Match(start, end, kind, frozenset(people[kind, error, start, end]), error))
    return sorted(kept, key=lambda match: match.start)
