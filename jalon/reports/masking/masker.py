"""The masks of a letter, made once for all its versions."""

from collections.abc import Mapping

from jalon.core import periods
from jalon.core.database import snapshot
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window
from jalon.reports.history import computed_since
from jalon.reports.masking.counting import Facts, Held, held
from jalon.reports.masking.crossing import BY_REFERRER, NOW, Crossing, until
from jalon.reports.masking.flows import FlowMask
from jalon.reports.masking.letters import held as letters_held
from jalon.reports.masking.rows import ENTRIES, EXITS, FLOWS, REFERRALS, Row, row
from jalon.reports.masking.stocks import ACTIVE, StockMask
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
        crossing = self._followed(dimension, self.letters, above)
        if past := self._past(dimension):
            crossing.take(past, {letter.name: letter.name for letter in past.letters}, ACTIVE)
        stocks = StockMask(crossing)
        stocks.follow(self.window)
        self._means(stocks)
        return crossing

    def _followed(self, dimension: Dimension, letters: list[Window], above: Crossing | None) -> Crossing:
        """What is counted since January, letter after letter, and the file active that it moves."""
        split = dimension.code not in BY_REFERRER
        dimension = dimension.settled()
        crossing = Crossing(dimension, letters, above)
        year = Window(letters[-1].to_date, letters[-1].as_of)
        facts = [
            Facts.of(flow, dimension, year, split=split or flow not in (ENTRIES, REFERRALS))
            for flow in FLOWS
            if dimension.applies(flow.measure)
        ]
        active = {letter.name: held(m.ACTIVE_FILE, dimension, letter) for letter in letters}
        crossing.heard = self._heard(letters, facts, active)
        for each in facts:
            FlowMask(crossing, each, active if each.flow is EXITS else {}).follow()
        StockMask(crossing).active(active)
        return crossing

    def _past(self, dimension: Dimension) -> Crossing | None:
        """The letters of the same months a year earlier, where they are computed: charts print their file active."""
        since, year = computed_since(), self.window.end.year - 1
        if since is None or year < since:
            return None
        above = self._past(by.REFERRER_WITH_AGENCIES) if dimension.code == by.REFERRER.code else None
        month = periods.month(year, self.window.months)
        return self._followed(dimension, letters_held(Window(month, month.end)), above)

    @staticmethod
    def _heard(letters: list[Window], facts: list[Facts], active: Mapping[str, Held]) -> list[list[Key]]:
        """The readers of whom something had been told, letter by letter."""
        found, so_far = [], set[Key]()
        for letter in letters:
            so_far |= set(active[letter.name])
            for each in facts:
                so_far |= {key for (_, key), number in each.since_january(letter).items() if number}
            found.append(sorted(so_far, key=str))
        return found

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
