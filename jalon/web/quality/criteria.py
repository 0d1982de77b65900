"""What the address asks for: a month or a quarter, a kind of act, the files to complete or all of them."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from jalon.core import french, periods
from jalon.core.periods import Period, add_months
from jalon.pathways.enums import Judged

PERIOD, ACT, STATE, PAGE = "periode", "acte", "etat", "page"
ALL = "tous"
"""Of the state: the complete files too."""
FIRST, LAST = 2000, 2100
"""Years that an address may name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A period, by its first day and its months (1 or 3), and what is kept of it."""

    start: dt.date
    months: int = 1
    act: str = ""
    everyone: bool = False

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.start, add_months(self.start, self.months) - dt.timedelta(1))

    @property
    def title(self) -> str:
        """« décembre 2017 », « 4e trimestre 2017 »."""
        if self.months == 1:
            return french.month(self.start)
        number = (self.start.month + 2) // 3
        return f"{number}{'er' if number == 1 else 'e'} trimestre {self.start.year}"

    def query(self, **changes: str) -> str:
        """The part of an address that says it; the first page again."""
        said = {PERIOD: written(self.start, self.months), ACT: self.act, STATE: ALL if self.everyone else ""}
        return urlencode({name: value for name, value in {**said, **changes}.items() if value})

    @property
    def before(self) -> str:
        """The same, one period earlier."""
        return self._moved(-self.months)

    @property
    def after(self) -> str:
        """The same, one period later."""
        return self._moved(self.months)

    @property
    def other(self) -> str:
        """The quarter of the month, or the last month of the quarter."""
        if self.months == 1:
            return self.query(**{PERIOD: written(quarter(self.start), 3)})
        return self.query(**{PERIOD: written(add_months(self.start, 2), 1)})

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """Each kind of act: its name, its address, whether it is the one asked for."""
        every = ("Tous les actes", self.query(**{ACT: ""}), not self.act)
        return [every, *((kind.label, self.query(**{ACT: kind.value}), kind == self.act) for kind in Judged)]

    @property
    def states(self) -> list[tuple[str, str, bool]]:
        """The files to complete, or all."""
        return [
            ("À compléter", self.query(**{STATE: ""}), not self.everyone),
            ("Tous les dossiers", self.query(**{STATE: ALL}), self.everyone),
        ]

    def _moved(self, months: int) -> str:
        start = add_months(self.start, months)
        return self.query(**{PERIOD: written(start, self.months)}) if FIRST <= start.year <= LAST else ""


def asked(said: QueryDict, today: dt.date) -> Asked:
    """What an address says; the month of today for a period that does not read."""
    start, months = _period(said.get(PERIOD, "")) or (today.replace(day=1), 1)
    act = said.get(ACT, "")
    return Asked(start, months, act if act in Judged.values else "", said.get(STATE) == ALL)


def written(start: dt.date, months: int) -> str:
    """2017-12, or 2017-T4."""
    return f"{start:%Y-%m}" if months == 1 else f"{start.year}-T{(start.month + 2) // 3}"


def quarter(day: dt.date) -> dt.date:
    """The first day of its quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _period(text: str) -> tuple[dt.date, int] | None:
    if match := re.fullmatch(r"(\d{4})-T([1-4])", text, flags=re.ASCII):
        year, start, months = int(match[1]), int(match[2]) * 3 - 2, 3
    elif match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, flags=re.ASCII):
        year, start, months = int(match[1]), int(match[2]), 1
    else:
        return None
    return (periods.month(year, start).start, months) if FIRST <= year <= LAST else None
