"""What one looks at before closing a period: files to complete, sums, texts."""

from dataclasses import dataclass
from functools import cached_property

from jalon.accounts.models import Caseworker
from jalon.core import clock
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.pathways.completeness import to_complete
from jalon.reports.closing import queries
from jalon.reports.closing.hindrances import Held
from jalon.reports.closing.reconciliation import Bridge, MonthLine, Months, Reconciliation, reconciliation
from jalon.reports.models import Closing, Edition
from jalon.web.figures import periods
from jalon.web.figures.cells import Cell, cell
from jalon.web.sign import signed

NOBODY = "Sans référent"


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of a sum: its sign ("" for the first), its number, its name."""

    sign: str
    cell: Cell
    label: str


class BridgeView:
    """A sum as it is read."""

    def __init__(self, bridge: Bridge, window: Window) -> None:
        self.bridge, self.window = bridge, window

    @property
    def title(self) -> str:
        return self.bridge.title

    @property
    def terms(self) -> list[TermView]:
        """« 797 parcours ouverts au 1er janvier », « + 494 entrées »."""
        return [
            TermView("" if place == 0 else "+" if term.sign > 0 else "−", cell(term.figure, self.window), term.label)
            for place, term in enumerate(self.bridge.terms)
        ]

    @property
    def result(self) -> TermView:
        """What it comes to."""
        return TermView("=", cell(self.bridge.result.figure, self.window), self.bridge.result.label)

    @property
    def gap(self) -> str:
        """« + 2 »; "" when the sum falls right."""
        return signed(self.bridge.gap) if self.bridge.gap else ""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a cumulative figure."""

    label: str
    published: Cell
    closing: Closing | None
    now: Cell
    late: str


class MonthsView:
    """A cumulative figure and its months."""

    def __init__(self, found: Months, window: Window) -> None:
        self.title, self.published, self.window = found.title, found.published, window
        self.total = cell(found.total, window)
        self.late = signed(found.late) if found.late else ""
        self.lines = [self._line(line) for line in found.lines]

    def _line(self, line: MonthLine) -> MonthView:
        return MonthView(
            periods.name(line.window.period),
            cell(line.published, line.window),
            line.closing,
            cell(line.now, self.window),
            signed(line.late) if line.late else "",
        )


class Preparation:
    """The page « Arrêter »."""

    def __init__(self, period: Period) -> None:
        self.period, self.name = period, Window(period).name
        self.title = periods.name(period)
        self.window = Window(period, period.end)
        self.held = Held(self.name)

    @property
    def over(self) -> bool:
        """Whether the period has come to its end."""
        return self.period.end <= clock.today()

    @cached_property
    def versions(self) -> list[Edition]:
        """The versions that would be closed."""
        return queries.versions()

    @cached_property
    def done(self) -> list[Closing]:
        """The versions closed already, the latest first."""
        return list(queries.done(self.name))

    @cached_property
    def under_way(self) -> Closing | None:
        """Who closes it at this moment."""
        return queries.under_way(self.name)

    @cached_property
    def to_complete(self) -> list[tuple[str, int]]:
        """How many files each référent has to complete. Eight queries at most."""
        found = to_complete(self.period, clock.today())
        names = Caseworker.objects.in_bulk([key for key in found if key is not None])
        told = [(str(names[key]) if key is not None else NOBODY, len(files)) for key, files in found.items()]
        return sorted(told, key=lambda line: (-line[1], line[0]))

    @property
    def files(self) -> int:
        """How many files in all."""
        return sum(number for _, number in self.to_complete)

    @cached_property
    def sums(self) -> Reconciliation:
        """The sums, of what was known on the last day."""
        return reconciliation(self.window)

    @property
    def bridges(self) -> list[BridgeView]:
        return [BridgeView(each, self.window) for each in self.sums.bridges]

    @property
    def waits(self) -> list[tuple[str, Cell]]:
        """How long the pending referrals have waited."""
        return [(label, cell(figure, self.window)) for label, figure in self.sums.waits]

    @property
    def months(self) -> list[MonthsView]:
        return [MonthsView(each, self.window) for each in self.sums.months]
