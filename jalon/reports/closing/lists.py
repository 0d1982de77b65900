"""The files behind the figures of a letter: what a closed one keeps of each, and what it is compared with later."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import Filters, cut_by, files, with_needs
from jalon.indicators.kinds import Count, Mean
from jalon.indicators.registry import DIMENSIONS, INDICATORS
from jalon.indicators.window import Window
from jalon.reports.counted import TABLES
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import Paragraph, Sheet

Record = dict[str, Any]
"""`pk` of the record, code of its `file`, keys of its `cells` by dimension; `days`, where a mean is taken over them."""
Lists = dict[str, list[Record]]


def figures_in(node: Any) -> Iterator[Figure]:
    """Every figure that a sheet prints, but those of sentences, which may be the gap between two of them."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from figures_in(each)
    elif dataclasses.is_dataclass(node) and not isinstance(node, Paragraph):
        for field in dataclasses.fields(node):
            yield from figures_in(getattr(node, field.name))


def of_the_period(sheet: Sheet) -> list[Figure]:
    """Those of its own period that an indicator defines: not a share, nor a month of before, nor what was typed."""
    return [
        figure
        for figure in figures_in(sheet)
        if figure.code in INDICATORS and figure.period in ("", sheet.period) and not figure.typed
    ]


def cells_of(figure: Figure, filters: Filters) -> dict[str, Any]:
    """The cell of its table that a figure is, beside the filters of the whole letter."""
    whose = {dimension.code for dimension, _ in filters}
    return {name: key for name, key in figure.filters.items() if name not in whose}


def behind(sheet: Sheet, filters: Filters) -> dict[str, tuple[Dimension, ...]]:
    """The counts that the figures of a sheet are made of, each with the dimensions that its cells are cut by."""
    cuts: dict[str, dict[str, None]] = {
        measure.code: dict.fromkeys(dimension.code for dimension in dimensions) for measure, dimensions in TABLES
    }
    for figure in of_the_period(sheet):
        cuts.setdefault(figure.code, {}).update(dict.fromkeys(cells_of(figure, filters)))
    made_of = [each.over if isinstance(each, Mean) else each for each in with_needs(INDICATORS[code] for code in cuts)]
    return {
        each.code: tuple(DIMENSIONS[name] for name in cuts.get(each.code, {}))
        for each in made_of
        if isinstance(each, Count) and cut_by(each, filters)
    }


def lists(cut: Mapping[str, tuple[Dimension, ...]], window: Window, filters: Filters) -> Lists:
    """The files behind each count. One query a count."""
    found = {}
    for code, dimensions in cut.items():
        measure = INDICATORS[code]
        if isinstance(measure, Count):
            found[code] = records(measure, window, dimensions, filters)
    return found


def records(measure: Count, window: Window, dimensions: tuple[Dimension, ...], filters: Filters) -> list[Record]:
    """The files behind a count, as many as it says. One query."""
    mean = mean_over(measure)
    asked = {f"cell_{each.code}": each.value(measure, window) for each in dimensions}
    asked |= {"days": mean.each()} if mean else {}
    rows = files(measure, window, filters).annotate(**asked).order_by("pk")
    folds = [(each.code, each.fold()) for each in dimensions]
    found = []
    for pk, file, *values in rows.values_list("pk", f"{measure.subject.participant}__code", *asked):
        record: Record = {"pk": pk, "file": file}
        if folds:
            record["cells"] = {code: fold(raw) for (code, fold), raw in zip(folds, values, strict=False)}
        if mean:
            record["days"] = values[-1]
        found.append(record)
    return found


def mean_over(measure: Count) -> Mean | None:
    """The mean that is taken over the records of a count, if one is."""
    means = (each for each in INDICATORS.values() if isinstance(each, Mean) and each.over is measure)
    return next(means, None)
