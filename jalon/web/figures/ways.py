"""From a letter to its neighbours: before, after, the year, its months."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from jalon.core import french, periods
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.web.figures.periods import months_of, name, neighbour
from jalon.web.figures.question import AS_OF
from jalon.web.figures.versions import VERSION


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another letter."""

    label: str
    url: str
    current: bool = False


class Ways:
    """The letters one may go to from a letter; the as-of day and the version follow."""

    def __init__(self, period: Period, as_of: dt.date | None, version: str = "") -> None:
        self.period = period
        said = {AS_OF: as_of.isoformat() if as_of else "", VERSION: version}
        kept = urlencode({name: value for name, value in said.items() if value})
        self.kept = f"?{kept}" if kept else ""

    def _way(self, period: Period, label: str = "") -> Way:
        url = reverse("figures:letter", args=[period]) + self.kept
        return Way(label or name(period), url, period == self.period)

    def _beside(self, step: int) -> Way | None:
        period = neighbour(self.period, step)
        return self._way(period) if period else None

    @property
    def title(self) -> str:
        """Of what the letter is."""
        words = name(self.period)
        return f"de l’année {words}" if Window(self.period).is_year else french.of(words)

    @property
    def before(self) -> Way | None:
        """The period before."""
        return self._beside(-1)

    @property
    def after(self) -> Way | None:
        """The period after, unless it is still to come."""
        return self._beside(1)

    @property
    def year(self) -> list[Way]:
        """The year, then its months."""
        year = self.period.start.year
        months = [self._way(month, french.SHORT_MONTHS[month.start.month - 1]) for month in months_of(year)]
        return [self._way(periods.year(year)), *months]
