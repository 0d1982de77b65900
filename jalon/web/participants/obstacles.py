"""The obstacles of a person as the file shows them: first and last rating, radar, table, profile and why.

What is sensitive (health, justice) stays out of everything until it is shown: drawing, totals and profile alike.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from jalon.core.french import NO_BREAK, day
from jalon.core.radar import Radar, radar
from jalon.pathways.barriers import LEVELS, Distance, Ratings, Rule, Trial, chosen, distance, ranked, trials
from jalon.pathways.models import BarrierAssessment, Pathway
from jalon.protocols.models import BarrierFamily, BarrierProfile, Protocol
from jalon.web.plots import drawn

WORDS = ("aucun frein", "léger", "important", "bloquant")
"""What each level means."""
COUNTS = (
    *("aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    "treize",
)
NEW_OUTLINE = f"pointillé{NO_BREAK}: première cotation ; trait plein{NO_BREAK}: dernière"


@dataclass(frozen=True, slots=True)
class Line:
    """A family in the table."""

    label: str
    before: int | None
    after: int | None

    @property
    def trend(self) -> str:
        """What changed, in a word; "" unless rated both times."""
        if self.before is None or self.after is None:
            return ""
        step = self.after - self.before
        return "stable" if not step else f"allégé de {-step}" if step < 0 else f"alourdi de {step}"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule of the protocol, and what the ratings answer."""

    name: str
    asked: str
    found: str
    holds: bool


@dataclass(frozen=True)
class Obstacles:
    """Two ratings of a pathway, the first and the last (the same when there is one)."""

    families: Sequence[BarrierFamily]
    rules: Sequence[Rule]
    first: BarrierAssessment
    last: BarrierAssessment
    shown: bool

    @cached_property
    def visible(self) -> list[BarrierFamily]:
        """The families that may be printed."""
        return [family for family in self.families if self.shown or not family.sensitive]

    @property
    def hidden(self) -> list[BarrierFamily]:
        """Those that may not."""
        return [family for family in self.families if family not in self.visible]

    @property
    def compared(self) -> bool:
        """Whether there are two ratings."""
        return self.first.pk != self.last.pk

    @cached_property
    def before(self) -> Ratings:
        """The first levels."""
        return self._levels(self.first)

    @cached_property
    def after(self) -> Ratings:
        """The last levels."""
        return self._levels(self.last)

    @cached_property
    def order(self) -> list[str]:
        """The codes of what may be printed, in the usual order."""
        return [family.code for family in self.visible]

    @cached_property
    def distance(self) -> Distance:
        """From the first to the last."""
        return distance(self.before, self.after, self.order)

    @property
    def lines(self) -> list[Line]:
        """The table: the heaviest today first, then what was rated only once."""
        heaviest = [code for code, _ in ranked(self.after, self.order)]
        told = {
            change.family: Line(self._label(change.family), change.before, change.after)
            for change in self.distance.changes
        }
        return [*(told.pop(code) for code in heaviest), *told.values()]

    @property
    def finding(self) -> str:
        """What changed, in a sentence; with one rating, what weighs."""
        if not self.after:
            return "Aucune des familles visibles n’est cotée."
        if not self.compared:
            heavy = [self._label(code) for code, level in ranked(self.after, self.order) if level > 1]
            return f"Pèsent le plus{NO_BREAK}: {', '.join(heavy).lower()}." if heavy else "Aucun frein important."
        moved = self.distance
        said = [
            _counted(len(moved.lighter), "allégée", "famille"),
            _counted(len(moved.steady), "stable"),
            _counted(len(moved.heavier), "alourdie"),
        ]
        return f"{', '.join(said).capitalize()}{NO_BREAK}: {moved.before} au total, puis {moved.after}."

    @property
    def radar(self) -> SafeString | None:
        """The drawing; None when too few families are rated."""
        rated = [family for family in self.visible if family.code in self.before or family.code in self.after]
        codes = [family.code for family in rated]
        drawing = radar(
            Radar(
                self.finding,
                NEW_OUTLINE if self.compared else f"cotation du {day(self.last.date)}",
                [family.short for family in rated],
                [self.after.get(code) for code in codes],
                [self.before.get(code) for code in codes] if self.compared else None,
                max(LEVELS),
            )
        )
        return drawn(drawing) if drawing else None

    @cached_property
    def trials(self) -> list[Trial]:
        """The rules put to the last rating."""
        return trials(self.after, self.rules, self.order)

    @property
    def profile(self) -> Rule | None:
        """The profile chosen."""
        found = chosen(self.trials)
        return found.rule if found else None

    @property
    def reasons(self) -> list[Reason]:
        """Why that profile: each rule asked, in the order of the protocol, down to the one that holds."""
        return [self._reason(trial) for trial in self.trials]

    def _reason(self, trial: Trial) -> Reason:
        rule = trial.rule
        if not rule.count:
            return Reason(rule.name, "retenu quand aucun autre profil ne convient", "", trial.holds)
        among = [self._label(code).lower() for code in self.order if code in rule.families]
        many = f"{COUNTS[rule.count]} famille{'s' if rule.count > 1 else ''} au moins à {rule.level} ou plus"
        asked = f"{many}, parmi {', '.join(among)}" if among else many
        reached = ", ".join(self._label(code).lower() for code in trial.reached)
        return Reason(
            rule.name, asked, f"{len(trial.reached)}{NO_BREAK}: {reached}" if reached else "aucune", trial.holds
        )

    def _levels(self, assessment: BarrierAssessment) -> Ratings:
        seen = {family.code for family in self.visible}
        return {each.family_id: each.level for each in assessment.ratings.all() if each.family_id in seen}

    def _label(self, code: str) -> str:
        return next(family.label for family in self.families if family.code == code)


def obstacles(pathway: Pathway, protocol: Protocol | None, *, until: dt.date, shown: bool) -> Obstacles | None:
    """The ratings of a pathway by the day; None without any. Three queries, six when there are some."""
    rated = list(pathway.barrier_assessments.filter(date__lte=until).order_by("date").prefetch_related("ratings"))
    if not rated:
        return None
    return Obstacles(list(BarrierFamily.objects.all()), rules_of(protocol), rated[0], rated[-1], shown)


def rules_of(protocol: Protocol | None) -> list[Rule]:
    """The profiles of a protocol, in their order."""
    profiles = BarrierProfile.objects.filter(protocol=protocol).prefetch_related("families")
    return [
        Rule(each.name, each.pathway, frozenset(f.code for f in each.families.all()), each.level, each.count)
        for each in profiles
    ]


def _counted(number: int, what: str, noun: str = "") -> str:
    """« neuf familles allégées », « aucune alourdie »."""
    many = "s" if number > 1 else ""
    return " ".join(filter(None, [COUNTS[number], f"{noun}{many}" if noun else "", f"{what}{many}"]))
