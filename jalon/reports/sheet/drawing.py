"""Months as charts: bars, lines, and the table of their numbers."""

from collections.abc import Sequence

from jalon.core import french
from jalon.core.charts import TARGET, Chart, Series, Value
from jalon.reports.months import Months, Point
from jalon.reports.sheet.parts import Plot, PlotKind, Row, Table

INITIALS = "".join(month[0].upper() for month in french.MONTHS)
MONTH = "Mois"
WIDE = 420
"""The usual width of a chart, in points of the drawing."""


def value(point: Point) -> Value:
    """What is drawn of a month."""
    return None if point.figure.value is None else float(point.figure.value)


def number(point: Point) -> int | None:
    """What is said of a month."""
    return None if point.figure.value is None else int(point.figure.value)


def told(points: Months) -> bool:
    """Whether a month at least has a number to draw."""
    return any(point.figure.value is not None for point in points)


def nothing(*columns: Months) -> bool:
    """Whether they are known to be all zeros: without a target, there is nothing to draw."""
    return all(point.figure.value == 0 for points in columns for point in points)


def initials(points: Months) -> str:
    """A sign for each month."""
    return INITIALS[: len(points)]


def month_of(point: Point) -> str:
    """« Mars 2017 »."""
    words = french.month(point.month.start)
    return words[0].upper() + words[1:]


def table(title: str, headings: Sequence[str], *columns: Months) -> Table:
    """A row for each month of the first column, with what the others say of it."""
    rows = (Row(month_of(points[0]), tuple(point.figure for point in points)) for points in zip(*columns, strict=True))
    return Table(title.removesuffix("."), (MONTH, *headings), tuple(rows), monthly=True)


def of_bars(
    points: Months,
    strong: str,
    rest: str,
    *,
    heading: str,
    target: float | None = None,
    now: str | None = "",
    wide: int = WIDE,
) -> Plot:
    """Months as bars; `now` names the one that stands out ("": the last, None: none), `target` is that of a month."""
    places = [point.month.name for point in points]
    chart = Chart(
        title=strong + rest,
        detail=_detail(heading, points),
        places=initials(points),
        series=(Series("", tuple(map(value, points))),),
        target=Series("par mois", (float(target),) * len(points), TARGET) if target else None,
        now=None if now is None else places.index(now) if now in places else len(points) - 1,
        width=wide,
        height=_height(wide),
    )
    return Plot(PlotKind.BARS, strong, rest, chart, table(chart.detail, (heading,), points))


def of_line(
    points: Months, strong: str, rest: str, *, heading: str, target: float | None = None, wide: int = WIDE
) -> Plot:
    """Months as a line, of which the axis does not start at zero."""
    chart = Chart(
        title=strong + rest,
        detail=_detail(heading, points),
        places=initials(points),
        series=(Series("", tuple(map(value, points))),),
        target=Series("objectif", (float(target),) * len(points), TARGET) if target else None,
        zero=False,
        width=wide,
        height=_height(wide),
    )
    return Plot(PlotKind.LINES, strong, rest, chart, table(chart.detail, (heading,), points))


def _height(wide: int) -> int:
    return 180 if wide == WIDE else 110


def _detail(heading: str, points: Months) -> str:
    first, last = french.month(points[0].month.start), french.month(points[-1].month.start)
    return f"{heading}, mois par mois, de {first} à {last}."
