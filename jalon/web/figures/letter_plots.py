"""The four charts of the letter, each with its finding in a sentence."""

from dataclasses import dataclass

from jalon.core import french
from jalon.core.charts import TARGET, Chart, Series, lines, stacks
from jalon.core.rounding import percent
from jalon.indicators import measures as m
from jalon.indicators.window import Window
from jalon.protocols.enums import Classification
from jalon.reports.months import Months, active_file, dated, steps
from jalon.web.figures.cells import counted
from jalon.web.plots import INITIALS, Plot, away, cumulated, drawn, of_bars, table, value

STYLES = {
    Classification.JOB: ("c1", "Emploi"),
    Classification.MOBILISATION: ("c4", "Mobilisation"),
    Classification.NON_QUALIFYING: ("c2", "Non qualifiante"),
    Classification.QUALIFYING: ("c3", "Qualifiante"),
}
"""The groups of steps from the base of the stacks, the largest first; the same order everywhere."""


@dataclass(frozen=True)
class Behind:
    """The months of a letter, and the targets they are held to (None: no protocol in force)."""

    window: Window
    entries: Months
    positive: Months
    active: Months
    active_before: Months
    steps: dict[str, Months]

    @classmethod
    def of(cls, window: Window) -> "Behind":
        """Seven queries, nine where no first computed year was set."""
        now, before = active_file(window)
        return cls(window, dated(m.ENTRIES, window), dated(m.POSITIVE_EXITS, window), now, before, steps(window))

    @property
    def when(self) -> str:
        """« en novembre », « en 2017 »."""
        end = self.window.end
        return f"en {end.year}" if self.window.is_year else f"en {french.MONTHS[end.month - 1]}"


def entries(behind: Behind, target: int | None) -> Plot | None:
    """Since January, against the target to date."""
    points = cumulated(behind.entries, m.ENTRIES.code)
    if not points:
        return None
    total = int(points[-1].figure.value or 0)
    each = (target or 0) / behind.window.months
    aim = Series("objectif", [each * (place + 1) for place in range(len(points))], TARGET) if target else None
    unit = counted(total, m.ENTRIES.unit)
    strong, rest = f"{french.number(total)} {unit}", f", {away(total, target)} à date" if target else " depuis janvier"
    series = [Series(unit, [value(point) for point in points])]
    chart = Chart(strong + rest, "Entrées cumulées depuis janvier.", _places(points), series, aim, height=200)
    return Plot(strong, rest, drawn(lines(chart)), ["Entrées", "Depuis janvier"], table(behind.entries, points))


def file_active(behind: Behind, target: int | None) -> Plot | None:
    """At the end of each month, this year and the one before."""
    points, past = behind.active, behind.active_before[: len(behind.active)]
    if not points:
        return None
    year = behind.window.end.year
    now, then = int(points[-1].figure.value or 0), past[-1].figure.value
    strong = f"{french.number(now)} parcours"
    known = [point.month for point in past if point.figure.value is not None]
    named = f"en {french.month(known[-1].start)}" if known and len(known) < len(past) else f"en {year - 1}"
    series = [Series(named, [value(point) for point in past], "c4")] if known else []
    series.append(Series(f"en {year}", [value(point) for point in points]))
    aim = Series("objectif", [target] * len(points), TARGET) if target else None
    rest = " en file active" + (f", {_than_before(now, int(then))}" if then else "")
    rest += f", {away(now, target)}" if target and not then else ""
    detail = "File active à la fin de chaque mois, cette année et la précédente."
    chart = Chart(strong + rest, detail, _places(points), series, aim, zero=False, height=200)
    return Plot(strong, rest, drawn(lines(chart)), [str(year), str(year - 1)], table(points, past))


def _than_before(now: int, then: int) -> str:
    if now == then:
        return "autant qu’un an plus tôt"
    return f"{french.number(abs(now - then))} de {'plus' if now > then else 'moins'} qu’un an plus tôt"


def groups(behind: Behind) -> Plot | None:
    """The steps of each month, by group."""
    if not behind.steps:
        return None
    columns = [behind.steps[group] for group in STYLES]
    now = [int(column[-1].figure.value or 0) for column in columns]
    part = percent(now[0], sum(now))
    month = french.MONTHS[columns[0][-1].month.start.month - 1]
    strong = "Aucune étape" if part is None else french.percent(part)
    rest = f" en {month}" if part is None else f" des étapes {french.of(month)} sont des emplois"
    named = zip(STYLES.values(), columns, strict=True)
    series = [Series(name, [value(point) for point in column], style) for (style, name), column in named]
    chart = Chart(strong + rest, "Étapes de chaque mois, par groupe.", _places(columns[0]), series)
    headings = [name for _, name in STYLES.values()]
    return Plot(strong, rest, drawn(stacks(chart)), headings, table(*columns))


def positive(behind: Behind, annual: int | None) -> Plot | None:
    """The positive exits of each month, against the pace to hold."""
    points = behind.positive
    if not points:
        return None
    is_year = behind.window.is_year
    number = sum(int(point.figure.value or 0) for point in points) if is_year else int(points[-1].figure.value or 0)
    strong = f"{french.number(number)} {'sortie positive' if number < 2 else 'sorties positives'}"
    pace = None if annual is None else annual / 12
    rest = f" {behind.when}"
    if pace is not None and annual is not None:
        side = "au-dessus du" if number >= pace else "sous le"
        rest += f", {away(number, annual)}" if is_year else f", {side} rythme à tenir"
    return of_bars(points, strong, rest, heading="Sorties positives", target=pace, now=None if is_year else "")


def _places(points: Months) -> str:
    return INITIALS[: len(points)]
