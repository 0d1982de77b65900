"""The letter laid out for a page: the structure of the JSON, with French labels and links."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jalon.core import french
from jalon.core.charts import gauge
from jalon.core.database import snapshot
from jalon.core.rounding import percent
from jalon.indicators import measures as m
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.reports.figures import Figure
from jalon.reports.letter import letter, to_date
from jalon.web.figures import letter_plots
from jalon.web.figures.cells import Cell, cell
from jalon.web.figures.letter_plots import STYLES, Behind
from jalon.web.plots import Plot, drawn

NOTHING = Cell("")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of « L’essentiel »: codes of indicators by column; `inside` is a part of the line above."""

    label: str
    month: str = ""
    year: str = ""
    target: str = ""
    reached: str = ""
    inside: bool = False


ESSENTIAL = (
    Line("Entrées", "entries_month", "entries_cumulative", "target_entries_to_date", "target_pct_to_date"),
    Line("saisies en retard", "entries_late", inside=True),
    Line("de l’année passée, saisies en retard", "entries_late_last_year", inside=True),
    Line("Non-entrées", "non_entries_month", "non_entries_cumulative"),
    Line("Préaffectation, en jours", "month", "year_to_date"),
    Line("Personnes accompagnées", "", "accompanied_to_date"),
    Line("File active", "active_file_real", "", "active_file_target", "active_file_pct"),
    Line("personnes en étape", "people_on_a_step", inside=True),
    Line("personnes en veille", "in_veille", inside=True),
    Line("étapes ouvertes", "steps_open", inside=True),
    Line(
        "Sorties positives", "positive_month", "positive_cumulative", "target_positive_to_date", "positive_pct_to_date"
    ),
    Line("Autres sorties", "", "other_cumulative"),
    Line("Sorties saisies en retard", "exits_late"),
)
STOCKS = {"active_file_real", "people_on_a_step", "in_veille", "steps_open"}
"""Counted on the last day, of a month as of a year."""


