"""The charts of the letter, each with its finding in a sentence and the table of its numbers."""

from jalon.core import french
from jalon.core.charts import TARGET, Chart, Series
from jalon.core.rounding import percent
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.indicators.kinds import Unit
from jalon.protocols.enums import Classification
from jalon.reports.behind import Behind
from jalon.reports.figures import Figure
from jalon.reports.months import Months, Point
from jalon.reports.sheet.drawing import initials, nothing, number, of_bars, table, told, value
from jalon.reports.sheet.facts import Facts
from jalon.reports.sheet.parts import Plot, PlotKind
from jalon.reports.sheet.print import away, counted

STYLES = {
    Classification.JOB: ("c1", "Emploi"),
    Classification.MOBILISATION: ("c4", "Mobilisation"),
    Classification.NON_QUALIFYING: ("c2", "Non qualifiante"),
    Classification.QUALIFYING: ("c3", "Qualifiante"),
}
"""The groups of steps from the base of the stacks, the largest first; the same order everywhere."""


def entries(facts: Facts) -> Plot | None:
    """Since January, against the target to date."""
    each_month = facts.behind.monthly[m.ENTRIES.code][: facts.behind.begun]
    points = facts.behind.running or cumulated(each_month, m.ENTRIES.code)
    target = facts.number(d.TARGET_ENTRIES_TO_DATE.code)
    if not told(points) or (nothing(points) and not target):
        return None
    total = number(points[-1])
    each = (target or 0) / facts.window.months
    aim = [each * (place + 1) for place in range(len(points))]
    strong, rest = "Entrées", f" cumulées {facts.since}"
    if total is not None:
        strong = f"{french.number(total)} {counted(total, m.ENTRIES.unit)}"
        rest = f", {away(total, target)} à date" if target else f" {facts.since}"
    chart = Chart(
        strong + rest,
        "Entrées cumulées depuis janvier.",
        initials(points),
        (Series(counted(2 if total is None else total, m.ENTRIES.unit), tuple(map(value, points))),),
        Series("objectif", tuple(aim), TARGET) if target else None,
        height=200,
    )
    return Plot(
        PlotKind.LINES, strong, rest, chart, table(chart.detail, ("Entrées", "Depuis janvier"), each_month, points)
    )


def cumulated(points: Months, code: str) -> Months:
    """The running totals of a figure of each month, opening onto it since January; told until a month is not."""
    total: int | None = 0
    found = []
    for point in points:
        said = number(point)
        total = None if total is None or said is None else total + said
        filters = {name: key for name, key in point.figure.filters.items() if name != "month"}
        found.append(Point(point.month, Figure(total, code, filters, point.month.name, masked=total is None)))
    return found


def file_active(facts: Facts) -> Plot | None:
    """At the end of each month, this year and the one before."""
    points, past = facts.behind.active, facts.behind.active_before[: len(facts.behind.active)]
    target = facts.number(d.ACTIVE_FILE_TARGET.code)
    if not told(points) or (nothing(points) and not told(past) and not target):
        return None
    year = facts.window.end.year
    now, then = number(points[-1]), number(past[-1])
    known = [point.month for point in past if point.figure.value is not None]
    named = f"en {french.month(known[-1].start)}" if known and len(known) < len(past) else f"en {year - 1}"
    series = [Series(named, tuple(map(value, past)), "c4")] if known else []
    series.append(Series(f"en {year}", tuple(map(value, points))))
    strong, rest = "File active", " à la fin de chaque mois"
    if now is not None:
        strong, rest = f"{french.number(now)} {Unit.PATHWAYS}", " en file active"
        rest += f", {_than_before(now, then)}" if then else f", {away(now, target)}" if target else ""
    chart = Chart(
        strong + rest,
        "File active à la fin de chaque mois, cette année et la précédente.",
        initials(points),
        tuple(series),
        Series("objectif", (float(target),) * len(points), TARGET) if target else None,
        zero=False,
        height=200,
    )
    return Plot(PlotKind.LINES, strong, rest, chart, table(chart.detail, (str(year), str(year - 1)), points, past))


def _than_before(now: int, then: int) -> str:
    if now == then:
        return "autant qu’un an plus tôt"
    return f"{french.number(abs(now - then))} de {'plus' if now > then else 'moins'} qu’un an plus tôt"


def groups(behind: Behind) -> Plot | None:
    """The steps of each month, by group."""
    if not behind.steps:
        return None
    columns = [behind.steps[group] for group in STYLES]
    if not any(map(told, columns)) or nothing(*columns):
        return None
    now = [number(column[-1]) for column in columns]
    known = [each for each in now if each is not None]
    part = percent(known[0], sum(known)) if len(known) == len(now) else None
    month = french.MONTHS[columns[0][-1].month.start.month - 1]
    strong, rest = "Étapes", " de chaque mois, par groupe"
    if len(known) == len(now):
        strong = "Aucune étape" if part is None else french.percent(part)
        rest = f" en {month}" if part is None else f" des étapes {french.of(month)} sont des emplois"
    named = zip(STYLES.values(), columns, strict=True)
    series = tuple(Series(name, tuple(map(value, column)), style) for (style, name), column in named)
    chart = Chart(strong + rest, "Étapes de chaque mois, par groupe.", initials(columns[0]), series)
    headings = tuple(name for _, name in STYLES.values())
    return Plot(PlotKind.STACKS, strong, rest, chart, table(chart.detail, headings, *columns))


def positive(facts: Facts) -> Plot | None:
    """The positive exits of each month, against the pace to hold."""
    points = facts.behind.monthly[m.POSITIVE_EXITS.code][: facts.behind.begun]
    annual = facts.number(d.TARGET_POSITIVE.code)
    if not told(points) or (nothing(points) and not annual):
        return None
    said = facts.number(m.POSITIVE_EXITS.code) if facts.is_year else number(points[-1])
    strong, rest = "Sorties positives", " de chaque mois"
    if said is not None:
        strong = f"{french.number(said)} {'sortie positive' if said < 2 else 'sorties positives'}"
        rest = f" {facts.when}{_against(said, annual, facts.is_year)}"
    pace = None if annual is None else annual / 12
    return of_bars(points, strong, rest, heading="Sorties positives", target=pace, now=None if facts.is_year else "")


def _against(said: int, annual: int | None, is_year: bool) -> str:
    if not annual:
        return ""
    side = "au-dessus du" if said >= annual / 12 else "sous le"
    return f", {away(said, annual)}" if is_year else f", {side} rythme à tenir"
