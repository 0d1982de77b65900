"""Participants in memory, for the rules of the search for names."""

from collections import Counter
from collections.abc import Iterable, Sequence

from jalon.core.folding import words
from jalon.reports.names.people import Person
from jalon.reports.names.rules import Kind, found
from jalon.reports.names.tokens import shown, tokens


class Listed:
    """People by last and first name, in the order given: keys from 0."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.everyone = [Person(key, tuple(words(a)), tuple(words(b))) for key, (a, b) in enumerate(names)]

    def words(self) -> Iterable[str]:
        return {word for person in self.everyone for word in person.own}

    def bearing(self, words: Iterable[str], *, at_least: int) -> Iterable[Person]:
        wanted = Counter(words)
        return [person for person in self.everyone if sum(word in wanted for word in person.own) >= at_least]


def names_in(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """What is found, as written."""
    return [words for words, _, _ in told(text, Listed(names))]


def told(text: str, people: Listed) -> list[tuple[str, Kind, list[int]]]:
    """What is found, how, and whose it may be."""
    [matches] = found([tokens(text)], people)
    return [(shown(text, each.start, each.end), each.kind, sorted(each.people)) for each in matches]


def written(parts: Sequence[str]) -> str:
    return " ".join(filter(None, parts))
