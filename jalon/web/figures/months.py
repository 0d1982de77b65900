"""A figure month by month: the small chart beside its parts."""

from jalon.indicators import derived as d
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate
from jalon.indicators.kinds import Count, Derived, Moment
from jalon.reports.history import of_the_month_only
from jalon.reports.months import Months, dated, held
from jalon.reports.sheet.drawing import of_bars, of_line
from jalon.reports.sheet.parts import Plot
from jalon.reports.sheet.print import rounded
from jalon.web.figures.question import Question

PACES: dict[str, tuple[Derived, int]] = {
    m.ENTRIES.code: (d.TARGET_ENTRIES, 12),
    m.ENTRIES_MONTH.code: (d.TARGET_ENTRIES, 12),
    m.POSITIVE_EXITS.code: (d.TARGET_POSITIVE, 12),
    m.POSITIVE_EXITS_MONTH.code: (d.TARGET_POSITIVE, 12),
    m.ACTIVE_FILE.code: (d.ACTIVE_FILE_TARGET, 1),
}
"""The target that a month is held to: a part of the year's, or the same all year."""


def plot(question: Question) -> Plot | None:
    """The months of the year up to the period's, cut by the same filters; None with fewer than two months."""
    measure = question.indicator
    if not isinstance(measure, Count):
        return None
    points = _points(question, measure)
    if len(points) < 2:
        return None
    aim = _pace(question, measure)
    if measure.moment is Moment.END and measure is not m.STEPS:
        rest = "" if aim is None else f", et l’objectif, {rounded(aim)}"
        return of_line(points, "Fin de mois après fin de mois", rest, heading=measure.label, target=aim)
    rest = "" if aim is None else f", et le rythme à tenir, {rounded(aim)} par mois"
    now = question.filters.get(by.MONTH, "")
    return of_bars(points, "Mois par mois", rest, heading=measure.label, target=aim, now=now or "")


def _points(question: Question, measure: Count) -> Months:
    filters = [(dimension, key) for dimension, key in question.filters.items() if dimension is not by.MONTH]
    if measure.moment is Moment.END or of_the_month_only(measure.code):
        return held([measure], question.window, filters).get(measure.code, [])
    return dated(measure, question.window, filters)


def _pace(question: Question, measure: Count) -> float | None:
    """What a month should reach; None for a part of a figure, which has no target."""
    if measure.code not in PACES or any(dimension is not by.MONTH for dimension in question.filters):
        return None
    target, months = PACES[measure.code]
    year = evaluate([target], question.window)[target.code]
    return None if year is None else year / months
