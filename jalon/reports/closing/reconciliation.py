"""The sums that a month is checked by: what they should come to, what they do, and where the gap is.

Source: docs/rules/arretes.md. Each term opens the list it counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jalon.core.database import snapshot
from jalon.indicators import bridges as b
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.dimensions import WAITS
from jalon.indicators.engine import counts, table
from jalon.indicators.kinds import Count
from jalon.indicators.series import at_each, by_month, months
from jalon.indicators.window import Window
from jalon.reports.closing import queries
from jalon.reports.figures import Figure
from jalon.reports.models import ClosedLetter, Closing


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of a sum; `sign` +1 or -1."""

    label: str
    figure: Figure
    sign: int = 1

    @property
    def value(self) -> int:
        """What it adds."""
        return self.sign * int(self.figure.value or 0)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A sum and what it should come to; `why`: what a gap may come from."""

    title: str
    terms: tuple[Term, ...]
    result: Term
    why: str = ""

    @property
    def gap(self) -> int:
        """What is missing to the sum; 0 when it falls right."""
        return self.result.value - sum(term.value for term in self.terms)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month: what its letter said (closed, else as known on its last day), what is known now."""

    window: Window
    closing: Closing | None
    published: Figure
    now: Figure

    @property
    def late(self) -> int:
        """What came since."""
        return int(self.now.value or 0) - int(self.published.value or 0)


@dataclass(frozen=True, slots=True)
class Months:
    """A cumulative figure beside the sum of its months as they were published."""

    title: str
    lines: tuple[MonthLine, ...]
    total: Figure

    @property
    def published(self) -> int:
        """The sum of the months."""
        return sum(int(line.published.value or 0) for line in self.lines)

    @property
    def late(self) -> int:
        """What explains that the total is not that sum."""
        return sum(line.late for line in self.lines)


@dataclass(frozen=True)
class Reconciliation:
    """All the sums of a period, and how long the pending referrals have waited."""

    window: Window
    bridges: tuple[Bridge, ...]
    waits: tuple[tuple[str, Figure], ...]
    months: tuple[Months, ...]

    @property
    def right(self) -> bool:
        """Whether every sum falls right."""
        return not any(bridge.gap for bridge in self.bridges)


MEASURES = (
    *b.BRIDGES,
    *(m.ENTRIES, m.EXITS, m.ACTIVE_FILE, m.ACCOMPANIED, m.REFERRALS, m.NON_ENTRIES),
)
ONCE = "Deux parcours nés de la même prescription, ou une prescription saisie après l’entrée qu’elle a donnée."
OVER = "Une prescription qui a donné une entrée porte aussi une non-entrée."


def reconciliation(window: Window) -> Reconciliation:
    """The sums of a period of the whole PLIE, of one state of the base. At most fifteen queries."""
    with snapshot():
        values = counts(MEASURES, window)
        return Reconciliation(window, tuple(_bridges(values)), _waits(window), _months(window))


def _bridges(values: Mapping[str, int]) -> list[Bridge]:
    def term(measure: Count, label: str, sign: int = 1) -> Term:
        return Term(label, Figure(values[measure.code], measure.code), sign)

    entries = term(m.ENTRIES, "entrées depuis janvier")
    stock = term(b.STOCK, "parcours ouverts au 1er janvier")
    return [
        Bridge(
            "File active",
            (stock, entries, term(m.EXITS, "sorties depuis janvier", -1)),
            term(m.ACTIVE_FILE, "file active"),
        ),
        Bridge(
            "Personnes accompagnées",
            (stock, entries, term(b.RE_ENTRIES, "parcours de plus de personnes déjà comptées", -1)),
            term(m.ACCOMPANIED, "personnes accompagnées"),
        ),
        Bridge(
            "Prescriptions de l’année",
            (
                term(b.REFERRALS_ENTERED, "suivies d’une entrée"),
                term(b.REFERRALS_DECLINED, "terminées sans entrée"),
                term(b.PENDING, "en attente"),
            ),
            term(m.REFERRALS, "prescriptions depuis janvier"),
            OVER,
        ),
        Bridge(
            "Entrées, par leur prescription",
            (
                term(b.REFERRALS_ENTERED, "prescriptions de l’année suivies d’une entrée"),
                term(b.EARLIER_REFERRED_ENTRIES, "entrées d’une prescription plus ancienne"),
                term(b.UNREFERRED_ENTRIES, "entrées sans prescription"),
            ),
            entries,
            ONCE,
        ),
        Bridge(
            "Non-entrées, par leur prescription",
            (
                term(b.REFERRALS_DECLINED, "prescriptions de l’année terminées sans entrée"),
                term(b.EARLIER_NON_ENTRIES, "non-entrées d’une prescription plus ancienne"),
            ),
            term(m.NON_ENTRIES, "non-entrées depuis janvier"),
        ),
    ]


def _waits(window: Window) -> tuple[tuple[str, Figure], ...]:
    """The pending referrals of the year by how long they have waited."""
    found = table(b.PENDING, window, by.WAITING)
    return tuple(
        (label, Figure(found[key,], b.PENDING.code, {by.WAITING.code: key}))
        for key, label in WAITS.items()
        if (key,) in found
    )


def _months(window: Window) -> tuple[Months, ...]:
    """Entries and positive exits: the year as it was published month by month, beside what is known."""
    windows = months(window)
    then = [Window(each.period, each.end) for each in windows]
    counted = at_each([m.ENTRIES_MONTH, m.POSITIVE_EXITS_MONTH], then)
    closings = _closings([each.name for each in windows])
    return (
        _year("Entrées", m.ENTRIES_MONTH, m.ENTRIES, window, counted, closings),
        _year("Sorties positives", m.POSITIVE_EXITS_MONTH, m.POSITIVE_EXITS, window, counted, closings),
    )


def _year(
    title: str,
    of_month: Count,
    cumulative: Count,
    window: Window,
    counted: Mapping[str, list[int]],
    closings: Mapping[str, tuple[Closing, dict[str, int]]],
) -> Months:
    lines = []
    now = by_month(cumulative, window)
    for month, then, known in zip(months(window), counted[of_month.code], now, strict=True):
        closing, said = closings.get(month.name, (None, {}))
        published = Figure(said.get(of_month.code, then), of_month.code, period=month.name)
        cell = Figure(known, cumulative.code, {by.MONTH.code: month.name})
        lines.append(MonthLine(Window(month.period, month.end), closing, published, cell))
    return Months(title, tuple(lines), Figure(sum(now), cumulative.code))


def _closings(periods: list[str]) -> dict[str, tuple[Closing, dict[str, int]]]:
    """The last closing of each of these months, and the two figures it published."""
    last = {closing.period: closing for closing in reversed(queries.done().filter(period__in=periods))}
    letters = ClosedLetter.objects.filter(closing__in=last.values(), edition__audience="ensemble").order_by()
    names = ("closing__period", "data__headline__entries_month", "data__exits__positive_month")
    return {
        period: (last[period], {m.ENTRIES_MONTH.code: entries, m.POSITIVE_EXITS_MONTH.code: positive})
        for period, entries, positive in letters.values_list(*names)
    }
