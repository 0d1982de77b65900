"""The form of a *point d’étape*: words prepared, goals one by one, new goals, obstacles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from jalon.core.french import NO_BREAK
from jalon.pathways.actions.reviews import NewGoal, Verdict
from jalon.pathways.enums import GoalOutcome, Term
from jalon.pathways.models import Goal
from jalon.pathways.reviews import Mark
from jalon.protocols.models import BarrierFamily
from jalon.web.guidance.ratings import FamiliesForm
from jalon.web.recording.conflict import EditForm
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF

STANDING = [("", "En cours"), *((each.value, each.label.capitalize()) for each in GoalOutcome)]
NEW_GOALS = range(1, 4)
WHY = "Dites pourquoi, en quelques mots."


def words(label: str, rows: int, help_text: str = "") -> forms.CharField:
    """A text of the review."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, required=False, max_length=10_000, help_text=help_text)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal to look at again: what became of it, and why."""

    goal: Goal
    outcome: forms.BoundField
    why: forms.BoundField


class ReviewForm(FamiliesForm):
    """A review to hold."""

    template_name = "guidance/_review_fields.html"
    month = forms.TypedChoiceField(label="Bilan", coerce=int)
    held_on = DayField(label="Tenu le")
    done = words("Ce qui a été fait", 7, "Préparé d’après le dossier : relisez, coupez, complétez.")
    learned = words("Ce que la personne en dit", 3)
    next = words("La suite", 3)
    rated = forms.BooleanField(label="Les freins ont été cotés à ce bilan", required=False, initial=True)
    widths = {"month": HALF, "held_on": HALF}
    sensitive = frozenset({"done", "learned", "next"})

    def __init__(
        self,
        data: Any = None,
        *,
        marks: Sequence[Mark],
        goals: Sequence[Goal],
        families: Iterable[BarrierFamily],
        about: str = "",
        **options: Any,
    ) -> None:
        super().__init__(data, families=families, **options)
        self.about = about
        months = [(mark.months, f"Bilan des {mark.months}{NO_BREAK}mois") for mark in marks]
        self.fields["month"].choices = months  # type: ignore[attr-defined]
        self.goals = goals
        for goal in goals:
            self.fields[f"issue_{goal.pk}"] = forms.ChoiceField(
                label=f"Objectif{NO_BREAK}: {goal}", choices=STANDING, required=False, widget=forms.RadioSelect
            )
            self.fields[f"pourquoi_{goal.pk}"] = forms.CharField(label="Pourquoi", required=False, max_length=2000)
        for number in NEW_GOALS:
            self.fields[f"objectif_{number}"] = forms.CharField(label="Objectif", required=False, max_length=300)
            self.fields[f"echeance_{number}"] = forms.ChoiceField(label="Échéance", choices=Term, required=False)
            self.fields[f"pour_{number}"] = DayField(label="Pour le", ahead=True, required=False)

    def clean(self) -> dict[str, Any]:
        """A goal that is not reached says why, beside its field."""
        said = self.cleaned_data
        for goal in self.goals:
            outcome = said.get(f"issue_{goal.pk}")
            if outcome and outcome != GoalOutcome.REACHED and not said.get(f"pourquoi_{goal.pk}", "").strip():
                self.add_error(f"pourquoi_{goal.pk}", WHY)
        return said

    @property
    def main(self) -> list[tuple[forms.BoundField, str]]:
        """The fields of the review itself."""
        return [(self[name], self.widths.get(name, "")) for name in ("month", "held_on", "done", "learned", "next")]

    @property
    def goal_rows(self) -> list[GoalRow]:
        """The standing goals."""
        return [GoalRow(goal, self[f"issue_{goal.pk}"], self[f"pourquoi_{goal.pk}"]) for goal in self.goals]

    @property
    def new_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Room for new goals."""
        return [(self[f"objectif_{n}"], self[f"echeance_{n}"], self[f"pour_{n}"]) for n in NEW_GOALS]

    @property
    def verdicts(self) -> list[Verdict]:
        """What was said of the standing goals."""
        said = self.cleaned_data
        settled = [goal for goal in self.goals if said.get(f"issue_{goal.pk}")]
        return [
            Verdict(goal, GoalOutcome(said[f"issue_{goal.pk}"]), said.get(f"pourquoi_{goal.pk}", ""))
            for goal in settled
        ]

    @property
    def new_goals(self) -> list[NewGoal]:
        """Those that were written."""
        said = self.cleaned_data
        return [
            NewGoal(said[f"objectif_{n}"].strip(), Term(said[f"echeance_{n}"] or Term.SHORT), said[f"pour_{n}"])
            for n in NEW_GOALS
            if said.get(f"objectif_{n}", "").strip()
        ]


class CorrectionForm(EditForm):
    """The words of a review not signed yet."""

    held_on = DayField(label="Tenu le")
    done = words("Ce qui a été fait", 7)
    learned = words("Ce que la personne en dit", 4)
    next = words("La suite", 4)
    sensitive = frozenset({"done", "learned", "next"})
