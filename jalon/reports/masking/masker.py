"""The masks of a letter, made once for all its versions."""

from collections.abc import Mapping

from jalon.core import periods
from jalon.core.database import snapshot
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count
from jalon.indicators.series import months
from jalon.indicators.window import Window
from jalon.reports.history import computed_since
from jalon.reports.masking.counting import Facts, Held, held
from jalon.reports.masking.crossing import BY_REFERRER, NOW, Crossing, until
from jalon.reports.masking.flows import FlowMask
from jalon.reports.masking.letters import held as letters_held
from jalon.reports.masking.rows import ENTRIES, EXITS, FLOWS, REFERRALS, Row, row
from jalon.reports.masking.stocks import StockMask
from jalon.reports.masking.tables import Key


class Masker:
    """Pass the same to every version of a letter: a kind of readers is counted once, whatever their number."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.letters = letters_held(window)
        self._crossings: dict[str, Crossing] = {}

    def crossing(self, dimension: Dimension) -> Crossing:
        """What the readers of a kind are told. About fifty queries the first time, none afterwards."""
        if dimension.code not in self._crossings:
            with snapshot():
                self._crossings[dimension.code] = self._made(dimension)
        return self._crossings[dimension.code]

    def _made(self, dimension: Dimension) -> Crossing:
        above = self.crossing(by.REFERRER_WITH_AGENCIES) if dimension.code == by.REFERRER.code else None
        split = dimension.code not in BY_REFERRER
        dimension = dimension.settled()
        crossing = Crossing(dimension, self.letters, above)
        year = Window(self.letters[-1].to_date, self.window.as_of)
        facts = [
            Facts.of(flow, dimension, year, split=split or flow not in (ENTRIES, REFERRALS))
            for flow in FLOWS
            if dimension.applies(flow.measure)
        ]
        active = {letter.name: held(m.ACTIVE_FILE, dimension, letter) for letter in self.letters}
        crossing.heard = self._heard(facts, active)
        for each in facts:
            FlowMask(crossing, each).follow()
        stocks = StockMask(crossing)
        stocks.active({**active, NOW: active[self.letters[-1].name], **self._last_year(dimension)})
        stocks.follow(self.window)
        self._means(stocks)
        return crossing

    def _heard(self, facts: list[Facts], active: Mapping[str, Held]) -> list[list[Key]]:
        """The readers of whom something had been told, letter by letter."""
        found, so_far = [], set[Key]()
        for letter in self.letters:
            so_far |= set(active[letter.name])
            for each in facts:
                so_far |= {key for (_, key), number in each.since_january(letter).items() if number}
            found.append(sorted(so_far, key=str))
        return found

    def _last_year(self, dimension: Dimension) -> Mapping[str, Held]:
        """The file active of the same months a year earlier, where it is computed."""
        since, year = computed_since(), self.window.end.year - 1
        if since is None or year < since:
            return {}
        past = months(Window(periods.month(year, self.window.months)))
        return {each.name: held(m.ACTIVE_FILE, dimension, Window(each.period, each.end)) for each in past}

    def _means(self, stocks: StockMask) -> None:
        """A mean tells of those it is made over, and late facts of what a month does not explain."""
        crossing, month = stocks.crossing, self.letters[-1].name
        self._over(stocks, m.PREAFFECTATION.code, NOW, m.REFERRED_ENTRIES, crossing.hidden(ENTRIES.whole))
        last_year = Window(periods.year(self.window.end.year - 1), self.window.as_of)
        referred = held(m.REFERRED_ENTRIES, crossing.dimension, last_year)
        stocks.alone(row(m.PREAFFECTATION.code), last_year.name, referred)
        if self.window.is_year:
            return
        in_month = crossing.hidden(ENTRIES.whole, month)
        self._over(stocks, m.PREAFFECTATION_MONTH.code, NOW, m.REFERRED_ENTRIES_MONTH, in_month)
        self._over(stocks, m.ENTRIES_LATE.code, NOW, m.ENTRIES_LATE, in_month | self._around(crossing, ENTRIES.whole))
        around = crossing.hidden(EXITS.whole, month) | self._around(crossing, EXITS.whole)
        self._over(stocks, m.EXITS_LATE.code, NOW, m.EXITS_LATE, around)
        self._over(stocks, m.ENTRIES_LATE_LAST_YEAR.code, NOW, m.ENTRIES_LATE_LAST_YEAR, frozenset())

    def _around(self, crossing: Crossing, whole: Row) -> frozenset[Key]:
        """Those who are not told both cumulatives between which a month lies."""
        before = [letter.name for letter in self.letters if letter.period != self.letters[-1].period]
        former = crossing.hidden(whole, until(before[-1])) if before else frozenset()
        return former | crossing.hidden(whole)

    def _over(self, stocks: StockMask, code: str, when: str, measure: Count, hidden: frozenset[Key]) -> None:
        found = held(measure, stocks.dimension, self.letters[-1])
        numbers = {key: found.get(key, 0) for key in stocks.crossing.heard[-1]}
        stocks.alone(row(code), when, numbers, hidden)
