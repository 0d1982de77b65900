"""A figure cut by a dimension: one grouped query, each part with its share and its own page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from jalon.core.rounding import percent
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import table
from jalon.indicators.kinds import Count, Moment, Subject
from jalon.indicators.reception import FIRST_DUE, FIRST_KEPT
from jalon.reports.sheet.print import MASKED, printed
from jalon.web.figures.cells import Cell
from jalon.web.figures.question import BY, Question, dimensions_of

IN_ORDER = (by.AGE, by.LEVEL, by.MONTH, by.WAITING)
"""Printed in their own order; the others by size."""
UNKNOWN = "Inconnu"
LEAST_TOLD = 5
"""The smallest count that leaves the PLIE."""
USUAL = {Subject.PATHWAY: by.COMMUNE, Subject.STEP: by.CLASSIFICATION, Subject.REFERRAL: by.CATEGORY}


RATED: dict[str, Count] = {m.POSITIVE_EXITS.code: m.EXITS, FIRST_KEPT.code: FIRST_DUE}
"""The figures whose parts have a rate: their count among all those of the same part."""
RATES = {
    m.POSITIVE_EXITS.code: "Part : du total des sorties positives. Taux : des sorties positives parmi toutes les "
    "sorties de la même ligne.",
    FIRST_KEPT.code: "Part : du total des rendez-vous tenus. Taux : des rendez-vous tenus parmi tous ceux, tenus ou "
    "manqués, de la même ligne.",
}
"""What the two columns say."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value of the dimension, its count, its share of the figure in whole percent.

    `all` and `rate`, for the figures that have one: those among whom it is counted, and its part of them.
    """

    label: str
    cell: Cell
    share: int | None
    all: Cell | None = None
    rate: int | None = None


def label_of(dimension: Dimension, key: Any, labels: Mapping[Any, str]) -> str:
    """The name of a key."""
    return UNKNOWN if key is None else str(labels.get(key, key))


def rated(question: Question, dimension: Dimension) -> Question | None:
    """The figure among which this one has a rate; None without any, or where the rate would say nothing."""
    whole = None if question.discreet else RATED.get(question.indicator.code)
    return None if whole is None or dimension is by.EXIT_REASON else replace(question, indicator=whole)


def _cells(question: Question, measure: Count, dimension: Dimension) -> dict[tuple[Any, ...], int]:
    return table(measure, question.window, dimension, filters=list(question.filters.items()))


def parts(question: Question, measure: Count, dimension: Dimension, total: int) -> list[Part]:
    """The figure's count for each value of the dimension, zeros left out; they add up to the total.

    With a rate, the parts that have none of these but some of those they are counted among stand too.
    """
    found = _cells(question, measure, dimension)
    untold = small_and_next(found) if question.discreet else set()
    among = rated(question, dimension)
    whole = _cells(among, RATED[measure.code], dimension) if among else {}
    found = dict.fromkeys(whole, 0) | found
    labels = dimension.labels([key for (key,) in found if key is not None])
    ranks = {key: rank for rank, key in enumerate(sorted(labels) if dimension is by.MONTH else labels)}

    def rank(item: tuple[tuple[Any, ...], int]) -> tuple[Any, ...]:
        (key,), number = item
        first = ranks.get(key, len(ranks)) if dimension in IN_ORDER else -number
        return key is None, first, label_of(dimension, key, labels)

    def part(key: Any, number: int) -> Part:
        if (key,) in untold:
            return Part(label_of(dimension, key, labels), Cell(MASKED), None)
        cell = Cell(printed(number, measure.unit), question.with_filter(dimension, key).address())
        label, share = label_of(dimension, key, labels), percent(number, total)
        if among is None:
            return Part(label, cell, share)
        every = whole.get((key,), 0)
        known = Cell(printed(every, among.indicator.unit), among.with_filter(dimension, key).address())
        return Part(label, cell, share, known, percent(number, every))

    return [part(key, number) for (key,), number in sorted(found.items(), key=rank)]


def small_and_next(found: Mapping[Any, int]) -> set[Any]:
    """The parts from 1 to 4; with one alone, the next smallest too, or the total would give it away."""
    small = {key for key, number in found.items() if 0 < number < LEAST_TOLD}
    others = sorted((number, str(key), key) for key, number in found.items() if number >= LEAST_TOLD)
    return small | {others[0][2]} if len(small) == 1 and others else small


def choices(question: Question) -> list[Dimension]:
    """The dimensions by which the figure may still be cut."""
    possible = [each for each in dimensions_of(question.indicator) if each not in question.filters]
    return [each for each in possible if question.cuts is None or each in question.cuts]


def usual(question: Question, measure: Count) -> Dimension | None:
    """The dimension shown when none is asked for; None for a figure that its filters already cut in every way."""
    first = by.EXIT_REASON if measure.moment is Moment.EXIT else USUAL[measure.subject]
    first = by.NON_ENTRY_REASON if measure.moment is Moment.NON_ENTRY else first
    possible = choices(question)
    return first if first in possible else next(iter(possible), None)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that may be taken off, or a dimension that may be chosen."""

    label: str
    url: str
    current: bool = False


def filter_chips(question: Question) -> list[Chip]:
    """The filters in force, each with the page that has it no more."""
    return [
        Chip(
            f"{each.label} : {label_of(each, key, each.labels([key] if key is not None else []))}",
            question.without(each).address(),
        )
        for each, key in question.filters.items()
        if question.cuts is None or each in question.cuts
    ]


def dimension_chips(question: Question, chosen: Dimension) -> list[Chip]:
    """The dimensions, each with the page cut by it."""
    return [
        Chip(each.label, question.address(**{BY: each.code}) + "#repartition", each is chosen)
        for each in choices(question)
    ]
