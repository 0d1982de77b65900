"""Letters made of any numbers, without a base: what a comment is drafted from."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from jalon.core import periods
from jalon.indicators.series import months
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.enums import Classification
from jalon.reports.behind import BEFORE, Behind
from jalon.reports.comments.drafts import facts_of
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.past import COMPARED, Past
from jalon.reports.comments.source import Source
from jalon.reports.counted import BESIDE, EXITS, HEADLINE, OF_THE_MONTH
from jalon.reports.figures import Figure
from jalon.reports.months import Months, Point

REASONS = {"absent": "Absent aux rendez-vous", "fle": "FLE (niveau de français)", "sante": "Santé", "refus": "Refus"}
EXIT_REASONS = {
    "emploi": ("Emploi (CDI, CDD de plus de 6 mois)", False),
    "plus_30_mois": ("Suivi PLIE de plus de 30 mois", False),
    "sante": ("Santé", True),
}
LABELS = ((1, "emploi", "Contrat long"), (2, "emploi", "CDDI"), (3, "mobilisation", "Chantier du Lac"))
MONTHLY = ("referrals", "non_entries_cumulative", "entries_cumulative", "positive_cumulative", "other_cumulative")


def letter(seed: int, month: int) -> Facts:
    """The facts of a month of 2017, or of the year (0), with any numbers: absent, not told, small or large."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret: any numbers)
    window = Window(periods.month(2017, month) if month else periods.year(2017))
    silent = chance.choice([0.0, 0.1, 0.5])

    def figure(code: str, **filters: Any) -> Figure:
        if chance.random() < silent:
            return Figure(None, code, filters, masked=chance.random() < 0.5)
        return Figure(chance.choice([chance.randint(0, 3), chance.randint(0, 2000)]), code, filters)

    return facts_of(source(window, figure, chance.random() < 0.7))


def source(window: Window, figure: Any, compared: bool = True) -> Source:
    """A letter, `figure` giving each of its numbers."""
    names = [each.name for each in months(window)]
    late = tuple(figure("entries_late", month=name) for name in reversed(names[:-1]))[:3]
    return Source(
        data=_data(window, figure, names),
        behind=_behind(window, figure),
        past=Past({each.code: figure(each.code) for each in COMPARED} if compared else {}),
        late={"entries_late": late, "exits_late": tuple(figure("exits_late", **each.filters) for each in late)},
        lasting=frozenset({1}),
    )


def _data(window: Window, figure: Any, names: Sequence[str]) -> Mapping[str, Any]:
    codes = [each.code for each in (*HEADLINE, *EXITS)]
    figures = {code: Figure(None, code) if window.is_year and code in OF_THE_MONTH else figure(code) for code in codes}
    rows = [{"label": label, "group": group, "count": figure("steps", label=key)} for key, group, label in LABELS]
    return {
        "headline": {each.code: figures[each.code] for each in HEADLINE},
        "preaffectation_days": {
            "month": figure("preaffectation_month"),
            "year_to_date": figure("preaffectation_year_to_date"),
        },
        "non_entry_reasons": [
            {
                "reason": reason,
                "total": figure("non_entries_cumulative", reason=reason),
                "by_month": {name: figure("non_entries_cumulative", month=name) for name in names},
            }
            for reason in list(REASONS)[:3]
        ],
        "referrals": {
            "total": figure("referrals"),
            "by_category": _categories(figure, "referrals"),
            "partner_target_to_date": figure("partner_target_to_date"),
        },
        "entries_by_category": _categories(figure, "entries_cumulative"),
        "steps": {
            "total": figure("steps"),
            "groups": [
                {"group": group, "count": figure("steps"), "rows": [row for row in rows if row["group"] == group]}
                for group in Classification.values
            ],
        },
        "exits": {
            **{each.code: figures[each.code] for each in EXITS},
            "reasons": [
                {"reason": reason, "positive": reason == "emploi", "count": figure("exits_cumulative")}
                for reason in list(EXIT_REASONS)[:2]
            ],
        },
    }


def _categories(figure: Any, code: str) -> list[dict[str, Any]]:
    return [{"category": name, "count": figure(code, category=name)} for name in ReferrerCategory.values]


def _behind(window: Window, figure: Any) -> Behind:
    def points(code: str) -> Months:
        return [Point(each, figure(code, month=each.name)) for each in months(window)]

    return Behind(
        window=window,
        filters=(),
        beside={**{each.code: figure(each.code) for each in BESIDE}, BEFORE: figure("preaffectation_year_to_date")},
        monthly={code: points(code) for code in MONTHLY},
        exits={},
        active=points("active_file_real"),
        active_before=points("active_file_real"),
        steps={},
        begun=window.months,
        exit_reasons=EXIT_REASONS,
        non_entry_reasons=REASONS,
    )