class LetterPage:
    """What the template prints of a letter."""

    def __init__(self, said: dict[str, Any], behind: Behind) -> None:
        self.said, self.window, self.behind = said, behind.window, behind
        window = self.window
        self.figures: dict[str, Figure] = {
            **said["headline"],
            **said["preaffectation_days"],
            **{code: each for code, each in said["exits"].items() if isinstance(each, Figure)},
            **to_date(said, window),
        }
        exits = self.value("positive_cumulative") or 0, self.value("other_cumulative") or 0
        self.figures[m.EXITS.code] = Figure(sum(exits), m.EXITS.code)
        self.declined = {name: self._declined_in(name) for name in _month_names(window)}
        self.figures["non_entries_month"] = self._declined_in(window.name)
        self.fte = self._cell("fte")

    @classmethod
    def of(cls, window: Window) -> "LetterPage":
        """The letter and the months behind its charts, of one state of the base."""
        with snapshot():
            return cls(letter(window), Behind.of(window))

    def _declined_in(self, month: str) -> Figure:
        """The non-entries of a month, whatever their reason."""
        figures = [line["by_month"].get(month) for line in self.said["non_entry_reasons"]]
        total = sum(figure.value for figure in figures if figure)
        return Figure(total, "non_entries_cumulative", {"month": month})

    def _cell(self, code: str) -> Cell:
        return cell(self.figures[code], self.window) if code else NOTHING

    @property
    def cells(self) -> dict[str, Cell]:
        """Every figure of the letter that stands alone."""
        return {code: cell(figure, self.window) for code, figure in self.figures.items()}

    @property
    def month(self) -> str:
        """« Novembre »."""
        return french.MONTHS[self.window.end.month - 1].capitalize()

    def value(self, code: str) -> int | None:
        """A whole number of the letter, to be said in a sentence."""
        number = self.figures[code].value
        return None if number is None else int(number)

    def _bar(self, code: str) -> str:
        """What is reached, against the target."""
        reached = self.value(code) if code else None
        return "" if reached is None else drawn(gauge(reached, max(reached, 100), 100))

    @property
    def empty(self) -> bool:
        """Whether nothing happened: nobody accompanied, nobody sent."""
        figures = (self.figures["accompanied_to_date"], self.said["referrals"]["total"])
        return not any(figure.value for figure in figures)

    @property
    def essential(self) -> list[dict[str, Any]]:
        """The first table. The yearly letter has one column, where what is counted on the last day stands too."""
        return [
            {
                "line": line,
                "month": self._cell(line.month),
                "year": self._cell(line.month if self.window.is_year and line.month in STOCKS else line.year),
                "target": self._cell(line.target),
                "reached": self._cell(line.reached),
                "bar": self._bar(line.reached),
            }
            for line in ESSENTIAL
            if not self.window.is_year or line.year or line.month in STOCKS
        ]

    @property
    def referrers(self) -> list[dict[str, Any]]:
        """Referrals and entries by category of referrer, with their shares."""
        entries = {line["category"]: line for line in self.said["entries_by_category"]}
        return [
            {
                "label": ReferrerCategory(line["category"]).label,
                "referrals": cell(line["count"], self.window),
                "referrals_pct": line["pct"],
                "entries": cell(entries[line["category"]]["count"], self.window),
                "entries_pct": entries[line["category"]]["pct"],
            }
            for line in self.said["referrals"]["by_category"]
        ]

    @property
    def referrals(self) -> Cell:
        """All of them."""
        return cell(self.said["referrals"]["total"], self.window)

    @property
    def entries(self) -> Cell:
        """Since January."""
        return self._cell("entries_cumulative")

    @property
    def partner_target(self) -> Cell:
        """Expected of France Travail and the Département."""
        return cell(self.said["referrals"]["partner_target_to_date"], self.window)

    @property
    def months(self) -> list[str]:
        """The months of the non-entries, shortened."""
        return list(french.SHORT_MONTHS[: self.window.months])

    @cached_property
    def non_entries(self) -> list[dict[str, Any]]:
        """By reason: each month, the total, the share."""
        labels = dict(NonEntryReason.objects.order_by().values_list("code", "label"))
        most = max((line["total"].value for line in self.said["non_entry_reasons"]), default=0)
        return [
            {
                "label": labels[line["reason"]],
                "months": [cell(figure, self.window) for figure in line["by_month"].values()],
                "total": cell(line["total"], self.window),
                "month": cell(line["by_month"][self.window.name], self.window) if not self.window.is_year else NOTHING,
                "pct": line["pct"],
                "bar": drawn(gauge(line["total"].value, most)),
            }
            for line in self.said["non_entry_reasons"]
        ]

    @property
    def non_entries_by_month(self) -> list[Cell]:
        """Each month, whatever the reason."""
        return [cell(figure, self.window) for figure in self.declined.values()]

    @property
    def non_entries_total(self) -> Cell:
        """Since January."""
        return self._cell("non_entries_cumulative")

    @property
    def steps_total(self) -> Cell:
        """Steps of the period."""
        return cell(self.said["steps"]["total"], self.window)

    @property
    def steps(self) -> list[dict[str, Any]]:
        """By group, in the order of the stacks, then by label."""
        found = {group["group"]: group for group in self.said["steps"]["groups"]}
        return [
            {
                "label": Classification(group["group"]).label,
                "style": style,
                "count": cell(group["count"], self.window),
                "pct": group["pct"],
                "rows": [(row["label"], cell(row["count"], self.window)) for row in group["rows"]],
            }
            for group, (style, _) in ((found[name], style) for name, style in STYLES.items())
        ]

    @property
    def exits(self) -> list[dict[str, Any]]:
        """Positive ones then others: the total, then each reason, with its share of all exits."""
        reasons = {each.code: each for each in ExitReason.objects.order_by()}
        total = self.value(m.EXITS.code) or 0
        lines = self.said["exits"]["reasons"]
        most = max((line["count"].value for line in lines), default=0)
        return [
            {
                "label": label,
                "count": self._cell(code),
                "pct": percent(self.value(code) or 0, total),
                "style": style,
                "rows": [
                    {
                        "label": reasons[line["reason"]].label,
                        "neutral": reasons[line["reason"]].neutral,
                        "count": cell(line["count"], self.window),
                        "pct": percent(line["count"].value, total),
                        "bar": drawn(gauge(line["count"].value, most, style=style)),
                    }
                    for line in lines
                    if line["positive"] is positive
                ],
            }
            for label, code, positive, style in (
                ("Positives", "positive_cumulative", True, "fill"),
                ("Autres", "other_cumulative", False, "other"),
            )
        ]

    @property
    def rates(self) -> list[tuple[str, str, Cell]]:
        """Both rates, with the words of their definitions."""
        codes = ("positive_pct", "positive_pct_excluding_neutral")
        return [(INDICATORS[code].label, INDICATORS[code].definition, self._cell(code)) for code in codes]

    @property
    def annual_targets(self) -> tuple[Cell, Cell]:
        """Of entries and of positive exits."""
        return self._cell("target_entries_annual"), self._cell("target_positive_annual")

    @cached_property
    def plots(self) -> dict[str, Plot | None]:
        """The charts; None where no month has begun."""
        return {
            "entries": letter_plots.entries(self.behind, self.value("target_entries_to_date")),
            "active": letter_plots.file_active(self.behind, self.value("active_file_target")),
            "steps": letter_plots.groups(self.behind),
            "positive": letter_plots.positive(self.behind, self.value("target_positive_annual")),
        }


def _month_names(window: Window) -> list[str]:
    """The months from January to the period's, as addresses write them."""
    return [f"{window.end.year}-{number:02}" for number in range(1, window.months + 1)]
