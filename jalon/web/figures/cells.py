"""A number of a page, as French writes it, and the page it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from jalon.indicators.dimensions import HOST
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.reports.figures import CLOSED, Figure
from jalon.reports.sheet.print import text
from jalon.web.figures.question import address


@dataclass(frozen=True, slots=True)
class Cell:
    """What to print, and where it leads ("": nowhere, there is nothing behind)."""

    text: str
    url: str = ""


def cell(figure: Figure, window: Window) -> Cell:
    """A figure of the letter: it opens onto its files or its formula; a typed one onto the page of its source."""
    if figure.value is None or figure.masked or figure.code in CLOSED:
        return Cell(text(figure))
    if figure.typed:
        return Cell(text(figure), reverse("history:index"))
    period = Window.parse(figure.period, window.as_of) if figure.period else window
    return Cell(text(figure), address(figure.code, period, figure.filters))


def opening(window: Window, host: Organisation | None = None) -> Callable[[Figure], Cell]:
    """How a page of that window prints its figures; who sees those of a host alone opens no other."""

    def opened(figure: Figure) -> Cell:
        found = cell(figure, window)
        return found if host is None or figure.filters.get(HOST.code) == host.pk else Cell(found.text)

    return opened
