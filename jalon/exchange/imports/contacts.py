"""Contacts held in columns of numbers: they are twenty times as many as the rest (4 million rows in about 100 MB)."""

import datetime as dt
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from jalon.exchange.rows import InterviewRow

UNKNOWN = -1


class Vocabulary:
    """Texts numbered in the order in which they come."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}
        self.words: list[Any] = []

    def number(self, word: Any) -> int:
        """The number of a word, new or known."""
        number = self.numbers.get(word)
        if number is None:
            number = self.numbers[word] = len(self.words)
            self.words.append(word)
        return number


class Contacts:
    """The rows of `entretiens.csv`, given back pathway by pathway."""

    def __init__(self) -> None:
        self.pathways, self.caseworkers, self.kinds, self.answers = (Vocabulary() for _ in range(4))
        self.columns = tuple(array("l") for _ in InterviewRow._fields)

    def __len__(self) -> int:
        return len(self.columns[0])

    def append(self, row: InterviewRow) -> None:
        """Keep one row."""
        numbers = (
            self.pathways.number(row.pathway),
            self.caseworkers.number(row.caseworker),
            row.date.toordinal(),
            self.kinds.number(row.kind),
            UNKNOWN if row.minutes is None else row.minutes,
            self.answers.number(row.present),
            self.answers.number(row.signed),
        )
        for column, number in zip(self.columns, numbers, strict=True):
            column.append(number)

    def by_pathway(self) -> Iterator[tuple[str, list[InterviewRow]]]:
        """Each pathway that has contacts, with them, in the order of the codes."""
        pathways = self.columns[0]
        ranks = {number: rank for rank, (_, number) in enumerate(sorted(self.pathways.numbers.items()))}
        order = sorted(range(len(self)), key=lambda i: ranks[pathways[i]])
        for number, indexes in groupby(order, key=pathways.__getitem__):
            code = self.pathways.words[number]
            yield code, [self._row(code, i) for i in indexes]

    def _row(self, pathway: str, i: int) -> InterviewRow:
        _, caseworker, day, kind, minutes, present, signed = (column[i] for column in self.columns)
        return InterviewRow(
            pathway,
            self.caseworkers.words[caseworker],
            dt.date.fromordinal(day),
            self.kinds.words[kind],
            None if minutes == UNKNOWN else minutes,
            self.answers.words[present],
            self.answers.words[signed],
        )
