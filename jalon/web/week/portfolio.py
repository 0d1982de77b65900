"""A référent's portfolio against what their time of presence lets expect."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from jalon.core import french, periods
from jalon.core.charts import gauge
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate
from jalon.indicators.prorated import OwnTargets, own_targets
from jalon.indicators.window import Window
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview, Pathway
from jalon.web.figures.cells import Cell
from jalon.web.figures.question import address
from jalon.web.plots import drawn
from jalon.web.roster.filters import ACTIVE, MINE

SHOWN = (m.ACTIVE_FILE, m.ENTRIES, m.POSITIVE_EXITS, m.PEOPLE_ON_A_STEP, m.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, what is expected ("" for nothing), both as a bar."""

    label: str
    value: Cell
    target: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class Portfolio:
    """`targets` None: no protocol is in force."""

    lines: list[Line]
    targets: OwnTargets | None

    @property
    def fte(self) -> str:
        """The share of full time of the day."""
        return french.number(self.targets.fte) if self.targets else ""


def portfolio(caseworkers: Collection[int], day: dt.date) -> Portfolio:
    """Figures of the month under way, of the first of the référents that the account stands for."""
    (key, *_) = caseworkers
    window = Window(periods.month(day.year, day.month))
    values = evaluate(SHOWN, window, [(by.CASEWORKER, key)])
    found = own_targets(caseworkers, day)
    own = {by.CASEWORKER.code: key}
    cells = {each.code: Cell(french.number(values[each.code]), address(each.code, window, own)) for each in SHOWN}
    aims = {
        m.ACTIVE_FILE.code: found.active_file if found else 0,
        m.ENTRIES.code: found.entries if found else 0,
        m.POSITIVE_EXITS.code: found.positive_exits if found else 0,
    }
    active = values[m.ACTIVE_FILE.code]
    lines = [_line(each.label, cells[each.code], values[each.code], aims.get(each.code, 0), active) for each in SHOWN]
    lines.insert(3, _seen(caseworkers, day, values[m.SUSPENDED.code]))
    return Portfolio(lines, found)


def _line(label: str, value: Cell, number: int, aim: int, active: int) -> Line:
    """Without a target, the bar is a share of the file active."""
    top = max(number, aim) if aim else max(active, number)
    return Line(label, value, french.number(aim) if aim else "", drawn(gauge(number, top, aim or None)))


def _seen(caseworkers: Collection[int], day: dt.date, suspended: int) -> Line:
    """Who was met at an interview this month, of those who are to be met once a month."""
    mine = Pathway.objects.filter(assignments__caseworker__in=caseworkers).open_on(day)
    followed = mine.with_caseworker_on(day).filter(caseworker_on_day__in=caseworkers).values("pk").distinct()
    held = Interview.objects.filter(pathway__in=followed, kind=InterviewKind.MEETING, present=True)
    met = held.filter(date__gte=day.replace(day=1), date__lte=day).order_by().values("pathway").distinct().count()
    aim = max(0, followed.count() - suspended)
    url = f"{reverse('participants:search')}?{urlencode({'referent': MINE, 'statut': ACTIVE, 'tri': 'contact'})}"
    label = f"Vus en {french.MONTHS[day.month - 1]}"
    return _line(label, Cell(french.number(met), url), met, aim, aim)
