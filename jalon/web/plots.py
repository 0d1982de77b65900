"""A chart on a page: the finding, the drawing, and beside it the table whose numbers are links."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from jalon.core import french
from jalon.core.charts import TARGET, Chart, Series, Value, bars, lines
from jalon.core.rounding import whole
from jalon.indicators.registry import INDICATORS
from jalon.reports.figures import Figure
from jalon.reports.months import Months, Point
from jalon.web.figures.cells import Cell, cell, printed

INITIALS = "".join(month[0].upper() for month in french.MONTHS)
MONTH = "Mois"

Row = tuple[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class Plot:
    """What the template prints: `strong` then `rest` make the caption; a row of the table is a month."""

    strong: str
    rest: str
    svg: SafeString
    headings: list[str]
    rows: list[Row]

    @property
    def caption(self) -> str:
        """The finding, in a sentence."""
        return self.strong + self.rest


def drawn(svg: str) -> SafeString:
    """What `core.charts` drew, all its words being escaped there."""
    return mark_safe(svg)  # noqa: S308


def value(point: Point) -> Value:
    """What is drawn of a month."""
    return None if point.figure.value is None else float(point.figure.value)


def opening(point: Point) -> Cell:
    """A month of the table: it opens onto its files; a typed one onto the page that says its source."""
    if point.typed and point.figure.value is not None:
        return Cell(printed(point.figure.value, INDICATORS[point.figure.code].unit), reverse("history:index"))
    return cell(point.figure, point.window)


def month_of(point: Point) -> str:
    """« Mars 2017 »."""
    words = french.month(point.month.start)
    return words[0].upper() + words[1:]


def table(*columns: Months) -> list[Row]:
    """A row for each month of the first column, with what the others say of it."""
    return [(month_of(points[0]), [opening(point) for point in points]) for points in zip(*columns, strict=True)]


def cumulated(points: Months, code: str) -> Months:
    """The running totals of a figure of each month, each opening onto the figure since January."""
    total = 0
    found = []
    for point in points:
        total += int(point.figure.value or 0)
        found.append(Point(point.month, Figure(total, code), point.month))
    return found


def of_bars(
    points: Months,
    strong: str,
    rest: str,
    *,
    heading: str,
    target: float | None = None,
    now: str | None = "",
    wide: int = 420,
) -> Plot:
    """Months as bars; `now` names the one that stands out ("": the last, None: none), `target` is that of a month."""
    places = [point.month.name for point in points]
    aim = Series("par mois", [float(target)] * len(points), TARGET) if target else None
    chart = Chart(
        title=strong + rest,
        detail=f"{heading}, mois par mois, de {_from_to(points)}.",
        places=INITIALS[: len(points)],
        series=[Series("", [value(point) for point in points])],
        target=aim,
        now=None if now is None else places.index(now) if now in places else len(points) - 1,
        width=wide,
        height=180 if wide == 420 else 110,
    )
    return Plot(strong, rest, drawn(bars(chart)), [heading], table(points))


def of_line(
    points: Months, strong: str, rest: str, *, heading: str, target: float | None = None, wide: int = 420
) -> Plot:
    """Months as a line, of which the axis does not start at zero."""
    chart = Chart(
        title=strong + rest,
        detail=f"{heading}, mois par mois, de {_from_to(points)}.",
        places=INITIALS[: len(points)],
        series=[Series("", [value(point) for point in points])],
        target=Series("objectif", [float(target)] * len(points), TARGET) if target else None,
        zero=False,
        width=wide,
        height=180 if wide == 420 else 110,
    )
    return Plot(strong, rest, drawn(lines(chart)), [heading], table(points))


def _from_to(points: Months) -> str:
    return f"{french.month(points[0].month.start)} à {french.month(points[-1].month.start)}"


def rounded(number: float) -> str:
    """As it is printed in a sentence."""
    return french.number(whole(Fraction(number)))


def away(number: float, target: float) -> str:
    """« 183 sous l’objectif »: how far, and on which side."""
    far = whole(Fraction(number)) - whole(Fraction(target))
    if far == 0:
        return "juste à l’objectif"
    return f"{french.number(abs(far))} {'au-dessus de' if far > 0 else 'sous'} l’objectif"
