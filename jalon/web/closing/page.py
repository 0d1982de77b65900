"""What the pages of a closing print."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import french, periods
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.reports.closing import actions, queries
from jalon.reports.closing.changes import changes
from jalon.reports.closing.lists import cells_of
from jalon.reports.editions.filters import filters_of
from jalon.reports.figures import Figure
from jalon.reports.models import ClosedLetter, Closing
from jalon.reports.sheet.parts import Sheet
from jalon.reports.sheet.print import text
from jalon.reports.sheet.serial import unpacked
from jalon.web.closing.telling import ChangesView, files_of
from jalon.web.figures import keys
from jalon.web.figures.cells import Cell, cell
from jalon.web.figures.periods import name
from jalon.web.figures.sheet import SheetView
from jalon.web.figures.versions import VERSION


class ClosedPage:
    """A closed letter, and what has changed since for who sees the figures of the PLIE."""

    def __init__(self, user: User, closing: Closing, letter: ClosedLetter, others: list[ClosedLetter]) -> None:
        self.user, self.closing, self.letter, self.others = user, closing, letter, others
        self.period = periods.parse(closing.period)
        self.title = french.of(name(self.period)) if "-" in closing.period else f"de l’année {closing.period}"
        self.window = Window(self.period, closing.as_of)
        self.whose = f"?{urlencode({VERSION: letter.edition_id})}"
        self.opens = may(user, Capability.SEE_FIGURES)

    @property
    def versions(self) -> list[Closing]:
        """The times the period was closed, the latest first."""
        return list(queries.done(self.closing.period))

    @cached_property
    def replaced(self) -> Closing | None:
        """The later version that stands in its place."""
        last = queries.latest(self.closing.period)
        return last if last and last.number > self.closing.number else None

    @cached_property
    def sheet(self) -> SheetView:
        """The letter as it was closed."""
        sheet: Sheet = unpacked(self.letter.sheet)
        return SheetView(sheet, self._cell)

    @cached_property
    def changes(self) -> ChangesView | None:
        """What has changed since; None for who reads its own version alone, and when nothing has."""
        found = changes(self.letter) if self.opens else None
        if not found:
            return None
        codes = dict(Participant.objects.filter(code__in=files_of(found)).order_by().values_list("pk", "code"))
        openable = openable_among(self.user, list(codes))
        return ChangesView(found, self.closing.as_of.year, {codes[pk] for pk in openable})

    def _cell(self, figure: Figure) -> Cell:
        """A number opens onto what was frozen with it; one of another month, onto what was known on the same day."""
        if not self.opens or figure.value is None or figure.masked or figure.code not in INDICATORS:
            return Cell(text(figure))
        if figure.typed or figure.period not in ("", self.closing.period):
            return cell(figure, self.window)
        said = {VERSION: str(self.letter.edition_id), **_written(cells_of(figure, filters_of(self.letter.edition)))}
        return Cell(
            text(figure), f"{reverse('closing:figure', args=[self.closing.key, figure.code])}?{urlencode(said)}"
        )


def _written(cells: dict[str, object]) -> dict[str, str]:
    return {code: keys.written(key) for code, key in cells.items()}


class Work:
    """A closing that is under way, or that came to nothing."""

    def __init__(self, closing: Closing) -> None:
        self.closing = closing
        self.period = periods.parse(closing.period)
        self.title = name(self.period)
        self.room = actions.room_of(closing)

    @cached_property
    def under_way(self) -> bool:
        """Whether its process works."""
        over = self.closing.stopped_at or self.closing.trouble
        return not over and self.room.busy()

    @property
    def interrupted(self) -> bool:
        """Whether its process is gone without a word."""
        return not (self.under_way or self.closing.stopped_at or self.closing.trouble)

    @property
    def done(self) -> int:
        return int(self.room.read_progress().get("done", 0))

    @property
    def total(self) -> int:
        """0 while it is not known."""
        return int(self.room.read_progress().get("total", 0))

    @property
    def words(self) -> str:
        """« Version 7 sur 20 »."""
        told = self.room.read_progress()
        if not told.get("total"):
            return "Le travail commence."
        if told["label"] != "version":
            return "Écriture."
        return f"Version {told['done']} sur {told['total']}"
