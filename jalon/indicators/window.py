"""What a figure is asked about: a period, and the day as of which facts are known."""

import datetime as dt
from dataclasses import dataclass

from jalon.core import periods
from jalon.core.periods import Period


@dataclass(frozen=True, slots=True)
class Window:
    """A month or a year; `as_of` None: everything recorded so far counts."""

    period: Period
    as_of: dt.date | None = None

    @classmethod
    def parse(cls, period: str, as_of: dt.date | None = None) -> "Window":
        """`2017-03` or `2017`; ValueError for anything else."""
        return cls(periods.parse(period), as_of)

    @property
    def name(self) -> str:
        """The period as it is written in addresses and files."""
        return f"{self.start:%Y}" if self.is_year else f"{self.start:%Y-%m}"

    @property
    def start(self) -> dt.date:
        """First day of the period."""
        return self.period.start

    @property
    def end(self) -> dt.date:
        """Last day of the period: stocks are counted at its end."""
        return self.period.end

    @property
    def is_year(self) -> bool:
        """Whether the period is a calendar year."""
        return self.start.month == 1 and self.end.month == 12

    @property
    def months(self) -> int:
        """Months from January to the end of the period, for targets to date."""
        return self.end.month

    @property
    def to_date(self) -> Period:
        """From 1 January to the end of the period."""
        return Period(dt.date(self.end.year, 1, 1), self.end)
