"""What has changed since a letter was closed, in sentences: one a group of facts, never one a column."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from jalon.audit.actions import COMMAND_LINE
from jalon.core import french
from jalon.indicators.parameters import LABELS
from jalon.indicators.registry import DIMENSIONS, INDICATORS
from jalon.reports.closing.changes import Changes, Effect, Group, Told
from jalon.reports.closing.differences import Nature
from jalon.reports.figures import Figure
from jalon.reports.sheet.print import text
from jalon.web.sign import signed

FEW = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf")
UNKNOWN, BY_COMMAND = "inconnu", "une commande"
Labels = Mapping[tuple[str, Any], str]


class EffectView:
    """A figure that a group moved: « Entrées du mois 66 → 68 », « dont + 1 » when others moved it too."""

    def __init__(self, effect: Effect, labels: Labels) -> None:
        self.frozen, self.now = french.number(effect.frozen), french.number(effect.now)
        self.among = "" if effect.alone else signed(effect.delta)
        cells = [labels[name, key] for name, key in effect.cell.items()]
        self.label = ", ".join([INDICATORS[effect.code].label, *cells])


class GroupView:
    """Facts of a kind: their sentence, what they moved, their files."""

    def __init__(self, group: Group, labels: Labels, year: int, openable: Collection[str]) -> None:
        self.group, self.year = group, year
        self.totals = [EffectView(each, labels) for each in group.totals]
        self.cells = [EffectView(each, labels) for each in group.cells if len(each.cell) < 2]
        files = list(dict.fromkeys(told.fact.file for told in group.told))
        self.files = [file for file in files if file in openable]
        self.others = len(files) - len(self.files)
        self.moves = [
            (DIMENSIONS[name].label, labels[name, before], labels[name, after]) for name, before, after in group.moves
        ]

    @property
    def nature(self) -> str:
        return self.group.nature.value

    @property
    def sentence(self) -> str:
        """« Deux entrées des 29 et 30 nov., saisies les 6 et 7 déc. par Denis Charme »."""
        told, many = self.group.told, "s" if len(self.group.told) > 1 else ""
        when = self._done_on(told)
        if self.group.kind is None:
            return f"{_number(len(told), male=True)} dossier{many} effacé{many}{when}"
        happened = _days(each.fact.day for each in told)
        done = "saisie" if self.group.nature is Nature.LATE else "corrigée"
        noun = self.group.kind.noun + many
        return f"{_number(len(told))} {noun} {self._of(happened)}, {done}{many}{when}"

    def _done_on(self, told: Iterable[Told]) -> str:
        late = self.group.nature is Nature.LATE
        days = _days(each.fact.recorded if late else each.at and timezone.localtime(each.at).date() for each in told)
        by = sorted({BY_COMMAND if each.by == COMMAND_LINE else each.by for each in told if each.by})
        on = f" {self._on(days)}" if days else " depuis"
        return on + (f" par {' et '.join(by)}" if by else "")

    def _from(self, days: list[dt.date]) -> str:
        """« du 5 au 19 déc. 2016 »."""
        first, last = days[0], days[-1]
        start = french.short_day(first) if first.year == last.year else french.day(first)
        if (first.year, first.month) == (last.year, last.month):
            start = start.split(french.NO_BREAK)[0]
        return f"du {start} au {self._day(last)}"

    def _of(self, days: list[dt.date]) -> str:
        if len(days) == 1:
            return f"du {self._day(days[0])}"
        return f"des {self._and(days)}" if len(days) == 2 else self._from(days)

    def _on(self, days: list[dt.date]) -> str:
        if len(days) == 1:
            return f"le {self._day(days[0])}"
        if len(days) == 2:
            return f"les {self._and(days)}"
        return self._from(days)

    def _and(self, days: list[dt.date]) -> str:
        first, last = days
        if (first.year, first.month) == (last.year, last.month):
            return f"{self._day(first).split(french.NO_BREAK)[0]} et {self._day(last)}"
        return f"{self._day(first)} et {self._day(last)}"

    def _day(self, day: dt.date) -> str:
        return french.short_day(day) if day.year == self.year else french.day(day)


class ChangesView:
    """All of it. `openable`: the codes of the files that the reader may open."""

    def __init__(self, changes: Changes, year: int, openable: Collection[str]) -> None:
        self.changes = changes
        labels = _labels(changes)
        self.groups = [GroupView(each, labels, year, openable) for each in changes.groups]
        self.followers = [
            (INDICATORS[each.code].label, *(text(Figure(value, each.code)) for value in (each.frozen, each.now)))
            for each in changes.followers
        ]
        self.redefined = changes.redefined
        self.parameters = [(LABELS[name], *pair) for name, pair in changes.parameters.items()]

    @property
    def summary(self) -> str:
        """« 6 chiffres, pour 3 faits »."""
        figures, facts = self.changes.figures, self.changes.facts
        of = f"{french.number(figures)} chiffre{'s' if figures > 1 else ''}"
        return f"{of}, pour {french.number(facts)} fait{'s' if facts > 1 else ''}" if facts else of


def files_of(changes: Changes) -> set[str]:
    """The codes of the files that the facts are about."""
    return {told.fact.file for group in changes.groups for told in group.told}


def _labels(changes: Changes) -> dict[tuple[str, Any], str]:
    """The name of every key that is told. One query a dimension at most."""
    keys: dict[str, set[Any]] = defaultdict(set)
    for group in changes.groups:
        for effect in group.cells:
            for name, key in effect.cell.items():
                keys[name].add(key)
        for name, before, after in group.moves:
            keys[name] |= {before, after}
    found: dict[tuple[str, Any], str] = {}
    for name, some in keys.items():
        labels = DIMENSIONS[name].labels([key for key in some if key is not None])
        found |= {(name, key): UNKNOWN if key is None else str(labels.get(key, key)) for key in some}
    return found


def _number(number: int, *, male: bool = False) -> str:
    if number == 1 and male:
        return "Un"
    return FEW[number] if number < len(FEW) else french.number(number)


def _days(days: Iterable[dt.date | None]) -> list[dt.date]:
    return sorted({day for day in days if day})
