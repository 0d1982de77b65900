"""A letter that leaves the PLIE: what its reader is not told, masked in its data and in what stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jalon.core.rounding import percent
from jalon.indicators import measures as m
from jalon.indicators.dimensions import MONTH
from jalon.indicators.window import Window
from jalon.protocols.models import ExitReason, StepLabel
from jalon.reports.behind import Behind
from jalon.reports.editions.filters import filters_of
from jalon.reports.figures import Figure
from jalon.reports.letter import WHOLE, Block, months_to_date
from jalon.reports.masking.crossing import NOW, Crossing, until
from jalon.reports.masking.masker import Masker
from jalon.reports.masking.rows import ENTRIES, EXITS, NON_ENTRIES, Flow, Row, row
from jalon.reports.masking.telling import Reader
from jalon.reports.models import Edition
from jalon.reports.months import Months, Point

NOTE = (
    "n.\u00a0c.\u00a0: non communiqué, moins de 5 dossiers, ou ce qui laisserait deviner un tel nombre. "
    "Chaque mois passé reste tel qu’il a été communiqué\u00a0: un fait saisi depuis n’est que dans le cumul."
)


class Masked:
    """The letter of a version, as its readers may read it. `masker`: the same for all versions of a letter."""

    def __init__(self, edition: Edition, masker: Masker) -> None:
        dimension, key = filters_of(edition)[0]
        self.crossing: Crossing = masker.crossing(dimension)
        self.window: Window = masker.window
        self.reader = Reader(self.crossing, key)
        self.named = {dimension.code: key}

    def data(self, data: Block) -> Block:
        """The figures of the exchange format: null where they are not told. Two queries."""
        tell = self.reader.told
        referrals, entries = tell(data["referrals"]["total"]), tell(data["headline"][m.ENTRIES.code])
        return {
            **data,
            "headline": _told(data["headline"], tell),
            "preaffectation_days": _told(data["preaffectation_days"], tell),
            "non_entry_reasons": self._non_entries(tell(data["headline"][m.NON_ENTRIES.code])),
            "referrals": {
                **_told(data["referrals"], tell),
                "by_category": self._lines(data["referrals"]["by_category"], referrals),
            },
            "entries_by_category": self._lines(data["entries_by_category"], entries),
            "steps": self._steps(data["steps"]),
            "exits": {**_told(data["exits"], tell), "reasons": self._exits()},
        }

    def behind(self, behind: Behind) -> Behind:
        """The months, each as the letter of that month told it: a fact recorded since is in the cumulatives alone."""
        tell = self.reader.told
        return replace(
            behind,
            beside=_told(behind.beside, tell),
            monthly={code: self._months(points) for code, points in behind.monthly.items()},
            exits={part: self._of_reason(part, behind) for part in self._parts(EXITS)},
            active=self._months(behind.active),
            active_before=self._months(behind.active_before),
            steps={group: self._months(points) for group, points in behind.steps.items()},
            running=[self._running(point) for point in behind.monthly[m.ENTRIES.code][: behind.begun]],
        )

    def _figure(self, at: Row, when: str, period: str = "", **month: str) -> Figure:
        """A number as it was told then, or masked."""
        masked = self.reader.hidden(at, when)
        value = None if masked else self.reader.number(at, when)
        return Figure(value, at[0], {**self.named, **dict(at[1]), **month}, period, masked=masked)

    def _months(self, points: Months) -> Months:
        return [Point(point.month, self._of_month(point)) for point in points]

    def _of_month(self, point: Point) -> Figure:
        figure, name = point.figure, point.month.name
        cell = {code: key for code, key in figure.filters.items() if code not in (*self.named, MONTH.code)}
        if (row(figure.code, **cell), name) not in self.crossing.masked:
            return self.reader.told(figure)
        month = {MONTH.code: name} if MONTH.code in figure.filters else {}
        return self._figure(row(figure.code, **cell), name, figure.period, **month)

    def _of_reason(self, part: str, behind: Behind) -> Months:
        every = [point.month for point in behind.monthly[m.POSITIVE_EXITS.code]]
        at = EXITS.part(part)
        return [Point(each, self._figure(at, each.name, self.window.name, month=each.name)) for each in every]

    def _running(self, point: Point) -> Point:
        name = point.month.name
        return Point(point.month, self._figure(ENTRIES.whole, until(name), name))

    def _parts(self, flow: Flow) -> list[str]:
        """The reasons that the letter of the whole PLIE prints, the most frequent first: nothing of the reader's."""
        found = {at: self.crossing.total(at) for at, when in self.crossing.counts if when == NOW and at[1:] != ((),)}
        cells = {dict(at[1])[flow.split.code]: number for at, number in found.items() if at[0] == flow.whole[0]}
        return sorted((part for part, number in cells.items() if number), key=lambda part: (-cells[part], part))

    def _non_entries(self, total: Figure) -> list[Block]:
        lines = []
        for part in self._parts(NON_ENTRIES):
            at = NON_ENTRIES.part(part)
            months = {name: self._figure(at, name, month=name) for name in months_to_date(self.window)}
            found = self._figure(at, NOW)
            line = {"reason": part, "by_month": months, "total": found, "pct": _share(found, total)}
            lines.append({**line, WHOLE: self._whole(at)})
        return lines

    def _exits(self) -> list[Block]:
        positive = dict(ExitReason.objects.order_by().values_list("code", "positive"))
        parts = sorted(self._parts(EXITS), key=lambda part: not positive[part])
        return [
            {
                "reason": part,
                "positive": positive[part],
                "count": self._figure(EXITS.part(part), NOW),
                WHOLE: self._whole(EXITS.part(part)),
            }
            for part in parts
        ]

    def _whole(self, at: Row) -> Figure:
        return Figure(self.crossing.total(at), at[0], dict(at[1]))

    def _lines(self, lines: list[Block], total: Figure) -> list[Block]:
        counts = [self.reader.told(line["count"]) for line in lines]
        return [
            {**line, "count": count, "pct": _share(count, total)} for line, count in zip(lines, counts, strict=True)
        ]

    def _steps(self, steps: Block) -> Block:
        total = self.reader.told(steps["total"])
        names = dict(StepLabel.objects.order_by().values_list("pk", "name"))
        groups = []
        for group in steps["groups"]:
            count = self.reader.told(group["count"])
            rows = self._labels(group["group"], names)
            groups.append({**group, "count": count, "pct": _share(count, total), "rows": rows})
        return {"total": total, "groups": groups}

    def _labels(self, group: str, names: Mapping[int, str]) -> list[Block]:
        """The labels of a group, those not told last: their place would tell."""
        found = [
            (dict(at[1])["label"], self._figure(at, NOW))
            for at, when in self.crossing.counts
            if when == NOW and at[0] == m.STEPS.code and dict(at[1]).get("classification") == group and len(at[1]) > 1
        ]
        rows = [{"label": names[key], "count": figure} for key, figure in found if figure.masked or figure.value]
        return sorted(rows, key=lambda line: (-(line["count"].value or 0), line["label"]))


def _told(block: Mapping[str, Any], tell: Callable[[Figure], Figure]) -> dict[str, Any]:
    return {name: tell(each) if isinstance(each, Figure) else each for name, each in block.items()}


def _share(part: Figure, total: Figure) -> int | None:
    if part.value is None or total.value is None:
        return None
    return percent(part.value, total.value)
