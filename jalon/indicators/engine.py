"""Computing figures: counts of one kind of record together in one query, a table in one grouped query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet, Sum

from jalon.core import rounding
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count, Derived, Indicator, Mean, Subject
from jalon.indicators.parameters import LABELS as PARAMETERS
from jalon.indicators.parameters import parameters
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window

Filters = Sequence[tuple[Dimension, Any]]


def evaluate(
    indicators: Iterable[Indicator], window: Window, filters: Filters = (), known: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The value of each indicator by code, with those of all that they need; the counts already `known` are kept.

    None for a figure that the filters do not cut: nobody has a référent before an entry.
    """
    wanted = with_needs(indicators)
    values: dict[str, Any] = {each.code: None for each in wanted if not cut_by(each, filters)}
    values |= known or {}
    asked = [each for each in wanted if each.code not in values]
    values |= parameters(window, filters) if any(isinstance(each, Derived) for each in asked) else {}
    values |= counts([each for each in asked if isinstance(each, Count)], window, filters)
    values |= means([each for each in asked if isinstance(each, Mean)], window, filters)
    for each in asked:
        if isinstance(each, Derived):
            values[each.code] = each.value(values)
    return values


def cut_by(indicator: Indicator, filters: Filters) -> bool:
    """Whether the filters apply to the records of a figure; a derived one follows those it is made of."""
    measure = indicator.over if isinstance(indicator, Mean) else indicator
    return not isinstance(measure, Count) or all(dimension.applies(measure) for dimension, _ in filters)


def with_needs(indicators: Iterable[Indicator]) -> list[Indicator]:
    """The indicators, each after those it needs."""
    found: dict[str, Indicator] = {}

    def visit(each: Indicator) -> None:
        for name in each.needs if isinstance(each, Derived) else ():
            if name not in PARAMETERS:
                visit(INDICATORS[name])
        found.setdefault(each.code, each)

    for indicator in indicators:
        visit(indicator)
    return list(found.values())


def counts(measures: Iterable[Count], window: Window, filters: Filters = ()) -> dict[str, int]:
    """The value of each count: one query a subject and moment, and one for each that stands apart.

    Figures of one moment look at the same dates: together, they read the rows that an index on these dates gives.
    People cut by filters are counted one figure at a time: each is looked at in the latest record of that figure.
    """
    measures = list(measures)
    alone = [measure for measure in measures if filters and measure.people]
    values = {measure.code: files(measure, window, filters).count() for measure in alone}
    for group in together(measure for measure in measures if measure not in alone):
        values |= _counts_together(group, window, filters)
    return values


def together(measures: Iterable[Count]) -> list[list[Count]]:
    """The counts, by groups that one query may count."""
    groups: dict[Any, list[Count]] = defaultdict(list)
    for measure in measures:
        read = measure.read
        groups[read.code if read.apart else (read.subject, read.moment)].append(measure)
    return list(groups.values())


def _counts_together(group: list[Count], window: Window, filters: Filters) -> dict[str, int]:
    wholes = {measure.whole.code: measure.whole.condition(window) for measure in group}
    rows = group[0].whole.subject.all().filter(reduce(or_, wholes.values()))
    rows = _filtered(rows, group[0].read, window, filters)
    one = len(wholes) == 1
    found: dict[str, int] = rows.aggregate(
        **{
            each.code: number(each, _beyond_whole(each, window) if one else each.read.all_conditions(window))
            for each in group
        }
    )
    return found


def _beyond_whole(measure: Count, window: Window) -> Q | None:
    """What its records meet that those of its whole may not; None when it is its whole."""
    return measure.read.condition(window) if measure.read.part_of else None


def number(measure: Count, condition: Q | None) -> models.Count:
    """The aggregate that counts the measure's units among the rows that meet the condition."""
    if measure.people:
        return models.Count(measure.read.subject.participant, distinct=True, filter=condition)
    return models.Count("pk", filter=condition)


def means(indicators: Iterable[Mean], window: Window, filters: Filters = ()) -> dict[str, int | None]:
    """The value of each mean, whole, half up; None over nothing. One query for those over parts of a same figure."""
    together: dict[str, list[Mean]] = defaultdict(list)
    for mean in indicators:
        together[mean.over.whole.code].append(mean)
    values: dict[str, int | None] = {}
    for group in together.values():
        values |= _means_together(group, window, filters)
    return values


def _means_together(group: list[Mean], window: Window, filters: Filters) -> dict[str, int | None]:
    whole = group[0].over.whole
    sums: dict[str, Any] = {}
    for mean in group:
        condition = _beyond_whole(mean.over, window)
        sums[f"{mean.code}_total"] = Sum(mean.each(), filter=condition)
        sums[f"{mean.code}_number"] = models.Count("pk", filter=condition)
    found = _filtered(whole.rows(window), whole, window, filters).aggregate(**sums)
    return {mean.code: rounding.mean(found[f"{mean.code}_total"] or 0, found[f"{mean.code}_number"]) for mean in group}


def table(measure: Count, window: Window, *by: Dimension, filters: Filters = ()) -> dict[tuple[Any, ...], int]:
    """The count of each combination of keys of the dimensions, zeros left out: one grouped query."""
    names = [f"by_{place}" for place in range(len(by))]
    expressions = {name: each.value(measure, window) for name, each in zip(names, by, strict=True)}
    rows = files(measure, window, filters).annotate(**expressions).values_list(*names)
    folds = [dimension.fold() for dimension in by]
    found: dict[tuple[Any, ...], int] = defaultdict(int)
    for *raw, number in rows.annotate(number=models.Count("pk")).order_by():
        found[tuple(fold(value) for fold, value in zip(folds, raw, strict=True))] += number
    return dict(found)


def files(measure: Count, window: Window, filters: Filters = ()) -> QuerySet[Any]:
    """The records behind a figure or a cell of its table: as many as it says, in no order."""
    return _filtered(measure.files(window), measure, window, filters)


def _filtered(rows: QuerySet[Any], measure: Count, window: Window, filters: Filters) -> QuerySet[Any]:
    for place, (dimension, key) in enumerate(filters):
        name = f"only_{place}"
        rows = rows.alias(**{name: dimension.value(measure, window)})
        rows = rows.filter(dimension.possible(measure, key), dimension.matching(name, key))
    return rows


def subject_of(indicator: Indicator) -> Subject | None:
    """The kind of record behind an indicator; None when it is derived."""
    if isinstance(indicator, Mean):
        return indicator.over.subject
    return indicator.subject if isinstance(indicator, Count) else None
